import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { importsOf } from './imports.ts'
import { root } from './install.mjs'

const dist = join(root, 'dist')

/** Scripts and modulepreloads of the page, as paths inside dist. */
function entryScripts(html: string): string[] {
  const tags = html.match(/<(?:script|link)\b[^>]*>/g) ?? []
  return tags.flatMap((tag) => {
    const isScript = tag.startsWith('<script') || /rel="modulepreload"/.test(tag)
    const address = /(?:src|href)="([^"]+)"/.exec(tag)?.[1]
    return isScript && address !== undefined ? [join(dist, address)] : []
  })
}

/** What the entry starts: the whole page, or the one for a frame. */
const STARTED = { page: /^first-.*\.js$/, embed: /^frame-.*\.js$/ } as const

function startedBy(part: keyof typeof STARTED): string[] {
  const assets = join(dist, 'assets')
  const names = readdirSync(assets).filter((name) => STARTED[part].test(name))
  return names.map((name) => join(assets, name))
}

/**
 * Gzipped bytes by file of what the browser loads before the built page runs: its entry, what that
 * starts, and all that they import statically.
 */
export function firstLoad(part: keyof typeof STARTED): ReadonlyMap<string, number> {
  const sizes = new Map<string, number>()
  const html = readFileSync(join(dist, 'index.html'), 'utf8')
  const queue = [...entryScripts(html), ...startedBy(part)]
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    if (sizes.has(file)) continue
    const source = readFileSync(file)
    sizes.set(file, gzipSync(source, { level: 9 }).length)
    for (const { name, isDynamic } of importsOf(file, source.toString())) {
      if (!isDynamic && name.startsWith('.')) queue.push(join(dirname(file), name))
    }
  }
  return sizes
}
