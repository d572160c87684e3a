import { nextId } from '../domain/next-id.ts';
import type { ConfigStore } from '../ports/config-store.ts';

/** An address that a brand's port serves, as a row of camera_listeners. */
export interface Callback {
  readonly url: string;
  readonly callback_type: 'config' | 'ftp';
  readonly description: string;
}

/** Each brand's callbacks stand in camera_listeners, where callers look for them; those that do already stay as they are. */
export async function registerCallbacks(config: ConfigStore, callbacks: readonly Callback[]): Promise<void> {
  const isKnown = ({ url }: Callback, rows: readonly { readonly url: string }[]) => rows.some((row) => row.url === url);
  if (callbacks.every((callback) => isKnown(callback, config.read().camera_listeners))) return;
  await config.change((draft) => {
    for (const callback of callbacks) {
      if (isKnown(callback, draft.camera_listeners)) continue;
      draft.camera_listeners.push({ id: nextId(draft, 'camera_listeners'), ...callback });
    }
  });
}
