import { css } from 'lit';

export const appStyles = css`
  :host { display: flex; flex-direction: column; min-height: 100vh; min-height: 100dvh; }
  .skip { position: absolute; left: -100vw; }
  .skip:focus { left: 1rem; z-index: 30; }
  header { position: sticky; top: 0; z-index: 10; display: flex; align-items: center; gap: 1.2rem; padding: 0 1.4rem; min-height: 3.6rem; background: color-mix(in srgb, var(--card) 92%, transparent); backdrop-filter: blur(10px); border-bottom: 1px solid var(--line); }
  .brand { display: flex; align-items: center; gap: .6rem; color: var(--text); font-size: 1.08rem; font-weight: 600; }
  .brand:hover { text-decoration: none; }
  nav { display: flex; }
  .tabs { gap: .1rem; flex: 1; overflow-x: auto; scrollbar-width: none; align-self: stretch; }
  .tab { display: flex; align-items: center; gap: .45rem; color: var(--text-quiet); font-size: .94rem; font-weight: 500; white-space: nowrap; }
  .tab:hover { color: var(--text); text-decoration: none; }
  .tabs .tab { padding: 0 .8rem; border-bottom: 2px solid transparent; border-top: 2px solid transparent; }
  .tabs .tab ui-icon { font-size: .95rem; }
  .tab[aria-current='page'], .tab[aria-current='true'] { color: var(--accent-text); }
  .tabs .tab[aria-current='page'] { border-bottom-color: var(--accent); }
  .status { display: flex; align-items: center; gap: .5rem; margin-left: auto; }
  .attention { color: var(--warn); font-size: 1.15rem; display: flex; padding: .4rem; }
  .offline { padding: .5rem 1.4rem; background: var(--warn); color: var(--card); font-weight: 500; text-align: center; }
  main { flex: 1; width: 100%; max-width: 78rem; margin: 0 auto; padding: 1.3rem 1.4rem 3rem; outline: none; }
  .bottom { display: none; }
  @media (max-width: 760px) {
    header { position: static; padding: 0 1rem; min-height: 3.1rem; }
    .tabs { display: none; }
    main { padding: 1rem .9rem calc(5.5rem + env(safe-area-inset-bottom)); }
    .bottom { display: flex; position: fixed; inset: auto 0 0 0; z-index: 10; padding-bottom: env(safe-area-inset-bottom); background: var(--card); border-top: 1px solid var(--line); }
    .bottom > .tab { flex: 1; flex-direction: column; gap: .1rem; justify-content: center; min-height: 3.7rem; padding: .3rem .1rem; font-size: .74rem; line-height: 1.5; border: 0; border-radius: 0; background: none; min-width: 0; }
    .bottom > .tab ui-icon { font-size: 1.15rem; }
    .bottom > .tab span { overflow: hidden; text-overflow: ellipsis; max-width: 100%; }
    .more { inset: auto .8rem calc(4.3rem + env(safe-area-inset-bottom)) auto; margin: 0; padding: .4rem; border: 1px solid var(--line); border-radius: var(--radius); background: var(--card); color: var(--text); box-shadow: 0 8px 32px rgb(0 0 0 / 25%); }
    .more .tab { padding: .7rem 1.1rem .7rem .8rem; }
  }
`;
