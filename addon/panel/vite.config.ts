import { defineConfig } from 'vite';
import { oneLanguage } from './one-language.ts';
import { squeeze } from './squeeze.ts';

/** Relative addresses, since ingress puts the panel under a path that nobody knows beforehand. */
// biome-ignore lint/style/noDefaultExport: vite takes its configuration as a module's default export
export default defineConfig({
  root: import.meta.dirname,
  base: './',
  plugins: [squeeze(), oneLanguage()],
  build: {
    outDir: '../../build/panel',
    emptyOutDir: true,
    target: 'es2022',
    // Nothing inlined: the content security policy forbids it.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // All that main.ts needs to load the words, which the others want to have when they are read.
            {
              name: 'first',
              test: /[\\/](translator|home-assistant|server-sentences)\.ts$|preload-helper/,
              priority: 1,
            },
            // What several pages use is one script: dozens of small ones compress badly, and each is a way through ingress.
            { name: 'shared', minShareCount: 2 },
          ],
        },
      },
    },
  },
});
