import { Type } from 'typebox';
import { tryFilePattern } from '../domain/try-file-pattern.ts';
import type { ConfigStore } from '../ports/config-store.ts';
import { ApiRoutes } from './api/api-routes.ts';
import { answerOf, refusedWith } from './api/route-spec.ts';

const MAX_FILE_NAMES = 200;

const BodySchema = Type.Object(
  {
    pattern: Type.String({ minLength: 1, maxLength: 300, examples: ['{camera}/{YYYY}-{MM}-{DD}/{hh}{mm}{ss}*.jpg'] }),
    file_names: Type.Union([Type.String({ maxLength: 100_000 }), Type.Array(Type.String())], {
      description: 'An array of file names, or text with one a line, as pasted.',
    }),
  },
  { title: 'File pattern trial' },
);

const ReadingSchema = Type.Object(
  {
    file_name: Type.String(),
    fits: Type.Boolean(),
    camera_name: Type.Union([Type.String(), Type.Null()]),
    taken_at: Type.Union([Type.String(), Type.Null()], { description: "The camera's wall clock." }),
    channel: Type.Union([Type.Integer(), Type.Null()]),
  },
  { title: 'File name reading' },
);

/** Port 8000: what a `file_pattern` would make of a camera's file names, before a camera type is given it. */
export function filePatternRoutes(config: ConfigStore): ApiRoutes {
  return new ApiRoutes('File names', 'How cameras of other makes name their files.').add({
    method: 'post',
    path: '/rest/try_file_pattern',
    summary: 'Try a pattern on file names',
    body: BodySchema,
    answer: Type.Array(ReadingSchema),
    handle: ({ body }) => {
      const fileNames = namesIn(body.file_names);
      const why = whyNotTried(fileNames);
      if (why !== null) return refusedWith(400, { file_names: why });
      const cameras = config.read().cameras.map((camera) => camera.name);
      const tried = tryFilePattern(body.pattern.trim(), fileNames, cameras);
      if (tried.kind === 'bad') return refusedWith(400, { pattern: tried.why });
      return answerOf(
        tried.readings.map(({ fileName, fits, camera, takenAt, channel }) => ({
          file_name: fileName,
          fits,
          camera_name: camera,
          taken_at: takenAt,
          channel,
        })),
      );
    },
  });
}

/** As pasted: blank lines and blanks around a name are no part of it. */
function namesIn(value: string | readonly string[]): readonly string[] {
  const list = typeof value === 'string' ? value.split(/\r?\n/) : value;
  return list.map((name) => name.trim()).filter((name) => name !== '');
}

function whyNotTried(names: readonly string[]): string | null {
  if (names.length === 0) return 'holds no name: an array of file names, or text with one a line, is expected';
  if (names.length <= MAX_FILE_NAMES) return null;
  return `holds ${names.length} names: at most ${MAX_FILE_NAMES} are tried at once`;
}
