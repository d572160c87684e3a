import { Type } from 'typebox';
import type { Backups } from '../ports/backups.ts';
import { ApiRoutes } from './api/api-routes.ts';
import { answerOf } from './api/route-spec.ts';

const BackupSchema = Type.Object({ size_bytes: Type.Integer() }, { title: 'Backup' });

/** Port 8000: a copy of history that is whole, for whoever copies DATA_DIR next. */
export function backupRoutes(backups: Backups): ApiRoutes {
  return new ApiRoutes('Backup', 'A copy of history that is whole, for whoever copies DATA_DIR next.').add({
    method: 'post',
    path: '/rest/backup',
    summary: 'Make a whole copy of history in DATA_DIR/backup',
    description: 'Supervisor asks for it before it copies the add-on.',
    status: 201,
    answer: BackupSchema,
    handle: async () => answerOf({ size_bytes: (await backups.make()).sizeBytes }),
  });
}
