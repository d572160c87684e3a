import { parseShape } from '../domain/shapes.ts';
import { isObject } from './field-reader.ts';

/** Gives shapes their one name, and leaves rules out that ask for nothing. What is no list of rules is left to the check. */
export function completeShapeRules(written: unknown): unknown {
  if (!Array.isArray(written)) return written;
  const rules: readonly unknown[] = written;
  return rules
    .map(completeRule)
    .filter((rule) => !isObject(rule) || Object.keys(rule).some((field) => field !== 'shape'));
}

function completeRule(rule: unknown): unknown {
  if (!isObject(rule)) return rule;
  const { shape, ...asked } = rule;
  return {
    ...(shape !== undefined && { shape: typeof shape === 'string' ? (parseShape(shape) ?? shape) : shape }),
    ...Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== null)),
  };
}
