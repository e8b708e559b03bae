/*
 * Runs a TypeScript file of the project on Node: its exported main(args) gives the exit code.
 * With --bundle before the file, everything is made one module first. Vite's module runner turns
 * each imported name into a property access, which makes hot loops several times slower, so
 * whatever measures time needs the bundle.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build, runnerImport } from 'vite'
import { SetupError, root, runMain } from './install.mjs'

/** The bundle lies elsewhere, but a module must still find the files beside its source. */
const keepUrls = {
  name: 'scanscope-keep-urls',
  /**
   * @param {string} code
   * @param {string} id
   */
  transform(code, id) {
    if (!code.includes('import.meta.url')) return null
    const url = JSON.stringify(pathToFileURL(id).href)
    return { code: code.replaceAll('import.meta.url', url), map: null }
  },
}

/** @param {string} entry */
async function importBundled(entry) {
  const cache = join(root, 'node_modules/.cache/scanscope')
  mkdirSync(cache, { recursive: true })
  const outDir = mkdtempSync(join(cache, 'run-'))
  try {
    await build({
      root,
      configFile: false,
      logLevel: 'error',
      publicDir: false,
      plugins: [keepUrls],
      build: {
        ssr: entry,
        outDir,
        target: 'node20',
        rolldownOptions: {
          output: {
            entryFileNames: 'main.mjs',
            codeSplitting: false,
            // Vite would make `var` of `const`, which V8 does not fold: a dict gets 8 % slower.
            topLevelVar: false,
          },
        },
      },
    })
    return await import(pathToFileURL(join(outDir, 'main.mjs')).href)
  } finally {
    rmSync(outDir, { recursive: true, force: true })
  }
}

/** @param {string} entry */
async function importDirectly(entry) {
  const { module } = await runnerImport(entry, { root, configFile: false, logLevel: 'error' })
  return module
}

const given = process.argv.slice(2)
const bundled = given[0] === '--bundle'
const [file, ...args] = bundled ? given.slice(1) : given

await runMain(async () => {
  if (file === undefined) {
    throw new SetupError('usage: node test/setup/run.mjs [--bundle] FILE.ts [ARGUMENT ...]')
  }
  const entry = resolve(root, file)
  const module = await (bundled ? importBundled(entry) : importDirectly(entry))
  if (typeof module.main !== 'function') throw new SetupError(`${file} exports no function main.`)
  return module.main(args)
})
