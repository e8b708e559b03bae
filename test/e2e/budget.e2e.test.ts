import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { root } from '../setup/install.mjs'
import { importsOf } from '../setup/imports.ts'

const budget = 140 * 1024
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

/** What the browser loads before the page runs: the scripts and all they import statically. */
function firstLoad(files: readonly string[]): ReadonlyMap<string, number> {
  const sizes = new Map<string, number>()
  const queue = [...files]
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

test('the first load needs at most 140 kB of gzipped JavaScript', () => {
  const scripts = entryScripts(readFileSync(join(dist, 'index.html'), 'utf8'))
  expect(scripts).not.toEqual([])
  const sizes = firstLoad(scripts)
  const total = [...sizes.values()].reduce((sum, size) => sum + size, 0)
  console.info(
    `first-load JavaScript: ${String(total)} bytes gzipped in ${String(sizes.size)} files, ` +
      `budget ${String(budget)}`,
  )
  expect(total).toBeLessThanOrEqual(budget)
})
