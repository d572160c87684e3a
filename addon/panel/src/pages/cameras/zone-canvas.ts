import { css, html, LitElement, svg } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { cssVariables } from '../../ui/css-variables.ts';
import { type DrawnZone, type Point, zoneColour } from './drawn-zone.ts';
import { t } from './zone-messages.ts';

const STEP = 0.01;
const ARROWS: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -STEP, y: 0 },
  ArrowRight: { x: STEP, y: 0 },
  ArrowUp: { x: 0, y: -STEP },
  ArrowDown: { x: 0, y: STEP },
};

/** Areas on a frame of the camera. The chosen one takes corners; fires `points` with its new ones. */
@customElement('zone-canvas')
export class ZoneCanvas extends LitElement {
  static override styles = css`
    :host { display: block; }
    .stage { position: relative; width: fit-content; max-width: 100%; border-radius: var(--radius); overflow: hidden; touch-action: none; cursor: crosshair; background: #000; }
    img { display: block; max-width: 100%; max-height: 75vh; user-select: none; pointer-events: none; }
    svg { position: absolute; inset: 0; width: 100%; height: 100%; }
    polygon { fill: color-mix(in srgb, var(--colour) 24%, transparent); stroke: var(--colour); stroke-width: 2px; vector-effect: non-scaling-stroke; }
    polygon.mask { fill: rgb(0 0 0 / 55%); stroke-dasharray: 6 5; }
    polygon.chosen { stroke-width: 3.5px; }
    .corner { position: absolute; left: var(--x); top: var(--y); width: 28px; height: 28px; margin: -14px 0 0 -14px; padding: 0; border: 0; background: none; cursor: move; }
    .corner::after { content: ''; position: absolute; inset: 7px; border-radius: 50%; background: #fff; border: 3px solid var(--colour); box-shadow: 0 0 3px #000; }
    .corner:focus-visible { outline: 3px solid #fff; outline-offset: -3px; border-radius: 50%; }
  `;

  @property() src = '';
  @property({ attribute: false }) zones: readonly DrawnZone[] = [];
  @property({ type: Number }) chosen = -1;
  @state() private dragged = -1;

  protected override render() {
    const zone = this.zones[this.chosen];
    return html`<div class="stage" @pointerdown=${this.#down} @pointermove=${this.#move} @pointerup=${this.#up}>
      <img src=${this.src} alt="" draggable="false" />
      <svg viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true">${this.zones.map((one, index) => this.#polygon(one, index))}</svg>
      ${(zone?.points ?? []).map(
        (
          point,
          index,
        ) => html`<button class="corner" data-corner=${index} aria-label=${t('corner', { n: index + 1, name: zone?.name ?? '' })}
          @keydown=${this.#key} ${cssVariables({ '--x': `${point.x * 100}%`, '--y': `${point.y * 100}%`, '--colour': zoneColour(this.chosen) })}></button>`,
      )}
    </div>`;
  }

  #polygon({ points, kind }: DrawnZone, index: number) {
    const corners = points.map(({ x, y }) => `${x},${y}`).join(' ');
    const classes = `${kind} ${index === this.chosen ? 'chosen' : ''}`;
    return svg`<polygon class=${classes} points=${corners} ${cssVariables({ '--colour': zoneColour(index) })}></polygon>`;
  }

  readonly #down = (event: PointerEvent) => {
    const zone = this.zones[this.chosen];
    if (!zone || !(event.currentTarget instanceof HTMLElement)) return;
    const corner = event.target instanceof HTMLElement ? event.target.dataset['corner'] : undefined;
    event.currentTarget.setPointerCapture(event.pointerId);
    if (corner === undefined) {
      this.dragged = zone.points.length;
      this.#tell([...zone.points, pointOf(event, event.currentTarget)]);
    } else {
      this.dragged = Number(corner);
    }
  };

  readonly #move = (event: PointerEvent) => {
    const zone = this.zones[this.chosen];
    if (this.dragged < 0 || !zone || !(event.currentTarget instanceof HTMLElement)) return;
    this.#tell(zone.points.with(Math.min(this.dragged, zone.points.length - 1), pointOf(event, event.currentTarget)));
  };

  readonly #up = () => {
    this.dragged = -1;
  };

  readonly #key = (event: KeyboardEvent) => {
    const zone = this.zones[this.chosen];
    const corner = event.target instanceof HTMLElement ? Number(event.target.dataset['corner']) : -1;
    const point = zone?.points[corner];
    if (!zone || !point) return;
    const by = ARROWS[event.key];
    if (by) this.#tell(zone.points.with(corner, { x: inside(point.x + by.x), y: inside(point.y + by.y) }));
    else if (event.key === 'Delete' || event.key === 'Backspace') this.#tell(zone.points.toSpliced(corner, 1));
    else return;
    event.preventDefault();
  };

  #tell(points: readonly Point[]): void {
    this.dispatchEvent(new CustomEvent('points', { detail: points }));
  }
}

function pointOf(event: PointerEvent, stage: HTMLElement): Point {
  const { left, top, width, height } = stage.getBoundingClientRect();
  return { x: inside((event.clientX - left) / width), y: inside((event.clientY - top) / height) };
}

function inside(share: number): number {
  return Math.round(Math.min(1, Math.max(0, share)) * 10_000) / 10_000;
}
