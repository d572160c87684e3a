import { Type } from 'typebox';
import { type DumpRow, readDumpdata } from '../../domain/dumpdata.ts';
import { ApiRoutes } from '../api/api-routes.ts';
import { answerOf, refusedWith } from '../api/route-spec.ts';
import { DUMP_TYPE, readDump } from '../own-bodies.ts';
import { type ImportParts, importDump } from './import-dump.ts';
import { ImportReportSchema } from './import-report.ts';

/** Each row of the configuration is compared with the others. */
const MOST_CONFIG_ROWS = 5000;

const QUERY = Type.Object({
  dry_run: Type.Boolean({ default: false, description: 'Only say what would become of each row.' }),
  skip_refused: Type.Boolean({ default: false, description: 'Import what is fit, though other rows are not.' }),
});

/** Port 8000: the way from the container version. */
export function importRoutes(parts: ImportParts): ApiRoutes {
  return new ApiRoutes('Import', 'What the container version kept, taken over.').add({
    method: 'post',
    path: '/rest/import/dumpdata',
    summary: "Import a dump of the container version's database",
    description:
      'The body is what `dumpdata` wrote, `Content-Type: application/vnd.django.dumpdata+json`, at most 20 MiB. What is here already stays as it is.',
    query: QUERY,
    ownBody: [DUMP_TYPE, 'application/json'],
    answer: ImportReportSchema,
    handle: async ({ query, request, response }) => {
      const sent = await readDump(request, response);
      if (sent.kind === 'refused') return sent;
      const dump = readDumpdata(sent.value);
      if ('why' in dump) return refusedWith(400, { body: dump.why });
      if (dump.rows.filter(isConfig).length > MOST_CONFIG_ROWS) {
        return refusedWith(400, { body: `has more than ${MOST_CONFIG_ROWS} rows beside recordings: split it` });
      }
      const { dry_run: isDryRun, skip_refused: skipsRefused } = query;
      const outcome = await importDump(parts, dump.rows, { isDryRun, skipsRefused });
      return 'unfit' in outcome ? refusedWith(400, outcome.unfit) : answerOf(outcome.report);
    },
  });
}

function isConfig({ table }: DumpRow): boolean {
  return table !== null && table !== 'recordings';
}
