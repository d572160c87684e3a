import type { Plugin } from 'vite';

/** Styles and templates are texts to the minifier, so that it leaves their indents and blanks: a few per cent of the script. */
export function squeeze(): Plugin {
  return {
    name: 'squeeze',
    enforce: 'pre',
    transform: (code, id) => (id.endsWith('.ts') ? withoutIndents(code.replaceAll(/css`[^`]*`/g, squeezed)) : null),
  };
}

function squeezed(styles: string): string {
  const oneLine = styles.replaceAll(/\s+/g, ' ');
  // Not before a colon: there a blank is a descendant's.
  return oneLine.replaceAll(/([{};,:]) /g, '$1').replaceAll(/ ([{};])/g, '$1');
}

function withoutIndents(code: string): string {
  return code.replaceAll(/\n\s+/g, '\n');
}
