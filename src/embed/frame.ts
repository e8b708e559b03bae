import {
  Fault,
  idOf,
  isHello,
  message,
  readRequest,
  type Envelope,
  type Request,
} from './protocol.ts'

/** A port of a host, as much of it as is used. */
export interface HostPort {
  postMessage: (data: Envelope) => void
  onmessage: ((event: MessageEvent) => void) | null
  close: () => void
}

/** Does a request; the answer's data comes when it is shown. Throws a Fault to refuse. */
export type Handle = (request: Request) => Promise<unknown>

/** Requests that may come at once, and per second for long: each may cost a picture. */
const BURST = 60
const PER_SECOND = 50

/** A host that says hello again has lost its port or was impatient: the oldest is given up. */
const MOST_PORTS = 4

/** Lets `burst` through at once, and then `perSecond`. `now` is in milliseconds. */
export function createGate(
  now: () => number,
  burst = BURST,
  perSecond = PER_SECOND,
): () => boolean {
  let left = burst
  let last = now()
  return () => {
    const time = now()
    left = Math.min(burst, left + ((time - last) / 1000) * perSecond)
    last = time
    if (left < 1) return false
    left -= 1
    return true
  }
}

const sentenceOf = (error: unknown) =>
  error instanceof Fault
    ? { code: error.code, message: error.message }
    : { code: 'refused', message: error instanceof Error ? error.message : String(error) }

/** The ports to the host: answers go to the one that asked, events to all. */
export function createSwitchboard(handle: Handle, now: () => number) {
  const ports: HostPort[] = []
  const gate = createGate(now)
  // What comes after a load means the scenario that it brings.
  let loading: Promise<unknown> = Promise.resolve()

  async function answer(port: HostPort, data: unknown): Promise<void> {
    const id = idOf(data)
    const isOpen = gate()
    // Of a flood, what expects no answer is passed over.
    if (!isOpen && id === undefined) return
    try {
      if (!isOpen) throw new Fault('tooMany', 'Too many messages at once; wait for the answers.')
      const request = readRequest(data)
      await loading
      const doing = handle(request)
      if (request.type === 'load') loading = doing.catch(() => undefined)
      const result = await doing
      if (id !== undefined) port.postMessage(message(request.type, result ?? {}, id))
    } catch (error) {
      port.postMessage(message('error', sentenceOf(error), id))
    }
  }

  return {
    /** Takes up the conversation on a port. */
    connect: (port: HostPort): void => {
      ports.push(port)
      if (ports.length > MOST_PORTS) ports.shift()?.close()
      port.onmessage = ({ data }) => void answer(port, data)
    },
    /** Tells an event. */
    tell: (type: string, data: unknown): void => {
      for (const port of ports) port.postMessage(message(type, data))
    },
    connected: (): boolean => ports.length > 0,
  }
}

export type Switchboard = ReturnType<typeof createSwitchboard>

/** Hellos answered at once, and per second; a flood of them makes no flood of ports. */
const HELLOS = 10

/**
 * Answers the hello of the window that holds this frame with a port. The first host's origin is
 * kept; in a sandbox it is "null", so the window itself is what counts.
 */
export function listenForHost(
  board: Switchboard,
  ready: () => unknown,
  now: () => number,
): () => void {
  const gate = createGate(now, HELLOS, HELLOS)
  let origin: string | null = null
  const listen = (event: MessageEvent) => {
    const { source } = event
    const isHost = source !== null && source !== window && source === window.parent
    if (!isHost || (origin !== null && event.origin !== origin)) return
    if (!isHello(event.data) || !gate()) return
    origin = event.origin
    const { port1, port2 } = new MessageChannel()
    board.connect(port1)
    const target = origin === 'null' ? '*' : origin
    window.parent.postMessage(message('ready', ready()), target, [port2])
  }
  window.addEventListener('message', listen)
  return () => {
    window.removeEventListener('message', listen)
  }
}
