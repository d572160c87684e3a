/** One request of the wire contract, and what it has to come to. */
export interface ContractRequest {
  readonly port: 8000 | 5102;
  readonly words: string;
  readonly method: string;
  readonly path: string;
  /** Text is sent as it is, anything else as JSON. */
  readonly body?: unknown;
  readonly contentType?: string;
  readonly status: number;
  /** The fields that a refusal names, sorted; all of them. */
  readonly blames?: readonly string[];
  readonly says?: RegExp;
  /** What the answer holds, at least. */
  readonly answers?: unknown;
  /** There is nothing at this address any more. */
  readonly gone?: true;
  /** It is refused by the camera itself. */
  readonly reaches?: true;
}
