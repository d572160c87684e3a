import { css } from 'lit';

/** What every page looks like: headings, cards, buttons, fields. An element has it beside its own styles. */
export const baseStyles = css`
  *, *::before, *::after { box-sizing: border-box; }
  :host { display: block; }
  :host([hidden]), [hidden] { display: none !important; }
  h1, h2, h3, p, dl, dd, ul, figure { margin: 0; padding: 0; }
  ul { list-style: none; }
  h1, h2, h3, strong, p, .chip { overflow-wrap: anywhere; }
  h1 { font-size: 1.5rem; font-weight: 600; letter-spacing: -.01em; line-height: 1.25; }
  h2 { font-size: 1.05rem; font-weight: 600; line-height: 1.35; }
  h3 { font-size: .95rem; font-weight: 600; }
  a { color: var(--accent-text); text-decoration: none; }
  a:hover { text-decoration: underline; }
  code { font: .92em var(--mono); overflow-wrap: anywhere; }
  .quiet { color: var(--text-quiet); }
  .small { font-size: .86rem; }
  .good { color: var(--good); } .warn { color: var(--warn); } .bad { color: var(--bad); }
  .sr-only { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }

  .page { display: grid; grid-template-columns: minmax(0, 1fr); gap: 1.1rem; align-content: start; }
  .page-head { display: flex; flex-wrap: wrap; gap: .6rem 1rem; align-items: center; justify-content: space-between; min-height: 2.6rem; }
  .row { display: flex; flex-wrap: wrap; gap: .6rem; align-items: center; }
  .card { background: var(--card); border: 1px solid var(--line); border-radius: var(--radius); box-shadow: var(--shadow); padding: 1.1rem 1.2rem; min-width: 0; }
  .card > h2:first-child { margin-bottom: .7rem; }

  button, .button {
    display: inline-flex; align-items: center; justify-content: center; gap: .45rem; min-height: 2.5rem; padding: .4rem .95rem;
    border: 1px solid var(--line); border-radius: 999px; background: var(--card); color: var(--text);
    font: 500 .93rem/1.2 var(--font); text-decoration: none; cursor: pointer; flex-shrink: 0; max-width: 100%; transition: background .12s, border-color .12s;
  }
  button:hover:not(:disabled), .button:hover { border-color: var(--text-quiet); text-decoration: none; }
  button:disabled { opacity: .55; cursor: default; }
  .primary { background: var(--accent); border-color: var(--accent); color: var(--on-accent); }
  .danger { color: var(--bad); }
  .plain { border-color: transparent; background: none; }
  .icon-only { width: 2.5rem; padding: 0; }
  :focus-visible { outline: 2px solid var(--accent-text); outline-offset: 2px; }

  input, select, textarea {
    width: 100%; min-height: 2.6rem; padding: .45rem .75rem; border: 1px solid var(--line); border-radius: var(--radius-small);
    background: var(--page); color: var(--text); font: inherit; accent-color: var(--accent);
  }
  input[type='checkbox'], input[type='radio'] { width: 1.15rem; min-height: 1.15rem; height: 1.15rem; margin: 0; flex: none; }
  progress { width: 100%; accent-color: var(--accent); }
  input[type='range'] { padding: 0; border: 0; background: none; }
  label, legend { font-weight: 500; font-size: .92rem; }
  .field { display: grid; grid-template-columns: minmax(0, 1fr); gap: .3rem; min-width: 0; }
  .field .hint { color: var(--text-quiet); font-size: .84rem; }
  .field .wrong { color: var(--bad); font-size: .86rem; }
  [aria-invalid='true'] { border-color: var(--bad); }
  fieldset, legend { border: 0; margin: 0; padding: 0; min-width: 0; }

  .chip { display: inline-flex; align-items: center; gap: .3rem; padding: .12rem .6rem; border-radius: 999px; background: color-mix(in srgb, var(--text) 8%, transparent); font-size: .84rem; font-weight: 500; }
  .banner { display: flex; gap: .7rem; align-items: flex-start; padding: .75rem 1rem; border-radius: var(--radius-small); border: 1px solid color-mix(in srgb, currentColor 35%, transparent); background: color-mix(in srgb, currentColor 9%, var(--card)); }
  .banner > div { color: var(--text); min-width: 0; }
  .loading { display: grid; place-items: center; min-height: 8rem; }
  .loading span { width: 2rem; height: 2rem; border-radius: 50%; border: 3px solid var(--line); border-top-color: var(--accent); animation: turn .9s linear infinite; }
  @keyframes turn { to { transform: rotate(1turn); } }
  @media (prefers-reduced-motion: reduce) { *, *::before { animation-duration: 3s !important; transition: none !important; } }
`;
