import type { NamedHealth } from './live-message.ts';

/** What a person types into a camera, or sends with a REST call. */
export interface AccessDetails {
  /** Home Assistant's address in the cameras' network; null when nobody has told. */
  readonly ftpHost: string | null;
  readonly ftpPort: number;
  readonly ftpUser: string;
  readonly ftpPassword: string;
  readonly apiToken: string;
}

export interface SystemReport {
  readonly version: string;
  readonly services: readonly NamedHealth[];
  readonly access: AccessDetails;
}
