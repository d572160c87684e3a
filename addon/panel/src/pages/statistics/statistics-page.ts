import { css, html, LitElement, type PropertyValues } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type {
  SightingCountAnswer,
  SuggestionAnswer,
  VerdictComparisonAnswer,
} from '../../../../../src/domain/statistics-schemas.ts';
import type { StatisticGroup } from '../../../../../src/ports/statistics.ts';
import { getJson } from '../../api/client.ts';
import { Fetched } from '../../api/fetched.ts';
import { type Camera, table } from '../../api/tables.ts';
import { go, href, type Route } from '../../app/router.ts';
import { dayAndMonth, dayKey, dayStartMs, hourOfDay } from '../../format/time.ts';
import { shapeName } from '../../i18n/shape-messages.ts';
import { baseStyles } from '../../ui/base-styles.ts';
import '../../ui/empty-note.ts';
import './bar-table.ts';
import { everyDay, everyHour } from './chart-keys.ts';
import './column-chart.ts';
import { t } from './messages.ts';
import './suggestion-list.ts';
import './verdict-table.ts';

const SPANS = [7, 30, 90] as const;
type Span = (typeof SPANS)[number];

interface Figures {
  readonly days: Span;
  readonly counts: Readonly<Record<StatisticGroup, readonly SightingCountAnswer[]>>;
  readonly suggestions: readonly SuggestionAnswer[];
  readonly verdicts: readonly VerdictComparisonAnswer[];
  readonly cameras: readonly Camera[];
}

/** What was seen, when and where, and what could be set better. */
@customElement('statistics-page')
export class StatisticsPage extends LitElement {
  static override styles = [
    baseStyles,
    css`
      .grid { display: grid; gap: 1.1rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 26rem), 1fr)); align-items: start; }
      select { width: auto; background: var(--card); }
      label { display: inline-flex; gap: .6rem; align-items: center; }
      .key { display: inline-block; width: .8rem; height: .8rem; border-radius: 3px; margin-right: .4rem; background: var(--accent); }
      .key.suppressed { background: color-mix(in srgb, var(--text) 30%, var(--card)); }
      .legend { gap: .3rem 1.2rem; }
    `,
  ];

  @property({ attribute: false }) route: Route | null = null;
  readonly #figures = new Fetched(this, (signal) => readFigures(spanOf(this.route), signal));

  protected override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get('route');
    if (before && spanOf(before) !== spanOf(this.route)) void this.#figures.reload();
  }

  protected override render() {
    const days = spanOf(this.route);
    return html`<div class="page">
      <div class="page-head"><h1>${t('title')}</h1>
        <label>${t('span')}<select @change=${this.#pick}>
          ${SPANS.map((span) => html`<option value=${span} ?selected=${span === days}>${t('days', { days: span })}</option>`)}</select></label></div>
      ${this.#figures.render((figures) => this.#draw(figures))}
    </div>`;
  }

  #draw({ days, counts, suggestions, verdicts, cameras }: Figures) {
    if (counts.shape.length === 0)
      return html`<empty-note icon="chart" heading=${t('none')} hint=${t('noneHint')}></empty-note>`;
    return html`
      <p class="row legend quiet small"><span><span class="key"></span>${t('raisedHint')}</span>
        <span><span class="key suppressed"></span>${t('suppressedHint')}</span></p>
      <section class="card"><h2>${t('candidates')}</h2><suggestion-list .suggestions=${suggestions} .cameras=${cameras}></suggestion-list></section>
      <div class="grid">
        <section class="card"><h2>${t('byDay')}</h2><column-chart label=${t('day')} .counts=${everyDay(counts.day, days)} .nameOf=${dayNamed}></column-chart></section>
        <section class="card"><h2>${t('byHour')}</h2><column-chart label=${t('hour')} .counts=${everyHour(counts.hour)} .nameOf=${hourNamed}></column-chart></section>
        <section class="card"><h2>${t('byCamera')}</h2><bar-table label=${t('camera')} .counts=${counts.camera}></bar-table></section>
        <section class="card"><h2>${t('byShape')}</h2><bar-table label=${t('shape')} .counts=${counts.shape} .nameOf=${shapeName}></bar-table></section>
        ${counts.person.length > 0 ? html`<section class="card"><h2>${t('byPerson')}</h2><bar-table label=${t('person')} .counts=${counts.person}></bar-table></section>` : ''}
        ${verdicts.length > 0 ? html`<verdict-table .rows=${verdicts}></verdict-table>` : ''}
      </div>`;
  }

  readonly #pick = ({ target }: Event) => {
    if (target instanceof HTMLSelectElement) go(href('statistics', [], { days: target.value }));
  };
}

/** As the address keeps it. */
function spanOf(route: Route | null): Span {
  return SPANS.find((span) => String(span) === route?.query.get('days')) ?? 7;
}

/** @throws ApiError */
async function readFigures(days: Span, signal: AbortSignal): Promise<Figures> {
  const from = Math.floor(dayStartMs(dayKey(Date.now()), 1 - days) / 1000);
  const by = (group: StatisticGroup) =>
    getJson<readonly SightingCountAnswer[]>(`rest/statistics?by=${group}&from=${from}`, signal);
  const [shape, camera, hour, day, person, suggestions, verdicts, cameras] = await Promise.all([
    by('shape'),
    by('camera'),
    by('hour'),
    by('day'),
    by('person'),
    getJson<readonly SuggestionAnswer[]>(`rest/statistics/suggestions?from=${from}`, signal),
    getJson<readonly VerdictComparisonAnswer[]>(`rest/statistics/camera_verdicts?from=${from}`, signal),
    table('cameras'),
  ]);
  return { days, counts: { shape, camera, hour, day, person }, suggestions, verdicts, cameras };
}

function dayNamed(day: string): string {
  return dayAndMonth(dayStartMs(day));
}

function hourNamed(hour: string): string {
  return hourOfDay(Number(hour));
}
