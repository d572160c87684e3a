import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ShapeRule } from '../../../../../src/domain/shape-rule.ts';
import { percent } from '../../format/numbers.ts';
import { shapeIcon, shapeName } from '../../i18n/shape-messages.ts';
import { baseStyles } from '../../ui/base-styles.ts';
import { cssVariables } from '../../ui/css-variables.ts';
import { fieldHint, fieldName } from '../../ui/field-messages.ts';
import { type FieldSchema, meantBy } from '../../ui/form-field.ts';
import '../../ui/percent-slider.ts';
import '../../ui/ui-icon.ts';
import { t } from './messages.ts';

type RuleField = Exclude<keyof ShapeRule, 'shape'>;

/** What is asked of each shape in particular, by the schema of a rule. Fires `rules` with all of them. */
@customElement('shape-rules')
export class ShapeRules extends LitElement {
  static override styles = [
    baseStyles,
    css`
      .field { gap: .5rem; }
      details { border: 1px solid var(--line); border-radius: var(--radius-small); }
      summary { display: flex; flex-wrap: wrap; gap: .2rem .6rem; align-items: center; padding: .55rem .8rem; cursor: pointer; }
      summary::marker { content: ''; }
      summary strong { flex: 1; }
      .rule { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 1rem; padding: .4rem .8rem .9rem; align-items: center; }
      .sliders { display: grid; gap: .6rem 1.2rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 14rem), 1fr)); align-items: start; }
      .figure { position: relative; width: 8rem; aspect-ratio: 16 / 9; border: 1px solid var(--line); border-radius: 4px; background: var(--page); overflow: hidden; }
      .figure span { position: absolute; bottom: 0; left: 50%; width: 40%; height: var(--height); translate: -50%; border: 2px solid var(--accent); border-bottom: 0; border-radius: 4px 4px 0 0; }
      .figure span + span { border-style: dashed; border-color: var(--text-quiet); }
      @media (max-width: 640px) { .rule { grid-template-columns: minmax(0, 1fr); } .figure { display: none; } }
    `,
  ];

  /** Of the list of rules. */
  @property({ attribute: false }) schema: FieldSchema = {};
  @property({ attribute: false }) rules: readonly ShapeRule[] = [];
  /** Those that are looked for. */
  @property({ attribute: false }) shapes: readonly string[] = [];
  @property({ type: Number }) usualPct = 70;
  /** By shape, what is wrong with its rule. */
  @property({ attribute: false }) wrong: Readonly<Record<string, string>> = {};
  /** The shape that somebody came for. */
  @property() asked = '';

  protected override render() {
    if (this.shapes.length === 0) return nothing;
    return html`<div class="field" role="group" aria-labelledby="heading">
      <span id="heading"><strong>${fieldName('shape_rules')}</strong></span>
      <span class="hint">${fieldHint('shape_rules')}</span>
      ${this.shapes.map((shape) => this.#shape(shape))}
    </div>`;
  }

  #shape(shape: string) {
    const rule = this.rules.find((one) => one.shape === shape) ?? { shape };
    const wrong = this.wrong[shape] ?? '';
    return html`<details ?open=${shape === this.asked || wrong !== ''}>
      <summary><ui-icon .name=${shapeIcon(shape)}></ui-icon><strong>${shapeName(shape)}</strong>
        <span class=${wrong === '' ? 'quiet small' : 'bad small'}>${wrong || this.#summary(rule)}</span></summary>
      <div class="rule"><div class="sliders">${this.#fields().map(([field, schema]) => this.#slider(rule, field, schema))}</div>
        <div class="figure" aria-hidden="true">
          <span ${cssVariables({ '--height': `${rule.min_height_pct ?? 0}%` })}></span>
          <span ${cssVariables({ '--height': `${rule.max_height_pct ?? 100}%` })}></span></div></div>
    </details>`;
  }

  #fields(): [RuleField, FieldSchema][] {
    const { shape: _shape, ...fields } = this.schema.items?.properties ?? {};
    return Object.entries(fields).map(([field, schema]) => [field as RuleField, meantBy(schema)]); // the schema is a rule's
  }

  #slider(rule: ShapeRule, field: RuleField, { minimum = 0 }: FieldSchema) {
    const take = ({ detail }: CustomEvent<number | null>) => this.#set(rule, field, detail);
    return html`<percent-slider label=${fieldName(field)} hint=${fieldHint(field) ?? ''} min=${minimum} optional
      .value=${rule[field] ?? null} .usual=${this.#usual(field)} @slide=${take}></percent-slider>`;
  }

  #usual(field: RuleField): number {
    return field === 'confidence_level' ? this.usualPct : field === 'max_height_pct' ? 100 : 0;
  }

  #set(rule: ShapeRule, field: RuleField, value: number | null): void {
    const isBound = field !== 'confidence_level' && value !== this.#usual(field);
    const { [field]: _before, ...rest } = rule;
    const asked = value !== null && (isBound || field === 'confidence_level') ? { ...rest, [field]: value } : rest;
    const others = this.rules.filter(({ shape }) => shape !== rule.shape);
    const detail = Object.keys(asked).length > 1 ? [...others, asked] : others;
    this.dispatchEvent(new CustomEvent('rules', { detail }));
  }

  #summary({ confidence_level: sure, min_height_pct: min, max_height_pct: max }: ShapeRule): string {
    const asked = [
      sure == null ? '' : t('sure', { confidence: percent(sure / 100) }),
      min == null ? '' : t('atLeast', { height: percent(min / 100) }),
      max == null ? '' : t('atMost', { height: percent(max / 100) }),
    ].filter((words) => words !== '');
    return asked.join(' · ') || t('asAll');
  }
}
