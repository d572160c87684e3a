import type { Request } from 'express';
import { Type } from 'typebox';
import { SETTINGS_VERSION, type SettingsFile, SettingsFileSchema } from '../domain/settings-file.ts';
import { SettingsImportSchema } from '../domain/settings-import-schema.ts';
import type { SettingsTransfer } from '../ports/settings-transfer.ts';
import { ApiRoutes } from './api/api-routes.ts';
import { answerOf, refusedWith } from './api/route-spec.ts';
import { schemaCheck } from './api/schema-check.ts';
import { readSettingsFile, SETTINGS_TYPE } from './own-bodies.ts';
import { settingsReport } from './settings-report.ts';

const HEADER = 'Concierge-Passphrase';
const MOST_PASSPHRASE = 200;

const ExportSchema = Type.Object(
  {
    passphrase: Type.Optional(
      Type.String({
        minLength: 8,
        maxLength: MOST_PASSPHRASE,
        description:
          'Takes the passwords along, sealed by it. Without one they are left out, and the file holds nothing secret.',
      }),
    ),
    pictures: Type.Boolean({ default: true, description: 'With the pictures of known people and objects.' }),
  },
  { title: 'Settings export', additionalProperties: false },
);

const TOKEN_NEEDED =
  'with a passphrase the token is needed from everywhere but the panel: send "Authorization: Bearer <api_token>"';

const QUERY = Type.Object({
  dry_run: Type.Boolean({ default: false, description: 'Only say what would change.' }),
});

const check = schemaCheck(SettingsFileSchema, { fill: false });

/**
 * Port 8000: everything but media and history as one file.
 * @param mayTakePasswords whether the caller may have them: who chooses the passphrase can read them
 */
export function settingsRoutes(transfer: SettingsTransfer, mayTakePasswords: (request: Request) => boolean): ApiRoutes {
  const api = new ApiRoutes(
    'Settings file',
    'Everything that is set up, as one file: to keep, or to move to another machine.',
  );
  api.add({
    method: 'post',
    path: '/rest/settings/export',
    summary: 'Write everything that is set up into a file',
    description:
      'Cameras, profiles, listeners, and known people with what they look like. Neither recordings nor history.',
    body: ExportSchema,
    answer: SettingsFileSchema,
    handle: async ({ body, request, response }) => {
      const { passphrase = null, pictures: withPictures } = body;
      if (passphrase !== null && !mayTakePasswords(request)) return refusedWith(401, { authorization: TOKEN_NEEDED });
      const written = await transfer.export({ passphrase, withPictures });
      if (written.kind === 'refused') return refusedWith(400, written.message);
      const { file } = written;
      const name = `concierge-settings-${file.made_at.slice(0, 10)}.json`;
      response.set({ 'Content-Disposition': `attachment; filename="${name}"`, 'Cache-Control': 'no-store' });
      return answerOf(file);
    },
  });
  api.add({
    method: 'post',
    path: '/rest/settings/import',
    summary: 'Make this machine what such a file says',
    description: `The body is the file, \`Content-Type: application/vnd.concierge.settings+json\`, at most 64 MiB; its passphrase, percent-encoded, is the header \`${HEADER}\`. What is here and not in the file goes. All of it is taken or nothing, without a restart.`,
    query: QUERY,
    ownBody: [SETTINGS_TYPE],
    answer: SettingsImportSchema,
    handle: async ({ query, request, response }) => {
      const sent = await readSettingsFile(request, response);
      if (sent.kind === 'refused') return sent;
      const passphrase = passphraseOf(request);
      if (passphrase === undefined) return refusedWith(400, { passphrase: 'is not percent-encoded: write % as %25' });
      const newer = newerVersion(sent.value);
      if (newer !== null) return refusedWith(400, { version: newer });
      const wrong = check(sent.value);
      if (Object.keys(wrong).length > 0) return refusedWith(400, wrong);
      // The check above holds it to be of the schema.
      const file = sent.value as SettingsFile;
      const outcome = await transfer.import(file, { passphrase, isDryRun: query.dry_run });
      if (outcome.kind === 'refused') return refusedWith(400, outcome.message);
      return answerOf(settingsReport(file, outcome, query.dry_run));
    },
  });
  return api;
}

/** Null: none was sent; undefined: it cannot be read. */
function passphraseOf(request: Request): string | null | undefined {
  const header = request.get(HEADER);
  if (header === undefined || header === '') return null;
  try {
    // Node reads headers as Latin-1; what is typed into a shell is UTF-8.
    const passphrase = decodeURIComponent(Buffer.from(header, 'latin1').toString('utf8'));
    return passphrase.length > MOST_PASSPHRASE ? undefined : passphrase;
  } catch {
    return undefined;
  }
}

function newerVersion(file: unknown): string | null {
  const version = typeof file === 'object' && file !== null && 'version' in file ? file.version : null;
  if (typeof version !== 'number' || version <= SETTINGS_VERSION) return null;
  return `is ${version}: a newer Concierge wrote the file, and this one reads up to ${SETTINGS_VERSION}. Update this one first`;
}
