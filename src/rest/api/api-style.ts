/** The looks of the pages about the REST services. */
export const API_STYLE = `
:root { color-scheme: light dark; --line: color-mix(in srgb, currentColor 18%, transparent); --get: #1b6ec2; --write: #1b873f; --delete: #c0272d; }
@media (prefers-color-scheme: dark) { :root { --get: #6cb6ff; --write: #57c278; --delete: #ff7b72; } }
body { font: 16px/1.5 system-ui, sans-serif; margin: 0; }
main { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.25rem; margin: 2.5rem 0 .3rem; } h3 { font-size: 1rem; margin: 1rem 0 .2rem; }
code, pre { font: .9em ui-monospace, monospace; }
pre { overflow-x: auto; padding: .6rem .8rem; border: 1px solid var(--line); border-radius: .4rem; }
details { border: 1px solid var(--line); border-radius: .4rem; margin: .4rem 0; padding: 0 .8rem; }
details > :last-child { margin-bottom: .8rem; }
summary { cursor: pointer; padding: .45rem 0; display: flex; gap: .8rem; flex-wrap: wrap; align-items: baseline; }
summary b { min-width: 4.2rem; color: var(--write); } summary b.get { color: var(--get); } summary b.delete { color: var(--delete); }
summary span { margin-left: auto; opacity: .8; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; padding: .3rem .8rem .3rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
th { font-weight: 500; white-space: nowrap; }
ul.tables { columns: 16rem; padding-left: 1.2rem; }
`;
