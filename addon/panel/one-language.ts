import { glob } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Plugin } from 'vite';

const SOURCES = join(import.meta.dirname, 'src');
const SPOKEN = join(SOURCES, 'i18n/spoken');

/**
 * A browser reads the words of one language, not those of all. Each `messages.ts` has them side by side, where they are
 * easiest to keep the same; a build takes them out, and puts those of a language together into one script.
 */
export function oneLanguage(): Plugin {
  return {
    name: 'one-language',
    enforce: 'post',
    async transform(code, id) {
      if (id.startsWith(`${SPOKEN}/`))
        return `export const texts = ${await textsIn(relative(SPOKEN, id).slice(0, 2))};`;
      if (!isMessages(id)) return null;
      const [start, end] = argumentOfTranslator(this.parse(code), id);
      return `${code.slice(0, start)}${JSON.stringify(keyOf(id))}${code.slice(end)}`;
    },
  };
}

function isMessages(file: string): boolean {
  return file.startsWith(SOURCES) && file.endsWith('messages.ts');
}

/** `pages/events/messages` */
function keyOf(file: string): string {
  return relative(SOURCES, file).slice(0, -'.ts'.length);
}

/** As JSON, by the files that say them. */
async function textsIn(language: string): Promise<string> {
  const texts: Record<string, unknown> = {};
  for await (const file of glob(join(SOURCES, '**/*messages.ts'))) {
    const { t } = await import(pathToFileURL(file).href);
    texts[keyOf(file)] = t.messages[language];
  }
  return JSON.stringify(texts);
}

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}

/** Where the one argument of the one call of `translator` stands. */
function argumentOfTranslator(tree: object, file: string): readonly [start: number, end: number] {
  const calls = nodesIn(tree).filter(
    (node): node is Node & { callee: { name?: string }; arguments: readonly Node[] } =>
      node.type === 'CallExpression' && 'callee' in node && Object(node.callee).name === 'translator',
  );
  const [argument] = calls[0]?.arguments ?? [];
  if (calls.length !== 1 || !argument) throw new Error(`${file}: expected one call of translator, with its messages`);
  return [argument.start, argument.end];
}

function nodesIn(value: unknown): readonly Node[] {
  if (typeof value !== 'object' || value === null) return [];
  const below = Object.values(value).flatMap(nodesIn);
  return 'type' in value && 'start' in value && 'end' in value ? [value as Node, ...below] : below;
}
