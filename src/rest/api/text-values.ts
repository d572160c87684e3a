import { IsBoolean, IsInteger, IsNumber, type TObject } from 'typebox';

const WHOLE = /^-?\d{1,15}$/;
const DECIMAL = /^-?\d{1,15}(?:\.\d{1,15})?$/;
const TRUTH: Readonly<Record<string, boolean>> = { true: true, false: false, '1': true, '0': false };

/**
 * The parameters of an address in the types that their schema wants; text that is not of such a form stays text, and does
 * not fit. An empty one was not given. What the schema does not know is left out: callers add tokens and cache busters.
 */
export function textValues(schema: TObject, texts: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const [name, wanted] of Object.entries(schema.properties)) {
    const text = texts[name];
    if (text === undefined || text === '') continue;
    if (typeof text !== 'string') values[name] = text;
    else if (IsInteger(wanted)) values[name] = WHOLE.test(text) ? Number(text) : text;
    else if (IsNumber(wanted)) values[name] = DECIMAL.test(text) ? Number(text) : text;
    else if (IsBoolean(wanted)) values[name] = TRUTH[text.toLowerCase()] ?? text;
    else values[name] = text;
  }
  return values;
}
