import type { ServiceHealth } from '../runtime/service.ts';
import { escapeHtml, htmlPage } from './html-page.ts';

/** What a person types into a camera, or sends with a REST call. */
export interface AccessDetails {
  readonly ftpPort: number;
  readonly ftpUser: string;
  readonly ftpPassword: string;
  readonly apiToken: string;
}

/**
 * Whether Concierge is well, and what to type into a camera. Whoever sees this page came through Home Assistant, which
 * shows it to administrators alone, or sits at this machine. Its links are relative: ingress puts it under a path.
 */
export function statusPage(
  well: boolean,
  states: readonly ({ readonly name: string } & ServiceHealth)[],
  access: AccessDetails,
): string {
  const head = '<meta http-equiv="refresh" content="10">\n<link rel="stylesheet" href="style.css">';
  const rows = states.map(
    ({ name, state, detail }) =>
      `<tr class="${state}"><th scope="row">${escapeHtml(name)}</th><td>${state}</td><td>${escapeHtml(detail)}</td></tr>`,
  );
  return htmlPage(
    'Concierge',
    head,
    `<main>
<h1>Concierge</h1>
<p class="verdict ${well ? 'well' : 'unwell'}" role="status">${well ? 'Concierge is running.' : 'Concierge needs attention.'}</p>
<table>
<thead><tr><th scope="col">Service</th><th scope="col">State</th><th scope="col">Detail</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table>
${accessSection(access)}
</main>`,
  );
}

function accessSection({ ftpPort, ftpUser, ftpPassword, apiToken }: AccessDetails): string {
  const lines = [
    ['FTP server', 'the address of this Home Assistant in your network'],
    ['Port', String(ftpPort)],
    ['User', ftpUser],
    ['Password', ftpPassword],
    ['Mode', 'passive (PASV), without TLS'],
  ];
  const rows = lines.map(
    ([name = '', value = '']) => `<tr><th scope="row">${name}</th><td><code>${escapeHtml(value)}</code></td></tr>`,
  );
  return `<h2>Type this into your camera</h2>
<table>
<tbody>
${rows.join('\n')}
</tbody>
</table>
<details><summary>Token for REST calls from outside Home Assistant</summary><p><code>${escapeHtml(apiToken)}</code></p></details>`;
}
