/*
 * Builds the page (dist), the library (dist/lib) and the page as one file (dist/single). A stamp beside each result names the inputs
 * it was made from, so that start and test build only what has changed.
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { baseAddress } from './baseAddress.mjs'
import { SetupError, isMain, root, runMain } from './install.mjs'

const dist = join(root, 'dist')
const generated = /^src\/i18n\/(paraglide\/|project\.inlang\/(?!settings\.json$))/
const singleFiles = ['index.html', 'vite.config.ts', 'package-lock.json']
/** What the pages for other sites are made by. */
const shareFiles = ['sharePages.ts', 'shareCards.ts'].map((name) => `test/setup/${name}`)

/** @param {string} folder */
function filesUnder(folder) {
  if (!existsSync(join(root, folder))) return []
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length))
}

function inputHash() {
  const tsconfigs = readdirSync(root).filter((name) => /^tsconfig.*\.json$/.test(name))
  const files = [...filesUnder('src'), ...filesUnder('public'), ...singleFiles, ...tsconfigs]
  files.push(...shareFiles)
  const hash = createHash('sha256').update(baseAddress(process.env))
  for (const file of files.filter((name) => !generated.test(name)).sort()) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update('\0')
  }
  return hash.digest('hex')
}

/** @param {string} stamp */
function isFresh(stamp) {
  const file = join(dist, stamp)
  return existsSync(file) && readFileSync(file, 'utf8') === inputHash()
}

/**
 * @param {string} script
 * @param {string[]} args
 * @param {string} failure
 */
function runNode(script, args, failure) {
  const result = spawnSync(process.execPath, [join(root, script), ...args], {
    cwd: root,
    stdio: 'inherit',
  })
  if (result.status !== 0) throw new SetupError(failure)
}

const vite = 'node_modules/vite/bin/vite.js'
const tsc = 'node_modules/typescript/bin/tsc'

/** What has a stamp of its own inside dist. */
const apart = ['lib', 'single']

/** The old page goes first. */
export function buildPage() {
  const wanted = inputHash()
  for (const name of existsSync(dist) ? readdirSync(dist) : []) {
    if (!apart.includes(name)) rmSync(join(dist, name), { recursive: true })
  }
  const sentence = 'The page could not be built.'
  runNode(vite, ['build', '--mode', 'embed', '--logLevel', 'warn'], sentence)
  runNode(vite, ['build', '--logLevel', 'warn'], sentence)
  runNode(vite, ['build', '--mode', 'element', '--logLevel', 'warn'], sentence)
  runNode(tsc, ['-p', 'tsconfig.element.json'], sentence)
  rewriteDeclarations('dist/element')
  runNode('test/setup/run.mjs', ['--bundle', 'test/setup/sharePages.ts'], sentence)
  // Last, for it lists the others.
  runNode(vite, ['build', '--mode', 'worker', '--logLevel', 'warn'], sentence)
  writeFileSync(join(dist, '.stamp'), wanted)
}

/**
 * Declarations name their neighbours by './x.ts'; a program that uses them expects './x.js'.
 * @param {string} folder
 */
function rewriteDeclarations(folder) {
  for (const file of filesUnder(folder).filter((name) => name.endsWith('.d.ts'))) {
    const text = readFileSync(join(root, file), 'utf8')
    const rewritten = text.replace(
      /((?:from|import\()\s*['"]\.{1,2}\/[^'"]*)\.ts(?=['"])/g,
      '$1.js',
    )
    writeFileSync(join(root, file), rewritten)
  }
}

export function buildLibrary() {
  const wanted = inputHash()
  rmSync(join(dist, 'lib'), { recursive: true, force: true })
  const sentence = 'The library could not be built.'
  runNode(vite, ['build', '--mode', 'lib', '--logLevel', 'warn'], sentence)
  runNode(tsc, ['-p', 'tsconfig.lib.json'], sentence)
  rewriteDeclarations('dist/lib')
  writeFileSync(join(dist, 'lib', '.stamp'), wanted)
}

export function buildSingle() {
  const wanted = inputHash()
  const sentence = 'The page could not be built as one file.'
  runNode(vite, ['build', '--mode', 'single', '--logLevel', 'warn'], sentence)
  writeFileSync(join(dist, 'single', '.stamp'), wanted)
}

export function buildPageIfChanged() {
  if (!isFresh('.stamp')) buildPage()
}

export function buildAllIfChanged() {
  buildPageIfChanged()
  if (!isFresh('lib/.stamp')) buildLibrary()
  if (!isFresh('single/.stamp')) buildSingle()
}

if (isMain(import.meta.url)) {
  const build = () => {
    if (process.argv.includes('--if-changed')) buildAllIfChanged()
    else if (process.argv.includes('--single')) {
      buildSingle()
      console.log('The page as one file: dist/single/scanscope.html')
    } else {
      buildPage()
      buildLibrary()
    }
  }
  await runMain(() => Promise.resolve(build()))
}
