import type { Camera } from '../../src/domain/config-records.ts';

/** A camera's row as it is added, its profile the first. */
export const FRONT_CAMERA: Camera = {
  id: 1,
  uuid: '6f2c1f3e-0000-4000-8000-000000000001',
  name: 'Front',
  brand: 1,
  host: '',
  user: '',
  password: '',
  analytics_profile: null,
  timezone: 'UTC',
  snapshot_url: '',
  live_url_hd: '',
  live_url_sd: '',
  state: 'OK',
  analytics_enabled: true,
  zones: [],
};
