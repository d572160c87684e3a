import { html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import type { Route } from '../../app/router.ts';
import './camera-new.ts';
import './camera-page.ts';
import './cameras-page.ts';
import './zones-page.ts';

/** `cameras`, `cameras/new`, `cameras/<id>`, `cameras/<id>/zones`. */
@customElement('camera-routes')
export class CameraRoutes extends LitElement {
  @property({ attribute: false }) route: Route | null = null;

  protected override render() {
    const [id, part] = this.route?.rest ?? [];
    if (id === undefined) return html`<cameras-page></cameras-page>`;
    if (id === 'new') return html`<camera-new></camera-new>`;
    // What is typed for one camera is never shown, or saved, for another.
    return part === 'zones'
      ? html`${keyed(id, html`<zones-page .route=${this.route}></zones-page>`)}`
      : html`${keyed(id, html`<camera-page .route=${this.route}></camera-page>`)}`;
  }
}
