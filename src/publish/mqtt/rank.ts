/** A device is described before its entities' states, and we come online when everything is as it should be. */
export const RANK = { hub: 0, device: 1, state: 2, online: 3 } as const;
