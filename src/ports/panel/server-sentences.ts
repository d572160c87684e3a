/** Sentences of the server by their names, with what differs in braces: by them the panel knows again what it is told. */
export interface ServerSentences {
  readonly problems: Readonly<Record<string, string>>;
  readonly details: Readonly<Record<string, string>>;
}
