import { css } from 'lit';

/** What both kinds of charts look like. */
export const chartStyles = css`
  .raised { fill: var(--accent); }
  .suppressed { fill: color-mix(in srgb, var(--text) 30%, var(--card)); }
  table { width: 100%; border-collapse: collapse; font-size: .92rem; }
  th { text-align: left; font-weight: 500; padding: .3rem .5rem .3rem 0; }
  tbody th { overflow-wrap: anywhere; }
  td { padding: .3rem 0 .3rem .5rem; }
  thead th { color: var(--text-quiet); font-size: .84rem; }
  .number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
  thead .number { white-space: normal; padding-left: .5rem; padding-right: 0; }
`;
