import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import type { ConfigEnv, Plugin } from 'vite'
import { viteSingleFile } from 'vite-plugin-singlefile'
import { defineConfig } from 'vitest/config'
import { baseAddress } from './test/setup/baseAddress.mjs'
import { inlinedFiles } from './test/setup/inlined.mjs'
import { keptFiles } from './test/setup/keptFiles.mjs'
import { messagesPlugin } from './test/setup/messages.mjs'

interface Modules {
  getModuleInfo(id: string): { readonly importedIds: readonly string[] } | null
}

const moduleAt = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const EMBED = moduleAt('src/embed/start.ts')

/** The name of the page as one file. */
const FILE = 'scanscope.html'

/** All modules that an entry needs before it runs: what it imports, but not on demand. */
function firstModules(entry: string, modules: Modules): ReadonlySet<string> {
  const found = new Set([entry])
  for (const id of found) {
    for (const next of modules.getModuleInfo(id)?.importedIds ?? []) found.add(next)
  }
  return found
}

/** Of these only some modules or messages are in the first load, and the bundler knows which. */
const SHAKEN = /paraglide|node_modules\/(d3|lucide)/

/** What starts the first load: it must not wait for it. */
const STARTER = /vite\/preload-helper|rolldown\/runtime/

/**
 * The first load is one file: the thirty that it would be, since later parts share them, are 8 kB
 * larger when compressed.
 */
function firstLoadGroups(entry: string, name: string) {
  let first: ReadonlySet<string> | null = null
  return [
    { name: 'starter', test: STARTER, priority: 2 },
    {
      debugName: 'first load',
      priority: 1,
      name: (id: string, modules: Modules) => {
        first ??= firstModules(entry, modules)
        return first.has(id) && !SHAKEN.test(id) ? name : null
      },
    },
  ]
}

const browser = {
  outDir: 'dist',
  // test/setup/build.mjs empties the folder, but for dist/lib.
  emptyOutDir: false,
  // A content security policy without data: and inline scripts must be possible.
  assetsInlineLimit: 0,
  modulePreload: { polyfill: false },
}

const page = {
  ...browser,
  rolldownOptions: {
    output: { codeSplitting: { groups: firstLoadGroups(moduleAt('src/ui/mount.tsx'), 'first') } },
  },
}

/** The page in somebody's frame, which the page's own entry starts; it is built before the page. */
const embed = {
  ...browser,
  copyPublicDir: false,
  rolldownOptions: {
    input: EMBED,
    output: {
      entryFileNames: 'assets/frame-[hash].js',
      codeSplitting: { groups: firstLoadGroups(EMBED, 'frame') },
    },
  },
}

/** In a frame Preact stands in for React, whose DOM part alone is 60 kB; the components are the same. */
const preact = {
  alias: [
    { find: /^react\/jsx-runtime$/, replacement: 'preact/jsx-runtime' },
    { find: /^react-dom\/client$/, replacement: 'preact/compat/client' },
    { find: /^react(-dom)?$/, replacement: 'preact/compat' },
  ],
}

/** Of the build of the page alone: not of a frame, a library or a test. */
const ofPage = (_: object, { command, mode }: ConfigEnv) =>
  command === 'build' && mode === 'production'

/** The page imports the frame's entry as it was built, not its sources. */
const builtEmbed: Plugin = {
  name: 'scanscope-built-embed',
  enforce: 'pre',
  apply: ofPage,
  resolveId(source, importer) {
    if (importer === undefined || moduleAt(`src/${source}`) !== EMBED) return null
    const file = readdirSync(moduleAt('dist/assets')).find((name) => /^frame-.*\.js$/.test(name))
    if (file === undefined) throw new Error('Build the embed first: vite build --mode embed.')
    return { id: `./${file}`, external: true }
  },
}

const library = {
  outDir: 'dist/lib',
  emptyOutDir: true,
  copyPublicDir: false,
  minify: false,
  lib: { entry: 'src/lib.ts', formats: ['es' as const], fileName: () => 'lib.js' },
  // Vite would make `var` of `const`, which V8 does not fold: a dict gets 8 % slower.
  rolldownOptions: { output: { topLevelVar: false } },
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

const builds: Readonly<Record<string, object>> = { lib: library, element, embed, worker, single }

/** What other sites show of a link to the page; they want whole addresses. */
const socialTags: Plugin = {
  name: 'scanscope-social-tags',
  apply: ofPage,
  transformIndexHtml(html) {
    const base = baseAddress(process.env)
    const title = /<title>([^<]*)</.exec(html)?.[1] ?? ''
    const description = /name="description"\s+content="([^"]*)"/.exec(html)?.[1] ?? ''
    const properties = {
      'og:type': 'website',
      'og:site_name': 'ScanScope',
      'og:title': title,
      'og:description': description,
      'og:url': base,
      'og:image': `${base}og/grow4to8.png`,
    }
    return Object.entries(properties).map(([property, content]) => ({
      tag: 'meta',
      attrs: { property, content },
      // Behind the charset, which must stand in the first kilobyte.
      injectTo: 'head' as const,
    }))
  },
}

/** What only the worker's build writes into its source. */
const constants = () => ({
  'process.env.NODE_ENV': JSON.stringify('production'),
  KEPT_FILES: JSON.stringify(keptFiles()),
})

/**
 * Which of two bundles the page needs only its entry knows, so the larger one would be asked for a
 * round trip later. These words ask for it at once; where a policy forbids them, it comes later.
 */
const earlyFirst: Plugin = {
  name: 'scanscope-early-first',
  apply: ofPage,
  transformIndexHtml: {
    order: 'post',
    handler(_, { bundle }) {
      const first = Object.keys(bundle ?? {}).find((name) => /\/first-[^/]+\.js$/.test(name))
      if (first === undefined) throw new Error('The build has no first load.')
      const link = `Object.assign(document.createElement('link'),{rel:'modulepreload',href:'./${first}'})`
      const children = `if(!/[?&]embed/.test(location.search))document.head.append(${link})`
      return [{ tag: 'script', children, injectTo: 'head' }]
    },
  },
}

/** A busy machine needs longer, and a test is not there to measure it. */
const patience = { testTimeout: 60_000, hookTimeout: 60_000, expect: { poll: { timeout: 30_000 } } }

export default defineConfig(({ mode }) => ({
  base: './',
  plugins: [
    messagesPlugin(),
    react(),
    builtEmbed,
    socialTags,
    earlyFirst,
    ...(mode === 'single' ? [inlinedFiles(), viteSingleFile({ outputFileName: FILE })] : []),
  ],
  define: mode === 'worker' ? constants() : {},
  ...(mode === 'embed' && { resolve: preact }),
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
          ...patience,
          setupFiles: 'test/setup/texts.ts',
        },
      },
      {
        extends: true as const,
        test: {
          name: 'dom',
          environment: 'jsdom',
          include: ['test/**/*.dom.test.{ts,tsx}'],
          ...patience,
          setupFiles: 'test/setup/texts.ts',
          exclude: ['test/e2e/**'],
        },
      },
      {
        extends: true as const,
        test: {
          name: 'e2e',
          environment: 'node',
          include: ['test/e2e/**/*.e2e.test.ts'],
          // Two browsers at once keep two cores busy; a page mostly waits.
          maxWorkers: 2,
          ...patience,
          globalSetup: 'test/setup/preview.ts',
        },
      },
    ],
  },
}))
