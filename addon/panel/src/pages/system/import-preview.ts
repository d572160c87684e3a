import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { SettingsImportAnswer } from '../../../../../src/domain/settings-import-schema.ts';
import { inWords } from '../../i18n/in-words.ts';
import { baseStyles } from '../../ui/base-styles.ts';
import { fieldName } from '../../ui/field-messages.ts';
import { t } from './backup-messages.ts';

type Table = SettingsImportAnswer['tables'][number];

/** What a settings file changes, table by table, and what people should know of it. */
@customElement('import-preview')
export class ImportPreview extends LitElement {
  static override styles = [
    baseStyles,
    css`
      ul { display: grid; gap: .7rem; }
      li > * { display: block; overflow-wrap: anywhere; }
      p { margin-top: .6rem; }
    `,
  ];

  @property({ attribute: false }) preview: SettingsImportAnswer | null = null;

  protected override render() {
    if (!this.preview) return nothing;
    const { tables, notes, missing, pictures } = this.preview;
    const changed = tables.filter(
      ({ added, replaced, removed }) => added.length + replaced.length + removed.length > 0,
    );
    return html`
      ${changed.length === 0 ? html`<p>${t('noChange')}</p>` : html`<ul>${changed.map(drawTable)}</ul>`}
      ${pictures > 0 ? html`<p>${t('newPictures', { count: pictures })}</p>` : nothing}
      ${missing.map(({ name, fields }) => html`<p class="warn">${t('missing', { name, fields: namesOf(fields) })}</p>`)}
      ${notes.map((note) => html`<p class="quiet small">${inWords(note)}</p>`)}`;
  }
}

function drawTable({ table, added, replaced, removed }: Table) {
  return html`<li><strong>${tableName(table)}</strong>
    ${line('added', 'good', added)}
    ${line(
      'replaced',
      '',
      replaced.map(({ name, fields }) => `${name} (${namesOf(fields)})`),
    )}
    ${line('removed', 'bad', removed)}</li>`;
}

function line(word: 'added' | 'replaced' | 'removed', tone: string, names: readonly string[]) {
  return names.length === 0
    ? nothing
    : html`<span class="small ${tone}">${t(word, { names: names.join(', ') })}</span>`;
}

function namesOf(fields: readonly string[]): string {
  return fields.map(fieldName).join(', ');
}

function tableName(table: string): string {
  return t.texts[table] ?? table;
}
