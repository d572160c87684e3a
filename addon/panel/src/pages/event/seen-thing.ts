import { css, html, type TemplateResult } from 'lit';
import type { MediaPath } from '../../../../../src/domain/media-path.ts';
import { mediaUrl } from '../../api/client.ts';

export const seenThingStyles = css`
  li { display: grid; grid-template-columns: 4.2rem minmax(0, 1fr); gap: .8rem; padding: .7rem 0; border-top: 1px solid var(--line); align-items: start; }
  li:first-child { border-top: 0; padding-top: 0; }
  img { width: 4.2rem; height: 4.2rem; object-fit: cover; border-radius: var(--radius-small); }
  .words { display: grid; gap: .5rem; }
`;

/** A face or an object of an event: its picture, who or what it is, and what can be said of it. */
export function drawSeenThing(picture: MediaPath | null, what: string, actions: TemplateResult): TemplateResult {
  return html`<li>${picture === null ? html`<span></span>` : html`<img src=${mediaUrl(picture)} alt="" loading="lazy" />`}
    <div class="words"><strong>${what}</strong>${actions}</div></li>`;
}
