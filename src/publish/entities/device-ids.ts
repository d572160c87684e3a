/** The device of the add-on itself, which the others hang from. */
export const HUB_ID = 'concierge_hub';

export function cameraDeviceId(uuid: string): string {
  return `concierge_${uuid}`;
}

/** Null when it is no camera's. */
export function cameraUuidOf(deviceId: string): string | null {
  return /^concierge_([0-9a-f]{8}-[0-9a-f-]{27})$/.exec(deviceId)?.[1] ?? null;
}

export function personDeviceId(uuid: string): string {
  return `concierge_person_${uuid}`;
}

/** Null when it is nobody's. */
export function personUuidOf(deviceId: string): string | null {
  return /^concierge_person_([0-9a-f-]{36})$/.exec(deviceId)?.[1] ?? null;
}
