/** What is wrong with a request: `{"message": {"<field>": "<why>"}}`, every bad field named. */
export type FieldMessages = Readonly<Record<string, string>>;

export interface MessageBody {
  readonly message: FieldMessages;
}

export function messageBody(message: FieldMessages): MessageBody {
  return { message };
}

export function hasProblems(message: FieldMessages): boolean {
  return Object.keys(message).length > 0;
}
