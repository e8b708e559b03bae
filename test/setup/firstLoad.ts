import { readFileSync } from 'node:fs'
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

/**
 * Gzipped bytes by file of what the browser loads before the built page runs: its scripts and all
 * that they import statically.
 */
export function firstLoad(): ReadonlyMap<string, number> {
  const sizes = new Map<string, number>()
  const queue = entryScripts(readFileSync(join(dist, 'index.html'), 'utf8'))
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
