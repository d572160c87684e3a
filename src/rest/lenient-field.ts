import { Type } from 'typebox';

/** Callers of the container version send numbers as text and the other way round, and null or empty text for nothing. */
export function lenientField(description: string) {
  return Type.Optional(Type.Union([Type.String(), Type.Number(), Type.Null()], { description }));
}
