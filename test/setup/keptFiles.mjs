/*
 * Which files of the built page are kept for the time without a network: all that it may load, but
 * nothing that only other pages or programs ask for.
 */
import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './install.mjs'

const dist = join(root, 'dist')

/** The library, the page as one file, pictures and words for other sites, and the worker itself. */
const OTHERS = /^(lib|single|pictures|oembed)\/|^(robots\.txt|scan-scope\.js|service-worker\.js|\.)/

/** Names of these tell their content. */
const HASHED = /^assets\//

/**
 * The files of dist, sorted, as the service worker wants them.
 * @returns {{ url: string, revision: string | null }[]}
 */
export function keptFiles() {
  return readdirSync(dist, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(dist.length + 1))
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => !OTHERS.test(path))
    .sort()
    .map((url) => ({ url, revision: HASHED.test(url) ? null : revisionOf(url) }))
}

/** @param {string} path */
function revisionOf(path) {
  const hash = createHash('sha256').update(readFileSync(join(dist, path)))
  return hash.digest('hex').slice(0, 16)
}
