import type { TestContext } from 'node:test';
import type { ConfigDocument } from '../../src/domain/config-records.ts';
import { carriesToken } from '../../src/rest/access-guard.ts';
import { settingsRoutes } from '../../src/rest/settings-routes.ts';
import { type KeptCredentials, settleCredentials } from '../../src/runtime/credentials.ts';
import { OwnSettingsTransfer } from '../../src/transfer/settings-transfer.ts';
import { GalleryBench } from '../gallery/gallery-bench.ts';
import { type Answer, serve } from '../rest/rest-fixture.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const TOKEN = 'the-token';
const TYPE = 'application/vnd.concierge.settings+json';

type Camera = ConfigDocument['cameras'][number];

/** A machine with its settings behind a real port. */
export class Machine {
  readonly bench: GalleryBench;
  readonly credentials: KeptCredentials;
  readonly #send: Awaited<ReturnType<typeof serve>>['send'];

  private constructor(bench: GalleryBench, credentials: KeptCredentials, send: Machine['send']) {
    this.bench = bench;
    this.credentials = credentials;
    this.#send = send;
  }

  static async open(context: TestContext): Promise<Machine> {
    const bench = await GalleryBench.open(context);
    const { config, gallery, clock } = bench;
    const given = { ftpUser: '', ftpPassword: '', apiToken: '' };
    const credentials = await settleCredentials(await temporaryFolder(context), given);
    const transfer = new OwnSettingsTransfer({
      config,
      credentials,
      gallery: gallery.transfer,
      version: '1.2.3',
      clock,
    });
    const { send } = await serve(
      context,
      settingsRoutes(transfer, (request) => carriesToken(request, TOKEN)),
    );
    return new Machine(bench, credentials, send);
  }

  get send() {
    return this.#send;
  }

  get document() {
    return this.bench.config.read();
  }

  async addCamera(name: string, fields: Partial<Camera> = {}): Promise<void> {
    const number = this.document.cameras.length + 1;
    await this.bench.config.change((draft) => {
      // The rest has defaults, which the store fills in.
      draft.cameras.push({ id: number, uuid: uuidOf(name), name, brand: 1, ...fields } as Camera);
    });
  }

  async export(wishes: object = {}): Promise<Answer> {
    return this.#send('POST', '/rest/settings/export', wishes, { authorization: `Bearer ${TOKEN}` });
  }

  async import(
    file: unknown,
    { passphrase = '', dryRun = false }: { passphrase?: string; dryRun?: boolean } = {},
  ): Promise<Answer> {
    const headers = {
      'content-type': TYPE,
      ...(passphrase !== '' && { 'concierge-passphrase': encodeURIComponent(passphrase) }),
    };
    const query = dryRun ? '?dry_run=true' : '';
    return this.#send('POST', `/rest/settings/import${query}`, file, headers);
  }
}

/** The same name has the same uuid, as after a restore. */
export function uuidOf(name: string): string {
  return `00000000-0000-4000-8000-${Buffer.from(name).toString('hex').padStart(12, '0').slice(0, 12)}`;
}
