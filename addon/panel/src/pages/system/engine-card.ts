import { css, html, LitElement, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { EngineReport, ModelFacts } from '../../../../../src/ports/engine-report.ts';
import { getJson } from '../../api/client.ts';
import { Fetched } from '../../api/fetched.ts';
import { bytes, count } from '../../format/numbers.ts';
import { seconds } from '../../format/time.ts';
import { baseStyles } from '../../ui/base-styles.ts';
import { rowStyles } from '../../ui/row-styles.ts';
import { t } from './engine-messages.ts';
import { serviceName } from './service-messages.ts';

/** The models in use, on what they run, and how long it takes. */
@customElement('engine-card')
export class EngineCard extends LitElement {
  static override styles = [baseStyles, rowStyles, css`h3 { margin-top: .9rem; }`];

  readonly #report = new Fetched(this, (signal) => getJson<EngineReport>('panel/engine', signal));

  protected override render() {
    return html`<section class="card"><h2>${t('title')}</h2>${this.#report.render(draw)}</section>`;
  }
}

function draw({ models, facesWanted, workers, pace, ownMemoryBytes }: EngineReport) {
  const facesMissing = facesWanted && !models.some(({ task }) => task === 'face-embedding');
  return html`
    ${pace.map(({ kind, medianMs, files }) => html`<p>${t(kind, { time: seconds(medianMs) })} <span class="quiet small">${t('median', { files: count(files) })}</span></p>`)}
    ${facesMissing ? html`<p class="warn">${t('facesMissing')}</p>` : nothing}
    <h3>${t('models')}</h3><ul>${models.map(drawModel)}</ul>
    <h3>${t('workers')}</h3><ul>
      ${workers.map(
        ({ name, threads, provider, memoryBytes }) => html`<li><strong>${serviceName(name)}</strong>
          <span class="quiet small">${t.count('threads', threads, { provider: provider.toUpperCase() })}${memoryBytes === null ? '' : `, ${bytes(memoryBytes)}`}</span></li>`,
      )}
      <li><strong>Concierge</strong> <span class="quiet small">${bytes(ownMemoryBytes)}</span></li>
    </ul>`;
}

function drawModel({ task, name, input, licence, sizeBytes, origin, folder }: ModelFacts) {
  const size = input ? `${input.width} × ${input.height}, ` : '';
  return html`<li><div>
    <span><strong>${name}</strong> <span class="small">${t(task)}</span></span>
    <span class="quiet small">${size}${bytes(sizeBytes)}, ${licence}</span>
    <span class="quiet small">${origin}</span>
    <span class="quiet small">${t('folder', { folder })}</span>
  </div></li>`;
}
