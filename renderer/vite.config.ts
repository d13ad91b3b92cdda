import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The window: one bundle with relative addresses, because it is served both from `app://` and from loopback. */
export default defineConfig({
  root: import.meta.dirname,
  base: './',
  plugins: [react()],
  build: {
    outDir: '../dist/renderer',
    emptyOutDir: true,
    target: 'chrome140',
    modulePreload: { polyfill: false },
    // Beside the bundle, because the licences ask for it.
    license: { fileName: 'window.licences.txt' },
  },
});
