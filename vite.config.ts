import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { viteSingleFile } from 'vite-plugin-singlefile'
import { defineConfig } from 'vitest/config'
import { inlinedFiles } from './test/setup/inlined.mjs'
import { keptFiles } from './test/setup/keptFiles.mjs'
import { messagesPlugin } from './test/setup/messages.mjs'

interface Modules {
  getModuleInfo(id: string): { readonly importedIds: readonly string[] } | null
}

/** The name of the page as one file. */
const FILE = 'scanscope.html'

const ENTRY = fileURLToPath(new URL('src/main.tsx', import.meta.url))

/** All modules that the page loads before it runs: what its entry imports, but not on demand. */
function firstModules(modules: Modules): ReadonlySet<string> {
  const found = new Set([ENTRY])
  for (const id of found) {
    for (const next of modules.getModuleInfo(id)?.importedIds ?? []) found.add(next)
  }
  return found
}

/** Of these only some modules or messages are in the first load, and the bundler knows which. */
const SHAKEN = /paraglide|node_modules\/(d3|lucide)/

/**
 * The first load is one file: the thirty that it would be, since later parts share them, are 8 kB
 * larger when compressed.
 */
function firstLoadGroup() {
  let first: ReadonlySet<string> | null = null
  return {
    debugName: 'first load',
    name: (id: string, modules: Modules) => {
      first ??= firstModules(modules)
      return first.has(id) && !SHAKEN.test(id) ? 'first' : null
    },
  }
}

const page = {
  outDir: 'dist',
  // test/setup/build.mjs empties the folder, but for dist/lib.
  emptyOutDir: false,
  // A content security policy without data: and inline scripts must be possible.
  assetsInlineLimit: 0,
  modulePreload: { polyfill: false },
  rolldownOptions: { output: { codeSplitting: { groups: [firstLoadGroup()] } } },
}

const library = {
  outDir: 'dist/lib',
  emptyOutDir: true,
  copyPublicDir: false,
  minify: false,
  lib: { entry: 'src/lib.ts', formats: ['es' as const], fileName: () => 'lib.js' },
}

/** `<scan-scope>` for pages of others, beside the page that it frames. */
const element = {
  outDir: 'dist',
  emptyOutDir: false,
  copyPublicDir: false,
  lib: {
    entry: 'src/element/scanScope.ts',
    formats: ['es' as const],
    fileName: () => 'scan-scope.js',
  },
}

/** Keeps the page for the time without a network; it is built last, for it lists the others. */
const worker = {
  outDir: 'dist',
  emptyOutDir: false,
  copyPublicDir: false,
  lib: {
    entry: 'src/worker/serviceWorker.ts',
    formats: ['iife' as const],
    name: 'serviceWorker',
    fileName: () => 'service-worker.js',
  },
}

/** The whole page as one file, for a disk and for hosts that cannot send headers. */
const single = {
  outDir: 'dist/single',
  emptyOutDir: true,
  copyPublicDir: false,
  modulePreload: { polyfill: false },
}

const builds: Readonly<Record<string, object>> = { lib: library, element, worker, single }

/** What only the worker's build writes into its source. */
const constants = () => ({
  'process.env.NODE_ENV': JSON.stringify('production'),
  KEPT_FILES: JSON.stringify(keptFiles()),
})

export default defineConfig(({ mode }) => ({
  base: './',
  plugins: [
    messagesPlugin(),
    react(),
    ...(mode === 'single' ? [inlinedFiles(), viteSingleFile({ outputFileName: FILE })] : []),
  ],
  define: mode === 'worker' ? constants() : {},
  build: {
    target: 'baseline-widely-available',
    sourcemap: false,
    ...(builds[mode] ?? page),
  },
  server: { cors: true, headers: { 'Access-Control-Allow-Origin': '*' } },
  preview: {
    port: 4173,
    strictPort: false,
    cors: true,
    headers: { 'Access-Control-Allow-Origin': '*' },
  },
  test: {
    projects: [
      {
        extends: true as const,
        test: {
          name: 'unit',
          environment: 'node',
          include: ['test/**/*.test.ts'],
          exclude: ['test/e2e/**', 'test/**/*.dom.test.ts'],
        },
      },
      {
        extends: true as const,
        test: {
          name: 'dom',
          environment: 'jsdom',
          include: ['test/**/*.dom.test.{ts,tsx}'],
          exclude: ['test/e2e/**'],
        },
      },
      {
        extends: true as const,
        test: {
          name: 'e2e',
          environment: 'node',
          include: ['test/e2e/**/*.e2e.test.ts'],
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
          globalSetup: 'test/setup/preview.ts',
        },
      },
    ],
  },
}))
