/** The status page's looks, in the colours of the reader's choice. */
export const STATUS_STYLE = `
:root { color-scheme: light dark; --well: #1b873f; --warn: #b35900; --bad: #c0272d; }
@media (prefers-color-scheme: dark) { :root { --well: #57c278; --warn: #f0a24a; --bad: #ff7b72; } }
body { font: 16px/1.5 system-ui, sans-serif; margin: 0; }
main { max-width: 48rem; margin: 2rem auto; padding: 0 1rem; }
h2 { font-size: 1.2rem; margin: 2rem 0 .3rem; }
code { font: .95em ui-monospace, monospace; user-select: all; }
details { margin-top: 1rem; }
h1 { font-size: 1.6rem; margin: 0 0 .5rem; }
.verdict { font-weight: 600; }
.well, .running td:nth-child(2) { color: var(--well); }
.unwell, .failed td:nth-child(2), .stopped td:nth-child(2) { color: var(--bad); }
.degraded td:nth-child(2), .starting td:nth-child(2) { color: var(--warn); }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; padding: .4rem .8rem .4rem 0; border-bottom: 1px solid color-mix(in srgb, currentColor 15%, transparent); vertical-align: top; }
tbody th { font-weight: 500; white-space: nowrap; }
`;
