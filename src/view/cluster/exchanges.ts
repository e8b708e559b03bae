import { newest, type Answer, type Chain, type Exchange, type Sent } from '../../cluster/index.ts'
import { lineOf, nameOf, printed } from '../../server/index.ts'
import { stateAt, type ClusterTrace } from '../../trace/index.ts'
import { huesOf } from './hues.ts'

/** A call and its reply on one line. */
export interface ExchangeLine {
  readonly id: string
  readonly node: string
  readonly hue: number
  readonly words: string
  readonly state: 'pending' | 'page' | 'text' | 'error'
  readonly cursor: string
  /** The times that a key has come, this one included. */
  readonly keys: readonly { readonly name: string; readonly times: number }[]
  /** What is printed when it is no page. */
  readonly text: string
}

/** Calls written out; the older ones are counted. */
const SHOWN = 60

/** An answer that is no reply, as redis-cli prints it or says it. */
function failure(answer: Answer): string {
  switch (answer.kind) {
    case 'reply':
      return ''
    case 'moved':
    case 'ask':
      return `(error) ${answer.kind.toUpperCase()} ${answer.slot} ${answer.address}`
    case 'down':
      return '(error) CLUSTERDOWN Hash slot not served'
    case 'unreachable':
      return 'Error: Connection reset by peer'
    case 'refused':
      return `(error) ${answer.text}`
  }
}

type Look = Pick<ExchangeLine, 'id' | 'node' | 'hue' | 'words'>

/** How often some keys have come in all answers of a chain. */
function timesIn(exchanges: Chain<Exchange>, keys: readonly string[]): ReadonlyMap<string, number> {
  const times = new Map(keys.map((key) => [key, 0]))
  for (const exchange of times.size === 0 ? [] : newest(exchanges)) {
    for (const key of exchange.keys) {
      const known = times.get(key)
      if (known !== undefined) times.set(key, known + 1)
    }
  }
  return times
}

const made = new WeakMap<Exchange, ExchangeLine>()

/** The line of the last of some answers; a key that has come again bears the number of its time. */
function lineFor(
  answers: Chain<Exchange>,
  exchange: Exchange,
  look: Look,
  isTwice: (key: string) => boolean,
): ExchangeLine {
  const known = made.get(exchange)
  if (known !== undefined) return known
  const { answer } = exchange
  const none = { cursor: '', keys: [], text: '' }
  const times = timesIn(answers, exchange.keys.filter(isTwice))
  let line: ExchangeLine
  if (answer.kind !== 'reply') {
    line = { ...look, ...none, state: 'error', text: failure(answer) }
  } else {
    const [cursor] = answer.reply.kind === 'array' ? answer.reply.items : []
    line =
      cursor?.kind === 'bulk'
        ? {
            ...look,
            ...none,
            state: 'page',
            cursor: cursor.bytes,
            keys: exchange.keys.map((key) => ({ name: nameOf(key), times: times.get(key) ?? 1 })),
          }
        : {
            ...look,
            ...none,
            state: 'text',
            text: printed(answer.reply, exchange.words).replaceAll('\r\n', ' '),
          }
  }
  made.set(exchange, line)
  return line
}

/** The newest calls of the scan at a moment, those without an answer last. */
export function exchangesAt(
  trace: ClusterTrace,
  moment: number,
): { readonly lines: readonly ExchangeLine[]; readonly earlier: number } {
  const scene = stateAt(trace, moment)
  const { client, ledger } = scene
  const hues = huesOf(trace, scene)
  const look = ({ id, node, words }: Sent, at: string): Look => ({
    id: `${at}${id}`,
    node,
    hue: hues.get(node) ?? 0,
    words: lineOf(words),
  })
  const isTwice = (key: string) => (ledger.returned.get(key)?.times ?? 0) > 1
  const lines: ExchangeLine[] = []
  let link: Chain<Exchange> | null = client.exchanges
  for (; link !== null && link.last !== null && lines.length < SHOWN; link = link.before) {
    lines.push(lineFor(link, link.last, look(link.last, 'done '), isTwice))
  }
  const pending = client.inFlight.map((sent): ExchangeLine => ({
    ...look(sent, 'sent '),
    state: 'pending',
    cursor: '',
    keys: [],
    text: '',
  }))
  return {
    lines: [...lines.toReversed(), ...pending],
    earlier: client.exchanges.length - lines.length,
  }
}

/** All calls up to a moment with their replies, node by node as redis-cli would print them. */
export function sessionAt(trace: ClusterTrace, moment: number): readonly string[] {
  const { exchanges } = stateAt(trace, moment).client
  return newest(exchanges)
    .toReversed()
    .flatMap(({ node, words, answer }) => [
      `${node}> ${lineOf(words)}`,
      answer.kind === 'reply' ? printed(answer.reply, words) : failure(answer),
    ])
}
