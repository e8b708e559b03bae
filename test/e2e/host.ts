import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What a page of somebody else does to talk to a frame: the protocol, and nothing of ScanScope. */
const SCRIPT = `
  const frame = document.querySelector('iframe')
  const waiting = new Map()
  let port, asked = 0
  window.heard = []
  window.pressed = []
  addEventListener('keydown', ({ key }) => pressed.push(key))
  const hello = setInterval(() => {
    frame.contentWindow.postMessage({ ns: 'scanscope', v: 1, type: 'hello' }, '*')
  }, 100)
  addEventListener('message', (event) => {
    if (event.source !== frame.contentWindow || event.ports.length === 0 || port) return
    clearInterval(hello)
    port = event.ports[0]
    port.onmessage = ({ data }) => {
      heard.push(data)
      waiting.get(data.id)?.(data)
    }
    window.ready = event.data
  })
  window.ask = (type, data) => new Promise((done) => {
    const id = ++asked
    waiting.set(id, done)
    port.postMessage({ ns: 'scanscope', v: 1, id, type, data })
  })
  window.send = (message) => port.postMessage(message)
`

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;')

function pageWith(frameUrl: string, sandbox: string | null, width: string): string {
  const attribute = sandbox === null ? '' : `sandbox="${escaped(sandbox)}"`
  return `<!doctype html><html lang="en"><title>A host</title>
    <body style="margin: 0; height: 3000px"><h1>A page of somebody else</h1>
    <input id="own" aria-label="Own">
    <iframe title="ScanScope" ${attribute} src="${escaped(frameUrl)}"
      style="border: 0; width: ${escaped(width)}; height: 420px"></iframe>
    <script>${SCRIPT}</script></body></html>`
}

export interface Host {
  readonly url: string
  readonly close: () => void
}

interface File {
  readonly type: string
  readonly body: string
}

/** What lies under a path other than `/`. */
export type FileAt = (path: string) => File | null

/**
 * A web server of another origin, whose pages hold a frame: `?src=...&sandbox=...&width=...`, or are
 * what `?html=...` says; other paths hold files.
 */
export async function startHost(fileAt: FileAt = () => null): Promise<Host> {
  const server: Server = createServer((request, response) => {
    const { searchParams, pathname } = new URL(request.url ?? '/', 'http://host')
    if (pathname !== '/') {
      const file = fileAt(pathname)
      response.setHeader('content-type', file?.type ?? 'text/plain')
      response.writeHead(file === null ? 404 : 200).end(file?.body)
      return
    }
    response.setHeader('content-type', 'text/html; charset=utf-8')
    const html = searchParams.get('html')
    response.end(
      html ??
        pageWith(
          searchParams.get('src') ?? '',
          searchParams.get('sandbox'),
          searchParams.get('width') ?? '720px',
        ),
    )
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/`,
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}
