import { builtinModules } from 'node:module';
import { defineConfig } from 'vite';

/** What stays a package in the app: Electron itself, native files, and `ws`, which does not survive bundling into an ES module. */
const EXTERNAL = ['electron', 'original-fs', 'ws', 'better-sqlite3', '@napi-rs/canvas', 'usb', 'koffi'];
const BUILTIN = [...builtinModules, ...builtinModules.map((name) => `node:${name}`)];

const part = (entry: string, format: 'es' | 'cjs', fileName: string) => ({
  consumer: 'server' as const,
  resolve: { noExternal: true as const, external: EXTERNAL, builtins: BUILTIN },
  build: {
    outDir: '../dist/main',
    emptyOutDir: format === 'es',
    copyPublicDir: false,
    target: 'node24',
    minify: false,
    // Beside the bundle, because the licences ask for it.
    license: { fileName: `${fileName.split('.')[0]}.licences.txt` },
    ssr: true,
    rolldownOptions: {
      input: entry,
      external: [...EXTERNAL, ...BUILTIN],
      output: { format, entryFileNames: fileName, chunkFileNames: '[name].js' },
    },
  },
});

/**
 * The main process as an ES module, and the preload as the one CommonJS file that a sandboxed window can load; two builds,
 * because one build has one format.
 */
export default defineConfig({
  root: import.meta.dirname,
  environments: {
    main: part('main.ts', 'es', 'main.js'),
    preload: part('preload.ts', 'cjs', 'preload.cjs'),
  },
  builder: {
    async buildApp(builder) {
      for (const name of ['main', 'preload']) {
        const environment = builder.environments[name];
        if (environment === undefined) throw new Error(`no build named ${name}`);
        await builder.build(environment);
      }
    },
  },
});
