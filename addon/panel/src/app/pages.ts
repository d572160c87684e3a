import { html, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import type { IconName } from '../ui/icons.ts';
import type { t } from './messages.ts';
import type { Route } from './router.ts';

export interface Page {
  /** The first part of its addresses. */
  readonly name: string;
  readonly title: Parameters<typeof t>[0];
  readonly icon: IconName;
  /** Its script, which defines the element that `draw` uses. */
  readonly load: () => Promise<unknown>;
  readonly draw: (route: Route) => TemplateResult;
}

/** A page is a folder under pages/ and a line here; the first is where one begins. Phones show four, the others under "More". */
export const PAGES: readonly Page[] = [
  {
    name: 'events',
    title: 'events',
    icon: 'bell',
    load: () => Promise.all([import('../pages/events/events-page.ts'), import('../pages/event/event-page.ts')]),
    draw: (route) =>
      route.rest.length > 0
        ? html`${keyed(route.rest[0], html`<event-page .route=${route}></event-page>`)}`
        : html`<events-page .route=${route}></events-page>`,
  },
  {
    name: 'recordings',
    title: 'recordings',
    icon: 'film',
    load: () =>
      Promise.all([import('../pages/recordings/recordings-page.ts'), import('../pages/recordings/runs-page.ts')]),
    draw: (route) =>
      route.rest[0] === 'again'
        ? html`<runs-page .route=${route}></runs-page>`
        : html`<recordings-page .route=${route}></recordings-page>`,
  },
  {
    name: 'cameras',
    title: 'cameras',
    icon: 'camera',
    load: () => import('../pages/cameras/camera-routes.ts'),
    draw: (route) => html`<camera-routes .route=${route}></camera-routes>`,
  },
  {
    name: 'people',
    title: 'people',
    icon: 'people',
    load: () => import('../pages/people/people-routes.ts'),
    draw: (route) => html`<people-routes .route=${route}></people-routes>`,
  },
  {
    name: 'profiles',
    title: 'profiles',
    icon: 'sliders',
    load: () => import('../pages/profiles/profiles-page.ts'),
    draw: (route) => html`<profiles-page .route=${route}></profiles-page>`,
  },
  {
    name: 'statistics',
    title: 'statistics',
    icon: 'chart',
    load: () => import('../pages/statistics/statistics-page.ts'),
    draw: (route) => html`<statistics-page .route=${route}></statistics-page>`,
  },
  {
    name: 'doctor',
    title: 'doctor',
    icon: 'pulse',
    load: () => import('../pages/doctor/doctor-page.ts'),
    draw: (route) => html`<doctor-page .route=${route}></doctor-page>`,
  },
  {
    name: 'system',
    title: 'system',
    icon: 'gauge',
    load: () => import('../pages/system/system-page.ts'),
    draw: (route) => html`<system-page .route=${route}></system-page>`,
  },
];
