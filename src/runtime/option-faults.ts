import type { ErrorObject } from 'ajv';

const SECRET = /password|token/;
const TYPES: Readonly<Record<string, string>> = {
  string: 'text',
  boolean: 'true or false',
  integer: 'a whole number',
  array: 'a list',
};

/** What is wrong with an option, in words that name it, its value and what is expected. @param fault of ajv, verbose */
export function optionFault(fault: ErrorObject): string {
  const name = fault.instancePath.slice(1).replaceAll('/', ' ');
  const value = SECRET.test(name) ? 'not what it can be' : shown(fault.data);
  return `${name} is ${value}, expected ${expectedBy(fault)}`;
}

function expectedBy({ keyword, params, parentSchema, message }: ErrorObject): string {
  const described: unknown = parentSchema?.['description'];
  if (typeof described === 'string') return described;
  switch (keyword) {
    case 'enum':
      return [params['allowedValues']]
        .flat(2)
        .map(String)
        .join(', ')
        .replace(/, ([^,]*)$/, ' or $1');
    case 'type':
      return TYPES[String(params['type'])] ?? String(params['type']);
    case 'minimum':
      return `at least ${params['limit']}`;
    case 'maximum':
      return `at most ${params['limit']}`;
    case 'maxLength':
      return `at most ${params['limit']} characters`;
    default:
      return `something else: it ${message}`;
  }
}

function shown(data: unknown): string {
  const text = JSON.stringify(data) ?? String(data);
  return text.length > 60 ? `${text.slice(0, 60)}...` : text;
}
