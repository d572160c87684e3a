/** How much each camera holds, along an index that has all of it. */
export const HELD_BYTES = `
CREATE INDEX assets_by_holder ON assets (camera_id, size_bytes);
`;
