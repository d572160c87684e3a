import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { FaceGlance, StrangerGlance } from '../../../../../src/ports/panel/people-glance.ts';
import { mediaUrl } from '../../api/client.ts';
import { href } from '../../app/router.ts';
import { identityName } from '../../i18n/identity-name.ts';
import { baseStyles } from '../../ui/base-styles.ts';
import { t } from './messages.ts';
import { seenWords } from './seen-words.ts';
import './stranger-actions.ts';

/** Somebody without a name, and what can be made of it. */
@customElement('stranger-card')
export class StrangerCard extends LitElement {
  static override styles = [
    baseStyles,
    css`
      .card { display: grid; gap: .7rem; align-content: start; }
      .ignored { opacity: .75; }
      .faces { display: flex; gap: .4rem; }
      .faces a { width: 4.2rem; height: 4.2rem; border-radius: var(--radius-small); overflow: hidden; }
      img { width: 100%; height: 100%; object-fit: cover; display: block; }
    `,
  ];

  @property({ attribute: false }) stranger: StrangerGlance | null = null;
  @property({ attribute: false }) others: readonly StrangerGlance[] = [];
  @property({ attribute: false }) names: readonly string[] = [];

  protected override render() {
    const { stranger, others, names } = this;
    if (!stranger) return nothing;
    return html`<section class="card ${stranger.ignored ? 'ignored' : ''}">
      <div><h3><a href=${href('people', ['strangers', stranger.id])}>${identityName({ kind: 'unknown', strangerId: stranger.id })}</a></h3>
        <p class="quiet small">${seenWords(stranger)}</p></div>
      <div class="faces">${stranger.faces.map(drawFace)}</div>
      <stranger-actions .stranger=${stranger} .others=${others} .names=${names}></stranger-actions></section>`;
  }
}

function drawFace({ eventId, picture }: FaceGlance) {
  return html`<a href=${href('events', [eventId])}><img src=${mediaUrl(picture)} alt=${t('itsEvent')} loading="lazy" /></a>`;
}
