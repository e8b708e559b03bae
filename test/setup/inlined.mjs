/*
 * For the page as one file: what it would fetch beside itself stands in the HTML.
 */
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './install.mjs'

const shared = join(root, 'public')

/** Recordings are JSON by lines, where < stands in strings only; so no </script> can occur. */
function recordings() {
  return readdirSync(join(shared, 'recordings')).map((name) => ({
    tag: 'script',
    attrs: { type: 'application/jsonl', 'data-file': `recordings/${name}` },
    children: readFileSync(join(shared, 'recordings', name), 'utf8').replaceAll('<', '\\u003c'),
    injectTo: /** @type {const} */ ('body'),
  }))
}

/** @returns {import('vite').Plugin} */
export function inlinedFiles() {
  return {
    name: 'scanscope:inlined-files',
    transformIndexHtml(html) {
      const icon = readFileSync(join(shared, 'favicon.svg'), 'utf8')
      const address = `data:image/svg+xml,${encodeURIComponent(icon)}`
      return {
        html: html.replace(/href="[^"]*favicon\.svg"/, `href="${address}"`),
        tags: recordings(),
      }
    },
  }
}
