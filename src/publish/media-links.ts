import type { MediaPath } from '../domain/media-path.ts';
import type { MediaSigner } from '../runtime/media-signer.ts';
import { mediaAddress } from './media-address.ts';

/** How long an address in a message opens its file: a phone's notification is looked at within days, or never. */
const SIGNED_FOR_MS = 7 * 86_400_000;

export interface MediaLinkOptions {
  /** The address under which Home Assistant reaches our port 8000. */
  readonly mediaBaseUrl: string;
  /** Where Home Assistant's own media have ROOT_DIR, such as `local/concierge`; null: they do not have it. */
  readonly homeAssistantMedia: string | null;
  readonly signer: MediaSigner;
}

/** The ways by which others open files under ROOT_DIR. */
export class MediaLinks {
  readonly #options: MediaLinkOptions;

  constructor(options: MediaLinkOptions) {
    this.#options = options;
  }

  /** At our own port, without a token, for a week from then on. */
  signed(file: MediaPath, fromMs: number): string {
    const { mediaBaseUrl, signer } = this.#options;
    return `${mediaAddress(mediaBaseUrl, file)}?${signer.sign(file, fromMs + SIGNED_FOR_MS)}`;
  }

  /** At Home Assistant's own address, where its apps are logged in: `/media/...`. */
  appPath(file: MediaPath): string | null {
    const { homeAssistantMedia } = this.#options;
    return homeAssistantMedia && mediaAddress(`/media/${homeAssistantMedia}`, file);
  }

  /** For players and the media browser: `media-source://...`. */
  mediaSourceId(file: MediaPath): string | null {
    const { homeAssistantMedia } = this.#options;
    return homeAssistantMedia && `media-source://media_source/${homeAssistantMedia}/${file}`;
  }
}
