import {
  isServing,
  type ClusterScene,
  type Ledger,
  type Missed,
  type SceneEvent,
} from '../../cluster/index.ts'
import type { KeyState } from '../picture.ts'
import type { Told } from './nodePicture.ts'
import { nameOf } from '../../server/index.ts'

/** The number of a key, given when it is first drawn; the same for as long as the page lives. */
const numbers = new Map<string, number>()

/** Lanes that may hold a copy of a key, besides the one whose chip it is. */
const COPIES = 256

function numberOf(key: string): number {
  const known = numbers.get(key)
  if (known !== undefined) return known
  numbers.set(key, numbers.size + 1)
  return numbers.size
}

/** The name that a key's chip has in the picture, wherever it is served. */
export const chipName = (key: string): string => `chip ${numberOf(key) * COPIES}`

const missedKeys = new WeakMap<readonly Missed[], ReadonlySet<string>>()

/** Keys that were missed, or will be. */
export function missedSet(missed: readonly Missed[]): ReadonlySet<string> {
  const known = missedKeys.get(missed)
  if (known !== undefined) return known
  const set = new Set(missed.map(({ key }) => key))
  missedKeys.set(missed, set)
  return set
}

function wasThere({ start }: Ledger, key: string): boolean {
  if (start === null) return true
  return start.nodes.some((node) => isServing(node) && node.server.values.has(key))
}

/** Whether the books know keys that were added since the scan began: dear to ask for each key. */
function hasNewKeys({ cluster, ledger: { start, gone } }: ClusterScene): boolean {
  if (start === null) return false
  const count = (nodes: ClusterScene['cluster']['nodes']) =>
    nodes.reduce((sum, node) => sum + (isServing(node) ? node.server.values.size : 0), 0)
  return count(cluster.nodes) > count(start.nodes) - gone.size
}

/** What has become of each key, as the ledger has it. */
export function createTold(
  scene: ClusterScene,
  event: SceneEvent | null,
  missed: readonly Missed[],
): (lane: number, asked: boolean) => Told {
  const { ledger } = scene
  const came = event?.kind === 'client.received' ? scene.client.exchanges.last?.keys : undefined
  const now = new Set(came)
  const lacking = missedSet(missed)
  const mayBeNew = hasNewKeys(scene)
  const taken = new Set<string>()
  const stateOf = (key: string): KeyState => {
    const times = ledger.returned.get(key)?.times ?? 0
    if (times > 1) return 'twice'
    if (times === 1) return now.has(key) ? 'emitting' : 'returned'
    if (ledger.dropped.has(key)) return 'dropped'
    if (lacking.has(key)) return 'missed'
    return mayBeNew && !wasThere(ledger, key) ? 'added' : 'waiting'
  }
  return (lane, asked) => ({
    // A copy that nobody asks for says nothing of its key.
    stateOf: lane === 0 || asked ? stateOf : () => 'waiting',
    timesOf: (key) => ledger.returned.get(key)?.times ?? 0,
    nameOf,
    idOf: (key) => {
      const number = numberOf(key)
      // A replica, or a node that a key has not left yet, shows a copy.
      if (lane === 0 && !taken.has(key)) {
        taken.add(key)
        return number * COPIES
      }
      return number * COPIES + (lane % COPIES) + (lane === 0 ? COPIES - 1 : 0)
    },
  })
}
