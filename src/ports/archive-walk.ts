/** Walks through everything that was analysed, oldest first, a page at a time, however much that is. */
export interface ArchiveWalk {
  /** Analysed files after `assetId`, in order of their ids. */
  analysedAfter(assetId: number, limit: number): readonly { readonly assetId: number; readonly eventId: string }[];
}
