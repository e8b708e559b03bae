import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { preview } from 'vite'
import type { TestProject } from 'vitest/node'
import { root } from './install.mjs'

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the built page, with a slash at its end. */
    url: string
  }
}

/** Serves dist on a free loopback port while the end-to-end tests run. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  if (!existsSync(join(root, 'dist/index.html'))) {
    throw new Error('dist/index.html is missing: run `npm run build` before the end-to-end tests.')
  }
  const server = await preview({
    root,
    logLevel: 'error',
    preview: { host: '127.0.0.1', port: 0, open: false },
  })
  const url = server.resolvedUrls?.local[0]
  if (url === undefined) throw new Error('The preview server names no address.')
  project.provide('url', url)
  return () => server.close()
}
