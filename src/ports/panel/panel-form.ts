/** What the panel makes a table's form of. */
export interface PanelForm {
  /** JSON Schema of a row. */
  readonly schema: object;
  /** Fields that hold the id, or ids, of another table's rows. */
  readonly references: Readonly<
    Record<string, { readonly table: string; readonly many?: true; readonly nullable?: true }>
  >;
  /** What nobody writes. */
  readonly readOnly: readonly string[];
  /** What is never read back. */
  readonly secret: readonly string[];
}
