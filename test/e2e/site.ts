import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { extname, join, normalize } from 'node:path'

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
  '.jsonl': 'application/jsonl',
}

/** The text or bytes of a file of the site, by its path from the site's folder. */
export type ReadFile = (path: string) => string | Buffer

/** Files of a folder as they are. */
export const filesOf =
  (folder: string): ReadFile =>
  (path) =>
    readFileSync(join(folder, normalize(path)))

export interface Site {
  /** The address of the site's folder, with a slash at its end. */
  readonly url: string
  /** From now on the site has other files. */
  readonly serve: (read: ReadFile) => void
  /** Stops, also with pages that hold a connection. */
  readonly close: () => Promise<void>
}

/** A plain static host on a free loopback port: no headers but the type, and no fallback page. */
export async function startSite(folder: string, first: ReadFile): Promise<Site> {
  let read = first
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://site')
    const path = pathname.startsWith(folder) ? pathname.slice(folder.length) : null
    try {
      if (path === null) throw new Error('outside')
      const file = path === '' ? 'index.html' : path
      const body = read(file)
      response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'text/plain' }).end(body)
    } catch {
      response.writeHead(404).end()
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the site has no port')
  return {
    url: `http://127.0.0.1:${address.port}${folder}`,
    serve: (other) => {
      read = other
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve()
        })
        server.closeAllConnections()
      }),
  }
}
