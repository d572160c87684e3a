import { Router } from 'express';
import { tryFilePattern } from '../domain/try-file-pattern.ts';
import type { ConfigStore } from '../ports/config-store.ts';
import { FieldReader } from './field-reader.ts';
import { refuse } from './message.ts';

const MAX_FILE_NAMES = 200;
const EXPECTED = 'an array of file names, or text with one a line, is expected';

/** Port 8000: what a `file_pattern` would make of a camera's file names, before a camera type is given it. */
export function filePatternRoutes(config: ConfigStore): Router {
  const router = Router();
  router.post('/rest/try_file_pattern', (request, response) => {
    const reader = new FieldReader(request.body);
    const pattern = reader.requiredText('pattern') ?? '';
    const fileNames = readFileNames(reader);
    if (Object.keys(reader.message).length > 0) {
      refuse(response, 400, reader.message);
      return;
    }
    const cameras = config.read().cameras.map((camera) => camera.name);
    const tried = tryFilePattern(pattern, fileNames, cameras);
    if (tried.kind === 'bad') {
      refuse(response, 400, { pattern: tried.why });
      return;
    }
    response.json(
      tried.readings.map(({ fileName, fits, camera, takenAt, channel }) => ({
        file_name: fileName,
        fits,
        camera_name: camera,
        taken_at: takenAt,
        channel,
      })),
    );
  });
  return router;
}

/** As pasted: blank lines and blanks around a name are no part of it. */
function readFileNames(reader: FieldReader): readonly string[] {
  const value = reader.value('file_names');
  const list = typeof value === 'string' ? value.split(/\r?\n/) : value;
  const isNames = Array.isArray(list) && list.every((item): item is string => typeof item === 'string');
  const names = isNames ? list.map((name) => name.trim()).filter((name) => name !== '') : [];
  if (names.length === 0) reader.refuse('file_names', value === undefined ? `is required: ${EXPECTED}` : EXPECTED);
  if (names.length > MAX_FILE_NAMES) {
    reader.refuse('file_names', `holds ${names.length} names: at most ${MAX_FILE_NAMES} are tried at once`);
  }
  return names;
}
