/*
 * The messages: compares the catalogs of the languages and compiles them with Paraglide into
 * src/i18n/paraglide. Both happen only when something has changed.
 */
import { createHash } from 'node:crypto'
import { cp, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join, posix, relative } from 'node:path'
import { SetupError, isMain, root, runMain } from './install.mjs'

const project = 'src/i18n/project.inlang'
const catalogFolder = 'src/i18n/messages'
const outFolder = join(root, 'src/i18n/paraglide')
const stampFile = join(outFolder, '.stamp')
const cacheFolder = join(root, 'node_modules/.cache/scanscope')

/** @typedef {Map<string, string[]>} Catalog key -> its text, or the texts of its variants */

/**
 * @param {unknown} value
 * @returns {value is Record<string, unknown>}
 */
function isRecord(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/**
 * The texts of a message with plurals: [{ match: { 'countPlural=one': text } }, ...].
 * @param {unknown[]} variants
 * @returns {string[]}
 */
export function variantTexts(variants) {
  return variants.flatMap((variant) => {
    const match = isRecord(variant) ? variant['match'] : undefined
    return isRecord(match) ? Object.values(match).map((text) => String(text)) : ['']
  })
}

/**
 * @param {unknown} node
 * @param {string} prefix
 * @param {Catalog} catalog
 */
function collect(node, prefix, catalog) {
  if (!isRecord(node)) return
  for (const [name, value] of Object.entries(node)) {
    if (name === '$schema') continue
    const key = prefix === '' ? name : `${prefix}.${name}`
    if (typeof value === 'string') catalog.set(key, [value])
    else if (Array.isArray(value)) catalog.set(key, variantTexts(value))
    else if (isRecord(value)) collect(value, key, catalog)
    else catalog.set(key, [''])
  }
}

/** @param {string[]} texts */
function placeholders(texts) {
  const found = texts.flatMap((text) => [...text.matchAll(/\{\s*([^{}]+?)\s*\}/g)])
  return [...new Set(found.map((match) => `{${match[1] ?? ''}}`))].sort().join(' ')
}

/**
 * What is wrong between catalogs, one sentence each; none when they are complete.
 * The first catalog is the reference for keys and placeholders.
 * @param {Record<string, unknown>} catalogs language -> parsed file
 * @returns {string[]}
 */
export function compareCatalogs(catalogs) {
  const read = Object.entries(catalogs).map(([language, content]) => {
    /** @type {Catalog} */
    const catalog = new Map()
    collect(content, '', catalog)
    return { language, catalog }
  })
  const [base, ...others] = read
  if (base === undefined) return ['There is no catalog.']
  const empty = read.flatMap(({ language, catalog }) =>
    [...catalog]
      .filter(([, texts]) => texts.length === 0 || texts.some((text) => text.trim() === ''))
      .map(([key]) => `${language}.json: "${key}" is empty.`),
  )
  return [...empty, ...others.flatMap((other) => compareTwo(base, other))]
}

/**
 * @param {{ language: string, catalog: Catalog }} base
 * @param {{ language: string, catalog: Catalog }} other
 * @returns {string[]}
 */
function compareTwo(base, other) {
  /** @type {string[]} */
  const problems = []
  for (const [key, texts] of base.catalog) {
    const translated = other.catalog.get(key)
    if (translated === undefined) {
      problems.push(`${other.language}.json lacks "${key}", which ${base.language}.json has.`)
      continue
    }
    const [expected, found] = [placeholders(texts), placeholders(translated)]
    if (expected !== found) {
      problems.push(
        `"${key}" has the placeholders ${expected || '(none)'} in ${base.language}.json ` +
          `but ${found || '(none)'} in ${other.language}.json.`,
      )
    }
  }
  for (const key of other.catalog.keys()) {
    if (!base.catalog.has(key)) {
      problems.push(`${base.language}.json lacks "${key}", which ${other.language}.json has.`)
    }
  }
  return problems
}

/**
 * @param {string} file
 * @returns {Promise<unknown>}
 */
async function readJson(file) {
  try {
    return JSON.parse(await readFile(join(root, file), 'utf8'))
  } catch (error) {
    throw new SetupError(`${file} cannot be read: ${String(error)}`, { cause: error })
  }
}

/** The languages, and the catalog files of each: one file per area of the page. */
async function readSettings() {
  const settings = await readJson(`${project}/settings.json`)
  const locales = isRecord(settings) ? settings['locales'] : undefined
  const format = isRecord(settings) ? settings['plugin.inlang.messageFormat'] : undefined
  const patterns = isRecord(format) ? format['pathPattern'] : undefined
  if (!Array.isArray(locales) || !Array.isArray(patterns)) {
    throw new SetupError(`${project}/settings.json lists no locales or no pathPattern.`)
  }
  return locales.map((locale) => ({
    locale: String(locale),
    files: patterns.map((pattern) => {
      const name = String(pattern).replace('{locale}', String(locale))
      return posix.join('src/i18n', name)
    }),
  }))
}

/**
 * All messages of each language in one catalog; throws when two areas use the same key.
 * @returns {Promise<Record<string, Record<string, unknown>>>}
 */
export async function readCatalogs() {
  /** @type {Record<string, Record<string, unknown>>} */
  const catalogs = {}
  for (const { locale, files } of await readSettings()) {
    /** @type {Record<string, unknown>} */
    const catalog = {}
    for (const file of files) {
      const content = await readJson(file)
      for (const [key, text] of Object.entries(isRecord(content) ? content : {})) {
        if (key === '$schema') continue
        if (key in catalog) throw new SetupError(`${file}: "${key}" stands in another file, too.`)
        catalog[key] = text
      }
    }
    catalogs[locale] = catalog
  }
  return catalogs
}

async function checkCatalogs() {
  const problems = compareCatalogs(await readCatalogs())
  if (problems.length > 0) {
    throw new SetupError(`The messages are not complete:\n  ${problems.join('\n  ')}`)
  }
}

async function inputHash() {
  const hash = createHash('sha256')
  const files = (await readSettings()).flatMap((language) => language.files)
  const compilers = ['node_modules/@inlang/paraglide-js/package.json', 'test/setup/messages.mjs']
  for (const file of [`${project}/settings.json`, ...compilers, ...files]) {
    hash.update(await readFile(join(root, file)))
  }
  return hash.digest('hex')
}

/** @param {string} folder */
async function filesIn(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
}

/** @param {string} file */
const readOrNothing = (file) => readFile(file, 'utf8').catch(() => undefined)

/**
 * Makes one folder like another and leaves equal files alone, so that watchers see only changes.
 * @param {string} from
 * @param {string} to
 */
async function mirror(from, to) {
  const wanted = await filesIn(from)
  for (const file of wanted) {
    if ((await readOrNothing(join(from, file))) === (await readOrNothing(join(to, file)))) continue
    await mkdir(dirname(join(to, file)), { recursive: true })
    await cp(join(from, file), join(to, file))
  }
  for (const file of await filesIn(to)) {
    if (!wanted.includes(file)) await rm(join(to, file), { force: true })
  }
}

/**
 * Paraglide writes into a folder of its own first: it empties its folder, and another program
 * may be reading the messages.
 * @param {string} folder
 */
async function runParaglide(folder) {
  const { compile } = await import('@inlang/paraglide-js')
  await compile({
    project: join(root, project),
    outdir: folder,
    // The page passes the locale to every message, so nothing looks it up in a cookie or a URL.
    strategy: ['globalVariable', 'baseLocale'],
    outputStructure: 'message-modules',
    emitTsDeclarations: true,
    emitReadme: false,
    emitGitIgnore: false,
    emitPrettierIgnore: false,
    disableAsyncLocalStorage: true,
  })
}

/**
 * The modules that Paraglide made, one for each message, by key.
 * @param {string} messages
 */
async function modulesIn(messages) {
  /** @type {Map<string, { code: string, types: string }>} */
  const modules = new Map()
  for (const file of await filesIn(messages)) {
    if (!file.endsWith('.js') || file === '_index.js') continue
    const code = await readFile(join(messages, file), 'utf8')
    const types = await readFile(join(messages, file.replace(/js$/, 'd.ts')), 'utf8')
    const [, name, alias] = /^export (?:const (\w+) =|\{ \w+ as "(\w+)" \})/m.exec(code) ?? []
    modules.set(name ?? alias ?? file, { code, types })
  }
  return modules
}

/**
 * Paraglide's own way to the locale is a runtime of cookies and URLs; the page passes it to every
 * message. And every text goes through `say`, for the pseudo-language.
 * @param {string} code
 */
function throughSay(code) {
  const direct = code
    .replace(/const locale = experimentalStaticLocale \?\? .*/, 'const { locale } = options')
    .replace(/\breturn (\w+)\(inputs\)/g, 'return say($1(inputs))')
  if (!direct.includes('say(') || direct.includes('getLocale()')) {
    throw new SetupError(`Paraglide compiles messages in another way than before:\n${code}`)
  }
  return direct
}

/** Areas of the first load: there only the first language comes at once, the others when chosen. */
const FIRST_AREAS = ['shell', 'explore', 'ready']

/**
 * Takes the texts of all languages but the first out of an area's code: they are asked for in
 * `later`, and until they are there the first language speaks.
 * @param {string} code
 * @param {string} area
 * @param {string[]} locales
 */
function splitLanguages(code, area, [base = '', ...others]) {
  /** @type {Record<string, string[]>} */
  const taken = Object.fromEntries(others.map((locale) => [locale, []]))
  let rest = code
  for (const locale of others) {
    const texts = taken[locale] ?? []
    /** @type {Map<string, number>} */
    const places = new Map()
    const text = new RegExp(`const ${locale}_(\\w+) = ([\\s\\S]*?\\n\\});`, 'g')
    rest = rest.replace(text, (_, name, body) => {
      places.set(name, texts.push(body) - 1)
      return ''
    })
    rest = rest.replace(new RegExp(`say\\(${locale}_(\\w+)\\(inputs\\)\\)`, 'g'), (_, name) => {
      const place = places.get(name)
      if (place === undefined)
        throw new SetupError(`Paraglide compiled no ${locale} text "${name}".`)
      return `say((later.${locale}?.${area}[${place}] ?? ${base}_${name})(inputs))`
    })
    if (new RegExp(`\\b${locale}_`).test(rest)) {
      throw new SetupError(`A ${locale} text of ${area} could not be taken out of the first load.`)
    }
  }
  return { code: rest, taken }
}

/**
 * Joins the messages of each area into one module, so that a screen that is loaded later brings its
 * sentences along. Paraglide itself makes one module for all, which the first load would carry
 * whole, or one for each message, which are slow to load by the hundred.
 * @param {string} folder
 */
async function gatherAreas(folder) {
  const messages = join(folder, 'messages')
  const modules = await modulesIn(messages)
  await rm(messages, { recursive: true })
  await mkdir(messages)
  await mkdir(join(folder, 'areas'))
  const areas = []
  const settings = await readSettings()
  const locales = settings.map(({ locale }) => locale)
  /** @type {Record<string, string[]>} */
  const later = Object.fromEntries(locales.slice(1).map((locale) => [locale, []]))
  for (const file of settings[0]?.files ?? []) {
    const catalog = await readJson(file)
    const keys = Object.keys(isRecord(catalog) ? catalog : {}).filter((key) => key !== '$schema')
    if (keys.length === 0) continue
    const area = posix.basename(file).split('.')[0] ?? file
    const own = keys.map((key) => {
      const found = modules.get(key)
      // A plugin that cannot be loaded is only a warning to Paraglide; the result has no messages.
      if (found === undefined) throw new SetupError(`Paraglide compiled no message "${key}".`)
      return found
    })
    const whole = own
      .map((one) => throughSay(one.code.replace(/^import .* from .*$/gm, '')))
      .join('\n')
    const isFirst = FIRST_AREAS.includes(area)
    const { code, taken } = isFirst
      ? splitLanguages(whole, area, locales)
      : { code: whole, taken: {} }
    for (const [locale, texts] of Object.entries(taken)) {
      later[locale]?.push(`  ${area}: [\n${texts.join(',\n')}\n]`)
    }
    const types = own.map((one) => one.types.replace(/^export type LocalizedString.*$/m, ''))
    const imported = `import { ${isFirst ? 'later, ' : ''}say } from "../../say.ts"`
    const type = 'export type LocalizedString = import("../runtime.js").LocalizedString'
    const plurals = code.includes('registry.') ? 'import * as registry from "../registry.js"' : ''
    await writeFile(join(folder, 'areas', `${area}.js`), `${imported}\n${plurals}\n${code}`)
    await writeFile(join(folder, 'areas', `${area}.d.ts`), [type, ...types].join('\n'))
    areas.push(`export * from '../areas/${area}.js'\n`)
  }
  for (const [locale, texts] of Object.entries(later)) {
    const code = `import * as registry from "../registry.js"\nexport const texts = {\n${texts.join(',\n')}\n}\n`
    await writeFile(join(folder, 'areas', `first.${locale}.js`), code)
    const types = 'import type { Texts } from "../../say.ts"\nexport const texts: Texts\n'
    await writeFile(join(folder, 'areas', `first.${locale}.d.ts`), types)
  }
  await writeFile(join(messages, '_index.js'), areas.join(''))
  await writeFile(join(messages, '_index.d.ts'), areas.join(''))
}

/** Compiles the messages if they changed; throws a SetupError when a catalog is not complete. */
export async function compileMessages() {
  await checkCatalogs()
  const wanted = await inputHash()
  if ((await readOrNothing(stampFile)) === wanted) return
  await mkdir(cacheFolder, { recursive: true })
  const folder = await mkdtemp(join(cacheFolder, 'messages-'))
  try {
    await runParaglide(folder)
    await gatherAreas(folder)
    await writeFile(join(folder, '.stamp'), wanted)
    await mirror(folder, outFolder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/**
 * The Vite side: compile before anything is built or served, and again when a catalog changes.
 * @returns {import('vite').Plugin}
 */
export function messagesPlugin() {
  return {
    name: 'scanscope-messages',
    async config() {
      await compileMessages()
    },
    configureServer(server) {
      server.watcher.on('change', (file) => {
        if (!relative(root, file).startsWith(catalogFolder)) return
        compileMessages().catch((/** @type {unknown} */ error) => {
          server.config.logger.error(error instanceof Error ? error.message : String(error))
        })
      })
    },
  }
}

if (isMain(import.meta.url)) await runMain(compileMessages)
