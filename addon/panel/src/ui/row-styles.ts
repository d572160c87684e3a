import { css } from 'lit';

/** A list of things, each with what can be done about it at its end. */
export const rowStyles = css`
  ul { margin-top: .4rem; }
  li { display: flex; flex-wrap: wrap; gap: .4rem 1rem; align-items: center; justify-content: space-between; padding: .6rem 0; border-top: 1px solid var(--line); }
  li > div { flex: 1 1 14rem; display: grid; gap: .15rem; min-width: 0; overflow-wrap: anywhere; }
`;
