import type { DictState } from '../../engine/index.ts'
import { membersIn, type Telling, type ToldWalk } from '../../recording/index.ts'
import { isTable, type Bytes, type ServerState } from '../../server/index.ts'

/** The dict that a walk goes through: a collection's, or the keyspace. Null when there is no table. */
function dictOf(state: ServerState | undefined, { calls }: ToldWalk): DictState | null {
  const [first] = calls
  if (state === undefined || first === undefined) return null
  if (first.key === null) return hasTable(state.keyspace) ? state.keyspace : null
  const value = state.values.get(first.key)
  return value !== undefined && isTable(value) && hasTable(value.dict) ? value.dict : null
}

const hasTable = ({ tables }: DictState) => tables[0].buckets.length > 0

/** The dict of a walk at a moment, when the recording could be run again in the model. */
export const heldAt = ({ states }: Telling, walk: ToldWalk, moment: number): DictState | null =>
  states === null ? null : dictOf(states[moment], walk)

interface Stay {
  /** What the dict held when the walk began. */
  readonly atStart: ReadonlySet<Bytes>
  /** When a name was first named by a command that may remove it; 0 for all of them. */
  readonly removed: ReadonlyMap<Bytes, number>
}

const stays = new WeakMap<ToldWalk, Stay>()

const REMOVES = /^(S|H|Z)(REM|DEL)$/i
const REMOVES_ALL = /^(DEL|UNLINK|FLUSHALL|FLUSHDB|RENAME|SET)$/i
const ALL: Bytes = '\0all'

function stayOf({ recording, states }: Telling, walk: ToldWalk): Stay {
  const known = stays.get(walk)
  if (known !== undefined) return known
  const begin = walk.calls[0]?.index ?? 0
  const dict = dictOf(states?.[begin], walk)
  const names = (dict?.tables ?? []).flatMap(({ buckets }) => buckets.flat().map(({ key }) => key))
  const removed = new Map<Bytes, number>()
  recording.lines.forEach((line, index) => {
    if (index < begin || line.kind === 'event') return
    const [command = ''] = line.words
    const own = REMOVES.test(command) ? membersIn(line.words) : []
    const gone = REMOVES_ALL.test(command) ? [ALL] : own
    for (const name of gone) if (!removed.has(name)) removed.set(name, index)
  })
  const stay = { atStart: new Set(names), removed }
  stays.set(walk, stay)
  return stay
}

/** Whether a name has been there from the first call of the walk until now, without a break. */
export function isWitness(telling: Telling, walk: ToldWalk, moment: number, name: Bytes): boolean {
  const { atStart, removed } = stayOf(telling, walk)
  const since = (one: Bytes) => (removed.get(one) ?? Infinity) >= moment
  return atStart.has(name) && since(name) && since(ALL)
}
