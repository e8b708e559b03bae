/**
 * `<scan-scope scenario="lostBucket">`: a frame with ScanScope in it. Until it is pressed it shows a
 * poster and loads nothing (`load="eager"` and `load="lazy"` load the frame at once or when it comes
 * into sight). Attributes are those of the page's URL; methods are the requests of the protocol;
 * what the frame tells arrives as events of the same names, with the data in `detail`.
 */

import type {
  ScanScopeCommand,
  ScanScopeExport,
  ScanScopePlace,
  ScanScopeSettings,
  ScanScopeState,
} from './types.ts'

export type * from './types.ts'

const NS = 'scanscope'

/** Attributes that go into the frame's URL, under the same names. */
const IN_URL = [
  'screen',
  'scenario',
  'strategy',
  'branch',
  'moment',
  'call',
  'order',
  'theme',
  'lang',
  'speed',
  'palette',
  'keys',
  'predict',
] as const

/** Of these the frame can be told while it runs. */
const LIVE: Readonly<Record<string, string>> = {
  order: 'order',
  theme: 'theme',
  lang: 'language',
  speed: 'speed',
  palette: 'palette',
  keys: 'keys',
  predict: 'predict',
}

/** Milliseconds between two hellos to a frame that has not answered. */
const PATIENCE = 200

const STYLE = `
:host { display: block; aspect-ratio: 12 / 7; min-height: 420px; }
:host([hidden]) { display: none; }
iframe, button { width: 100%; height: 100%; border: 1px solid #d5dbe3; border-radius: 8px; }
button { display: grid; place-content: center; gap: 10px; cursor: pointer; font: 16px system-ui;
  color: #1a2230; background: #f5f7fa; justify-items: center; overflow: hidden; }
button:focus-visible { outline: 3px solid #7e0094; outline-offset: 2px; }
img { max-width: 100%; max-height: 60%; }
@media (prefers-color-scheme: dark) { button { color: #e8edf4; background: #171e28; } }
`

interface Answer {
  readonly type: string
  readonly id?: unknown
  readonly data?: unknown
}

interface Waiting {
  readonly done: (data: unknown) => void
  readonly failed: (error: Error) => void
}

const toNumber = (text: string): number | string => (/^[\d.]+$/.test(text) ? Number(text) : text)

/** Where ScanScope lives: the folder that this script came from. */
const home = new URL(/* @vite-ignore */ '.', import.meta.url).href

export class ScanScopeElement extends HTMLElement {
  static readonly observedAttributes = ['src', ...IN_URL]

  #frame: HTMLIFrameElement | null = null
  #port: Promise<MessagePort> | null = null
  readonly #waiting = new Map<number, Waiting>()
  #asked = 0
  #stop = () => {}

  connectedCallback(): void {
    if (this.shadowRoot === null) this.attachShadow({ mode: 'open' })
    const load = this.getAttribute('load') ?? 'click'
    if (load === 'click') this.#showPoster()
    else this.#showFrame(load === 'lazy' ? 'lazy' : 'eager')
  }

