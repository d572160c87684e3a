import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { PanelForm } from '../../../../src/ports/panel/panel-form.ts';
import { holdUnsaved } from '../app/unsaved.ts';
import { baseStyles } from './base-styles.ts';
import { fieldHint, fieldName, t } from './field-messages.ts';
import './percent-slider.ts';
import { choicesOf, type FieldSchema, fieldKind, meantBy } from './form-field.ts';

/** A row of the table that a field refers to. */
export interface FormChoice {
  readonly id: number;
  readonly label: string;
}

type Values = Readonly<Record<string, unknown>>;

/**
 * A form made of the very schema that rows are held against: a field that is new there is asked for here. Fires `edit`
 * and `save` with the fields that were changed; what the server says of them goes into `errors`.
 */
@customElement('schema-form')
export class SchemaForm extends LitElement {
  static override styles = [
    baseStyles,
    css`
      form { display: grid; gap: 1rem; }
      .fields { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 17rem), 1fr)); align-items: start; }
      .wide { grid-column: 1 / -1; }
      .switch { display: flex; gap: .6rem; align-items: center; min-height: 2.6rem; }
      .options { display: flex; flex-wrap: wrap; gap: .45rem; padding: .2rem; }
      summary { cursor: pointer; padding: .35rem .2rem; color: var(--accent-text); }
      .option { display: inline-flex; align-items: center; gap: .4rem; padding: .3rem .75rem; border: 1px solid var(--line); border-radius: 999px; font-weight: 400; cursor: pointer; }
      .option:has(:checked) { border-color: var(--accent); background: color-mix(in srgb, var(--accent) 12%, transparent); }
      .option:has(:focus-visible) { outline: 2px solid var(--accent-text); outline-offset: 1px; }
    `,
  ];

  @property({ attribute: false }) form: PanelForm | null = null;
  /** As the row is now; a reference as an id. */
  @property({ attribute: false }) row: Values = {};
  @property({ attribute: false }) choices: Readonly<Record<string, readonly FormChoice[]>> = {};
  /** Fields that are not asked for. */
  @property({ attribute: false }) without: readonly string[] = [];
  /** Fields that are asked for by what is in the slot of their name. */
  @property({ attribute: false }) slotted: readonly string[] = [];
  @property({ attribute: false }) errors: Readonly<Record<string, string>> = {};
  /** Beside those that a field has everywhere. */
  @property({ attribute: false }) hints: Readonly<Record<string, string>> = {};
  @property() action = '';
  @property({ type: Boolean }) busy = false;
  @state() private changed: Values = {};

  constructor() {
    super();
    holdUnsaved(this, () => Object.entries(this.changed).some(([name, value]) => !isSame(value, this.row[name])));
  }

  /** As they stand in the form now. */
  get values(): Values {
    return { ...this.row, ...this.changed };
  }

  /** Begins anew, from `row` as it is. */
  reset(): void {
    this.changed = {};
  }

  /** Brings what is wrong before the user's eyes. */
  showFirstFault(): void {
    const field = this.renderRoot.querySelector<HTMLElement>('.field:has(.wrong), percent-slider:not([wrong=""])');
    field?.scrollIntoView({ block: 'center' });
    const input = field?.querySelector<HTMLElement>('input, select') ?? field;
    input?.focus();
  }

  protected override render() {
    if (!this.form) return nothing;
    const fields = this.#fields(this.form);
    const others = Object.entries(this.errors).filter(([field]) => !fields.some(([name]) => name === field));
    return html`<form novalidate @submit=${this.#submit}>
      ${others.map(([field, why]) => html`<p class="banner bad" role="alert">${fieldName(field)}: ${why}</p>`)}
      <div class="fields">${fields.map(([name, schema]) => this.#field(name, schema))}</div>
      <div class="row"><button class="primary" ?disabled=${this.busy}>${this.action || t('save')}</button><slot></slot></div>
    </form>`;
  }

