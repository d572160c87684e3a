import { html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Route } from '../../app/router.ts';
import './objects-page.ts';
import './people-page.ts';

/** `people`, `people/new`, `people/<id>`, `people/strangers/<id>`, `people/objects`, `people/objects/new`. */
@customElement('people-routes')
export class PeopleRoutes extends LitElement {
  @property({ attribute: false }) route: Route | null = null;

  protected override render() {
    return this.route?.rest[0] === 'objects'
      ? html`<objects-page .route=${this.route}></objects-page>`
      : html`<people-page .route=${this.route}></people-page>`;
  }
}