  disconnectedCallback(): void {
    this.#stop()
    for (const { failed } of this.#waiting.values()) failed(new Error('The frame is gone.'))
    this.#waiting.clear()
    this.#frame = null
    this.#port = null
  }

  attributeChangedCallback(name: string, _: string | null, value: string | null): void {
    if (this.#frame === null || value === null) return
    const live = LIVE[name]
    const told =
      live !== undefined
        ? this.request('set', { [live]: toNumber(value) })
        : name === 'moment' || name === 'call'
          ? this.request('seek', { [name]: Number(value) })
          : name === 'scenario'
            ? this.load(value)
            : null
    // The frame tells a bad value as an event `error`.
    void told?.catch(() => {})
  }

  play(): Promise<ScanScopePlace & { playing: boolean }> {
    return this.request('play')
  }
  pause(): Promise<ScanScopePlace & { playing: boolean }> {
    return this.request('pause')
  }
  /** A ready scenario by its name, or a scenario as data. */
  load(scenario: string | object): Promise<ScanScopePlace> {
    return this.request('load', { scenario })
  }
  seek(place: { moment: number } | { call: number }): Promise<ScanScopePlace> {
    return this.request('seek', place)
  }
  command(command: ScanScopeCommand): Promise<ScanScopePlace> {
    return this.request('command', command)
  }
  set(settings: ScanScopeSettings): Promise<object> {
    return this.request('set', settings)
  }
  getState(): Promise<ScanScopeState> {
    return this.request('getState')
  }
  export(format: ScanScopeExport['format']): Promise<ScanScopeExport> {
    return this.request('export', { format })
  }

  /** Any request of the protocol; the promise fails with the frame's sentence. */
  async request<T = unknown>(type: string, data?: unknown): Promise<T> {
    if (this.#frame === null) this.#showFrame('eager')
    const port = (await this.#port) ?? null
    if (port === null) throw new Error('The element is not in a document.')
    const id = ++this.#asked
    return await new Promise((done, failed) => {
      // What the frame answers is as the protocol says.
      this.#waiting.set(id, { done: done as Waiting['done'], failed })
      port.postMessage({ ns: NS, v: 1, id, type, data })
    })
  }

  #address(): string {
    const url = new URL(this.getAttribute('src') ?? home, document.baseURI)
    url.searchParams.set('embed', '')
    for (const name of IN_URL) {
      const value = this.getAttribute(name)
      if (value !== null) url.searchParams.set(name, value)
    }
    return url.href
  }

  #show(...nodes: Node[]): void {
    const style = document.createElement('style')
    style.textContent = STYLE
    this.shadowRoot?.replaceChildren(style, ...nodes)
  }

  #showPoster(): void {
    const button = document.createElement('button')
    const poster = this.getAttribute('poster')
    if (poster !== null) {
      const image = document.createElement('img')
      image.src = poster
      image.alt = ''
      button.append(image)
    }
    button.append(`▶ ${this.getAttribute('label') ?? 'ScanScope'}`)
    button.addEventListener('click', () => {
      this.#showFrame('eager')
      this.#frame?.focus()
    })
    this.#show(button)
  }

  #showFrame(loading: 'eager' | 'lazy'): void {
    if (!this.isConnected) return
    const frame = document.createElement('iframe')
    frame.title = this.getAttribute('label') ?? 'ScanScope'
    frame.loading = loading
    frame.setAttribute('sandbox', 'allow-scripts allow-popups')
    frame.allow = 'fullscreen; clipboard-write'
    frame.src = this.#address()
    this.#frame = frame
    this.#port = this.#connect(frame)
    this.#show(frame)
  }

  /** Says hello until the frame answers with a port. */
  #connect(frame: HTMLIFrameElement): Promise<MessagePort> {
    return new Promise((connected) => {
      const hello = () => frame.contentWindow?.postMessage({ ns: NS, v: 1, type: 'hello' }, '*')
      const timer = setInterval(hello, PATIENCE)
      const listen = (event: MessageEvent<Answer & { ns?: unknown }>) => {
        const [port] = event.ports
        if (event.source !== frame.contentWindow || event.data.ns !== NS || !port) return
        stop()
        port.onmessage = ({ data }: MessageEvent<Answer>) => {
          this.#hear(data)
        }
        this.#tell('ready', event.data.data)
        connected(port)
      }
      const stop = () => {
        clearInterval(timer)
        removeEventListener('message', listen)
      }
      this.#stop = stop
      addEventListener('message', listen)
    })
  }

  #hear({ type, id, data }: Answer): void {
    const waiting = typeof id === 'number' ? this.#waiting.get(id) : undefined
    if (waiting === undefined) {
      this.#tell(type, data)
      return
    }
    this.#waiting.delete(Number(id))
    if (type !== 'error') waiting.done(data)
    else {
      this.#tell(type, data)
      waiting.failed(new Error((data as { message?: string }).message))
    }
  }

  #tell(type: string, detail: unknown): void {
    if (type === 'size' && this.hasAttribute('autosize')) {
      const { height } = detail as { height: number }
      this.style.cssText = `aspect-ratio: auto; height: ${Math.ceil(height)}px`
    }
    this.dispatchEvent(new CustomEvent(type, { detail }))
  }
}

if (customElements.get('scan-scope') === undefined) {
  customElements.define('scan-scope', ScanScopeElement)
}

declare global {
  interface HTMLElementTagNameMap {
    'scan-scope': ScanScopeElement
  }
}
