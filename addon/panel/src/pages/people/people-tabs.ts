import { html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { href } from '../../app/router.ts';
import { baseStyles } from '../../ui/base-styles.ts';
import '../../ui/tab-links.ts';
import { t } from './messages.ts';

/** Who is known by face, and what is known by how it looks. */
@customElement('people-tabs')
export class PeopleTabs extends LitElement {
  static override styles = baseStyles;

  @property() here: 'people' | 'objects' = 'people';

  protected override render() {
    const links = [
      { words: t('title'), target: href('people'), isHere: this.here === 'people' },
      { words: t('objects'), target: href('people', ['objects']), isHere: this.here === 'objects' },
    ];
    return html`<tab-links label=${t('tabs')} .links=${links}></tab-links>`;
  }
}
