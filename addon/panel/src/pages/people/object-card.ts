import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ObjectGlance } from '../../../../../src/ports/panel/objects-glance.ts';
import { removeObject, renameObject } from '../../api/objects.ts';
import { shapeIcon, shapeName } from '../../i18n/shape-messages.ts';
import { baseStyles } from '../../ui/base-styles.ts';
import { Doing } from '../../ui/doing.ts';
import '../../ui/modal-dialog.ts';
import type { ModalDialog } from '../../ui/modal-dialog.ts';
import '../../ui/name-field.ts';
import '../../ui/ui-icon.ts';
import { t } from './object-messages.ts';
import './object-picture.ts';
import './object-upload.ts';

/** Something known: by which pictures, and what can be done about it. Fires `changed`. */
@customElement('object-card')
export class ObjectCard extends LitElement {
  static override styles = [
    baseStyles,
    css`
      .card { display: grid; gap: .9rem; align-content: start; height: 100%; }
      .head { display: grid; grid-template-columns: auto 1fr; gap: 0 .7rem; align-items: center; }
      .head ui-icon { grid-row: span 2; font-size: 1.6rem; color: var(--text-quiet); }
      h2 { overflow-wrap: anywhere; }
      ul { display: grid; gap: .8rem; grid-template-columns: repeat(auto-fill, minmax(7.5rem, 1fr)); }
      summary { cursor: pointer; font-weight: 500; color: var(--accent-text); padding: .3rem 0; }
    `,
  ];

  @property({ attribute: false }) object: ObjectGlance | null = null;
  @property({ attribute: false }) names: readonly string[] = [];
  /** Some profile compares. */
  @property({ type: Boolean }) compares = false;
  readonly #doing = new Doing(this);

  protected override render() {
    const { object, compares } = this;
    const [first] = object?.pictures ?? [];
    if (!object || !first) return nothing;
    const { name, pictures } = object;
    const shapes = [...new Set(pictures.map(({ shape }) => shapeName(shape)))].join(', ');
    return html`<section class="card">
      <div class="head"><ui-icon .name=${shapeIcon(first.shape)}></ui-icon><h2>${titleOf(object)}</h2>
        <p class="quiet small">${shapes} · ${t.count('pictures', pictures.length)}</p></div>
      <ul>${pictures.map((picture) => html`<li><object-picture .name=${name} .picture=${picture} ?compares=${compares}></object-picture></li>`)}</ul>
      ${name === '' ? nothing : html`<details><summary>${t('more')}</summary><object-upload .name=${name} .shape=${first.shape} @enrolled=${this.#enrolled}></object-upload></details>`}
      ${this.#actions(object)}</section>`;
  }

  #actions(object: ObjectGlance) {
    const { busy } = this.#doing;
    const rename = ({ detail }: CustomEvent<string>) => this.#rename(object, detail);
    return html`<name-field label=${t('name')} action=${t('rename')} .value=${object.name} .known=${this.names} ?busy=${busy} @name=${rename}></name-field>
      <div class="row"><button class="danger" ?disabled=${busy} @click=${() => this.#dialog?.open()}><ui-icon name="trash"></ui-icon>${t('remove')}</button></div>
      <modal-dialog heading=${t('removeAsk', { name: titleOf(object) })}><p>${t('removeWhat')}</p>
        <button slot="actions" class="danger" @click=${() => this.#remove(object)}><ui-icon name="trash"></ui-icon>${t('remove')}</button></modal-dialog>`;
  }

  get #dialog(): ModalDialog | null {
    return this.renderRoot.querySelector('modal-dialog');
  }

  readonly #enrolled = () => {
    this.dispatchEvent(new CustomEvent('changed', { bubbles: true, composed: true }));
  };

  /** Called as another is, it becomes one with it; taken back, only these are parted again. */
  #rename(object: ObjectGlance, name: string): void {
    if (name === object.name) return;
    const ids = idsOf(object);
    const run = () => renameObject(ids, name);
    const undo = () => renameObject(ids, object.name);
    void this.#doing.do({ done: t('renamed', { before: titleOf(object), name }), run, undo });
  }

  #remove(object: ObjectGlance): void {
    this.#dialog?.close();
    void this.#doing.do({ done: t('removed', { name: titleOf(object) }), run: () => removeObject(idsOf(object)) });
  }
}

function titleOf({ name }: ObjectGlance): string {
  return name === '' ? t('noName') : name;
}

function idsOf({ pictures }: ObjectGlance): readonly number[] {
  return pictures.map(({ id }) => id);
}
