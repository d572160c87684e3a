/** A database of InfluxDB. */
export interface InfluxTarget {
  /** `http://<host>:8086` */
  readonly url: string;
  /** Of 2.x; 1.x and 3.x ignore it. */
  readonly org: string;
  /** Of 1.x: `database` or `database/retention policy`. */
  readonly bucket: string;
  /** Of 1.x: `user:password`; empty where none is needed. */
  readonly token: string;
}

/** What goes with a request beside those of InfluxDB's own client: `user:password` of 1.8, a token of 2.x and 3.x. */
export function authorization(token: string): Readonly<Record<string, string>> {
  if (token === '') return {};
  return { Authorization: token.includes(':') ? `Basic ${Buffer.from(token).toString('base64')}` : `Token ${token}` };
}
