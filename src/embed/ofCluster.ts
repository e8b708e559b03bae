import { newest, pageIn, type ClusterScene, type Exchange } from '../cluster/index.ts'
import { nameOf } from '../server/index.ts'
import { stateAt, type ClusterTrace } from '../trace/index.ts'
import type { Description, Reply } from './describe.ts'

/** The cursor of a request: behind the name of the command. */
const cursorIn = ({ words: [, cursor = ''] }: Exchange): string => cursor

/** The calls that brought a page of keys, the first one first. */
const repliesIn = ({ client }: ClusterScene): readonly Reply[] =>
  newest(client.exchanges)
    .flatMap((exchange) => {
      const page = pageIn(exchange.answer)
      if (page === null) return []
      return [
        { cursor: cursorIn(exchange), next: page.cursor, keys: page.keys.map(nameOf) },
      ] satisfies Reply[]
    })
    .reverse()

const doubledIn = ({ ledger }: ClusterScene): readonly string[] => [
  ...new Set(newest(ledger.doubled).map(({ key }) => nameOf(key))),
]

const missedIn = ({ ledger }: ClusterScene): readonly string[] =>
  (ledger.missed ?? []).map(({ key }) => nameOf(key))

const isOver = ({ client: { status } }: ClusterScene) => status === 'done' || status === 'failed'

/** What a host is told of the client that scans a cluster, and of its keys. */
export function describeClient(trace: ClusterTrace, moment: number): Partial<Description> {
  const scene = stateAt(trace, moment)
  const { client, ledger } = scene
  const replies = repliesIn(scene)
  return {
    algorithm: client.strategy,
    cursor: replies.at(-1)?.next ?? '0',
    call: client.exchanges.length + client.inFlight.length,
    replies,
    returned: [...ledger.returned.entries()].map(([key]) => nameOf(key)),
    duplicates: doubledIn(scene),
    missed: missedIn(scene),
  }
}

/** Tells a host of a call that has returned, and of the end of a scan. */
export function tellClient(
  now: ClusterScene,
  before: ClusterScene | null,
  tell: (type: 'call' | 'done', data: object) => void,
): void {
  // Most moments bring no answer: then the list is not made.
  if (now.client.exchanges !== before?.client.exchanges) {
    const replies = repliesIn(now)
    const last = replies.at(-1)
    const isNew = replies.length > (before === null ? 0 : repliesIn(before).length)
    if (last !== undefined && isNew) tell('call', { call: replies.length, ...last })
  }
  if (isOver(now) && (before === null || !isOver(before))) {
    tell('done', { duplicates: doubledIn(now), missed: missedIn(now) })
  }
}
