import type { GalleryService } from '../gallery/gallery-service.ts';
import type { SettingsTransfer } from '../ports/settings-transfer.ts';
import { systemClock as clock } from '../runtime/clock.ts';
import { OwnSettingsTransfer } from '../transfer/settings-transfer.ts';
import type { Parts } from './parts.ts';

export function settingsTransfer({ config, credentials, version }: Parts, gallery: GalleryService): SettingsTransfer {
  return new OwnSettingsTransfer({ config, credentials, version, gallery: gallery.transfer, clock });
}