  #fields({ schema, readOnly }: PanelForm): readonly [string, FieldSchema][] {
    // The server declares it to be a JSON Schema of an object; one without properties has nothing to ask for.
    const { properties = {} } = schema as { readonly properties?: Readonly<Record<string, FieldSchema>> };
    return Object.entries(properties).filter(
      ([name, field]) =>
        !readOnly.includes(name) &&
        !this.without.includes(name) &&
        (this.slotted.includes(name) || fieldKind(field, this.form?.references[name], false) !== 'other'),
    );
  }

  #field(name: string, schema: FieldSchema): TemplateResult {
    const kind = fieldKind(schema, this.form?.references[name], this.form?.secret.includes(name) ?? false);
    const wrong = this.errors[name];
    const hint = this.hints[name] ?? fieldHint(name) ?? schema.description ?? null;
    const below = html`${hint ? html`<span class="hint" id="${name}-hint">${hint}</span>` : nothing}
      ${wrong ? html`<span class="wrong" id="${name}-wrong" role="alert">${wrong}</span>` : nothing}`;
    if (this.slotted.includes(name))
      return html`<div class="field wide"><slot name=${name}></slot>${wrong ? below : nothing}</div>`;
    if (kind === 'some of') {
      return html`<fieldset class="field wide"><legend>${fieldName(name)}</legend>${this.#many(name)}${below}</fieldset>`;
    }
    if (kind === 'switch') {
      return html`<div class="field"><label class="switch"><input type="checkbox" .checked=${this.#value(name, schema) === true} @change=${this.#take(name, 'checked')} />${fieldName(name)}</label>${below}</div>`;
    }
    if (kind === 'percent') {
      return html`<percent-slider label=${fieldName(name)} hint=${hint ?? ''} wrong=${wrong ?? ''} min=${schema.minimum ?? 0}
        .value=${Number(this.#value(name, schema))} @slide=${({ detail }: CustomEvent<number>) => this.#set(name, detail)}></percent-slider>`;
    }
    return html`<div class="field"><label for=${name}>${fieldName(name)}</label>${this.#input(name, schema, kind)}${below}</div>`;
  }

  #input(name: string, schema: FieldSchema, kind: string): TemplateResult {
    const value = this.#value(name, schema);
    const invalid = this.errors[name] ? 'true' : 'false';
    const about = `${name}-hint ${name}-wrong`;
    const { minimum, maximum, maxLength } = meantBy(schema);
    if (kind === 'one of' || kind === 'choice' || kind === 'maybe') {
      return html`<select id=${name} aria-describedby=${about} aria-invalid=${invalid} @change=${this.#take(name, kind)}>${this.#options(name, schema, kind, value)}</select>`;
    }
    if (kind === 'number') {
      return html`<input id=${name} type="number" inputmode="numeric" aria-describedby=${about} aria-invalid=${invalid} min=${minimum ?? nothing} max=${maximum ?? nothing} .value=${value === null || value === undefined ? '' : String(value)} @input=${this.#take(name, 'number')} />`;
    }
    const examples = schema.examples ?? [];
    return html`<input id=${name} list=${examples.length > 0 ? `${name}-examples` : nothing} type=${kind === 'secret' ? 'password' : 'text'} autocomplete=${kind === 'secret' ? 'new-password' : 'off'} spellcheck="false" aria-describedby=${about} aria-invalid=${invalid}
      maxlength=${maxLength ?? nothing} placeholder=${kind === 'secret' && this.row['id'] !== undefined ? t('unchanged') : ''} .value=${typeof value === 'string' ? value : ''} @input=${this.#take(name, 'text')} />
      ${examples.length > 0 ? html`<datalist id="${name}-examples">${examples.map((one) => html`<option value=${String(one)}></option>`)}</datalist>` : nothing}`;
  }

  #options(name: string, schema: FieldSchema, kind: string, value: unknown) {
    const option = (text: string, of: string, selected: boolean) =>
      html`<option value=${of} ?selected=${selected}>${text}</option>`;
    if (kind === 'maybe') {
      return [
        option(t('usual'), '', value == null),
        option(t('yes'), 'true', value === true),
        option(t('no'), 'false', value === false),
      ];
    }
    if (kind === 'choice') return choicesOf(schema).map((choice) => option(choice, choice, choice === value));
    const rows = (this.choices[name] ?? []).map(({ id, label }) => option(label, String(id), id === value));
    return this.form?.references[name]?.nullable ? [option(t('usual'), '', value === null), ...rows] : rows;
  }

  #many(name: string) {
    const chosen = new Set(numbersIn(this.#value(name, {})));
    // As they were at first: what moved away when it is chosen would take the focus with it.
    const before = new Set(numbersIn(this.row[name]));
    const rows = this.choices[name] ?? [];
    const turn = (id: number) => () => {
      const next = new Set(chosen);
      if (!next.delete(id)) next.add(id);
      this.#set(name, [...next]);
    };
    const option = ({ id, label }: FormChoice) =>
      html`<label class="option"><input type="checkbox" .checked=${chosen.has(id)} @change=${turn(id)} />${label}</label>`;
    const [first, others] = [rows.filter(({ id }) => before.has(id)), rows.filter(({ id }) => !before.has(id))];
    // Nobody wants to tab through eighty of them to what follows.
    return html`<div class="options">${first.map(option)}</div>
      <details ?open=${first.length === 0}><summary>${t('more', { count: others.length })}</summary><div class="options">${others.map(option)}</div></details>`;
  }

  #value(name: string, schema: FieldSchema): unknown {
    return name in this.changed ? this.changed[name] : (this.row[name] ?? schema.default ?? null);
  }

  #take(name: string, kind: string) {
    return ({ target }: Event) => {
      if (!(target instanceof HTMLInputElement || target instanceof HTMLSelectElement)) return;
      if (kind === 'checked') this.#set(name, target instanceof HTMLInputElement && target.checked);
      else this.#set(name, readAs(kind, target.value));
    };
  }

  #set(name: string, value: unknown): void {
    this.changed = { ...this.changed, [name]: value };
    this.dispatchEvent(new CustomEvent('edit', { detail: this.changed }));
  }

  readonly #submit = (event: Event) => {
    event.preventDefault();
    this.dispatchEvent(new CustomEvent('save', { detail: this.changed }));
  };
}

/** What was typed and taken away again is nothing. */
function isSame(value: unknown, before: unknown): boolean {
  return JSON.stringify(value ?? '') === JSON.stringify(before ?? '');
}

function numbersIn(value: unknown): readonly number[] {
  return Array.isArray(value) ? value.map(Number) : [];
}

/** What is written in a field, as a value. */
function readAs(kind: string, text: string): unknown {
  if (kind === 'text' || kind === 'choice') return text;
  if (text === '') return null;
  return kind === 'maybe' ? text === 'true' : Number(text);
}
