import { execFileSync } from 'node:child_process'
import { readFileSync, readdirSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { expect, test } from 'vitest'
import { importsOf } from './setup/imports.ts'
import { root } from './setup/install.mjs'

interface Place {
  readonly floor: number
  /** The folders of src a file here may import; its own is always among them. */
  readonly folders: readonly string[]
  readonly packages: RegExp
}

const none = /^(?!)/
const machines = ['engine', 'server', 'cluster', 'machines']
const records = [...machines, 'trace', 'scenarios', 'decode', 'recording']
const pictures = [...records, 'i18n', 'view']
const screen = [...pictures, 'lessons', 'link', 'app', 'ui', 'main.tsx']
const screenPackages = /^(react|react-dom|zustand|valibot|d3|lucide-react)(-|\/|$)/

/** The floors of the house: imports go downwards or stay on their floor, never up. */
const places: Readonly<Record<string, Place>> = {
  engine: { floor: 1, folders: ['engine'], packages: none },
  server: { floor: 1, folders: ['engine', 'server'], packages: none },
  cluster: { floor: 1, folders: ['engine', 'server', 'cluster'], packages: none },
  machines: { floor: 1, folders: machines, packages: none },
  trace: { floor: 2, folders: records, packages: /^valibot$/ },
  link: { floor: 2, folders: [...machines, 'trace', 'link'], packages: /^(valibot|fflate)$/ },
  scenarios: { floor: 2, folders: records, packages: none },
  recording: { floor: 2, folders: records, packages: /^valibot$/ },
  // Runs on Node alone, and nobody imports it.
  recorder: {
    floor: 2,
    folders: [...records, 'recorder'],
    packages: /^(@redis\/client|node:.*)$/,
  },
  decode: { floor: 2, folders: ['engine', 'server', 'decode'], packages: none },
  'lib.ts': { floor: 2, folders: records, packages: none },
  i18n: { floor: 3, folders: pictures, packages: /^d3(-|$)/ },
  view: { floor: 3, folders: pictures, packages: /^d3(-|$)/ },
  lessons: { floor: 3, folders: [...pictures, 'lessons'], packages: none },
  app: { floor: 4, folders: screen, packages: screenPackages },
  ui: { floor: 4, folders: [...screen, 'export'], packages: screenPackages },
  export: {
    floor: 4,
    folders: [...pictures, 'link', 'export'],
    packages: /^(valibot|gifenc|mediabunny|comlink)$/,
  },
  embed: { floor: 4, folders: [...screen, 'link', 'export', 'embed'], packages: screenPackages },
  // In a stranger's page it stands alone.
  element: { floor: 4, folders: ['element'], packages: none },
  // A program of its own in the browser, without a page.
  worker: { floor: 4, folders: ['worker'], packages: /^workbox-(precaching|routing|strategies)$/ },
  'main.tsx': { floor: 4, folders: [...screen, 'embed'], packages: screenPackages },
}

interface Source {
  /** Path from src, with forward slashes. */
  readonly path: string
  readonly text: string
}

const generated = ['i18n/paraglide/', 'i18n/project.inlang/']

function sources(): readonly Source[] {
  const src = join(root, 'src')
  return readdirSync(src, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => /\.tsx?$/.test(path))
    .filter((path) => !generated.some((folder) => path.startsWith(folder)))
    .map((path) => ({ path, text: readFileSync(join(src, path), 'utf8') }))
}

const placeOf = (path: string): string => path.split('/')[0] ?? path

function violations({ path, text }: Source): readonly string[] {
  const place = places[placeOf(path)]
  if (place === undefined) return [`src/${path}: ${placeOf(path)} has no floor in the table`]
  return importsOf(path, text).flatMap(({ name }) => {
    if (!name.startsWith('.')) {
      return place.packages.test(name) ? [] : [`src/${path} must not import the package ${name}`]
    }
    // Data imports nothing, so it leads to no floor.
    if (name.endsWith('.json')) return []
    const target = placeOf(posix.join(dirname(path), name))
    return place.folders.includes(target) ? [] : [`src/${path} must not import ${name}`]
  })
}

test('every import in src goes down the floors, to an allowed package', { timeout: 60_000 }, () => {
  expect(sources().flatMap(violations)).toEqual([])
})

test('the table of floors itself only points downwards', () => {
  for (const [name, { floor, folders }] of Object.entries(places)) {
    for (const folder of folders) {
      expect(places[folder]?.floor, `${name} -> ${folder}`).toBeLessThanOrEqual(floor)
    }
  }
})

test('the check finds an import upwards, a foreign package and an unknown folder', () => {
  const find = (path: string, text: string): number => violations({ path, text }).length
  expect(find('engine/scan/x.ts', "import { a } from '../word.ts'")).toBe(0)
  expect(find('engine/x.ts', "export * from '../machines/index.ts'")).toBe(1)
  expect(find('trace/x.ts', "import type { A } from '../ui/a.ts'")).toBe(1)
  expect(find('view/x.ts', "const a = await import('react')")).toBe(1)
  expect(find('engine/x.ts', "import 'valibot'")).toBe(1)
  expect(find('cellar/x.ts', '')).toBe(1)
  expect(find('trace/x.ts', "import texts from '../i18n/messages/a.en.json'")).toBe(0)
  expect(find('trace/x.ts', "import { m } from '../i18n/index.ts'")).toBe(1)
})

test('no file in src is longer than 300 lines', () => {
  const long = sources().filter(({ text }) => text.trimEnd().split('\n').length > 300)
  expect(long.map(({ path }) => path)).toEqual([])
})

/** What git tracks or would add; nothing outside a repository. */
function projectFiles(): readonly string[] {
  try {
    const args = ['ls-files', '-z', '--cached', '--others', '--exclude-standard']
    const output = execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: 'pipe' })
    return output.split('\0')
  } catch {
    return []
  }
}

test('no file names a path of the machine it was written on', () => {
  const machinePath = /(?:^|[\s"'`(=:])(?:file:\/\/)?\/(?:work|tmp|root|home|Users)\/[\w.]/m
  const binary = /\.(png|jpe?g|gif|webp|ico|woff2?|mp4|webm|gz)$/
  const found = projectFiles()
    .filter((path) => path !== '' && !binary.test(path))
    .filter((path) => {
      try {
        return machinePath.test(readFileSync(join(root, path), 'utf8'))
      } catch {
        return false // listed but deleted in the working tree
      }
    })
  expect(found).toEqual([])
})
