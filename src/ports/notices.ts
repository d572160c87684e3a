export interface Notice {
  readonly title: string;
  readonly message: string;
}

/** What people should see to, wherever they look. Calls return at once; a later one with the same id takes its place. */
export interface Notices {
  show(id: string, notice: Notice): void;
  /** It is put right. */
  clear(id: string): void;
}
