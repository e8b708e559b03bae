import { SLOTS, type ClusterScene, type Missed } from '../../cluster/index.ts'
import { positionOf, type DictState } from '../../engine/index.ts'
import type { SlotDict } from './nodePicture.ts'
import { heatAfter, heatOf, type Placed } from './heat.ts'
import type { Heat, HeatState } from './picture.ts'
import { missedSet } from './told.ts'

type Returned = ClusterScene['ledger']['returned']

/** What the books say of keys. */
export interface Books {
  readonly returned: Returned
  readonly missed: readonly Missed[]
  /** Without a scan of this node its copies say nothing of their keys. */
  readonly asked: boolean
}

/** A strip, and what it was counted from. */
interface Strip extends Books {
  readonly heat: Heat
}

type Places = ReadonlyMap<string, number>

function placeEntries(places: Map<string, number>, { slot, dict }: SlotDict): void {
  for (const { buckets } of dict.tables) {
    for (const chain of buckets) {
      for (const { key, hash } of chain) {
        const place = positionOf(hash)
        places.set(key, slot === null ? place : (slot + place) / SLOTS)
      }
    }
  }
}

const placesKnown = new WeakMap<DictState['tables'] | readonly SlotDict[], Places>()

/** The lane's list of dicts, or the tables of its only one: the same object while no key moves. */
const identityOf = (dicts: readonly SlotDict[]) =>
  dicts[0]?.slot === null ? dicts[0].dict.tables : dicts

/** Where each key stands on the lane's ruler. */
function placesOf(dicts: readonly SlotDict[]): Places {
  const known = placesKnown.get(identityOf(dicts))
  if (known !== undefined) return known
  const places = new Map<string, number>()
  for (const one of dicts) placeEntries(places, one)
  placesKnown.set(identityOf(dicts), places)
  return places
}

function stateOf(key: string, returned: Returned, missed: ReadonlySet<string>): HeatState {
  const times = returned.get(key)?.times ?? 0
  if (times > 0) return times > 1 ? 'twice' : 'returned'
  return missed.has(key) ? 'missed' : 'waiting'
}

function counted(places: Places, { returned, missed, asked }: Books): Heat {
  const lacking = missedSet(missed)
  const keys: Placed[] = []
  for (const [key, place] of places) {
    keys.push({ place, state: asked ? stateOf(key, returned, lacking) : 'waiting' })
  }
  return heatOf(keys)
}

const changesKnown = new WeakMap<Returned, readonly [since: Returned, keys: readonly string[]]>()

/** Keys of which the books may say something else; all lanes of a moment ask for the same. */
function changesIn(returned: Returned, since: Returned): readonly string[] {
  const known = changesKnown.get(returned)
  if (known?.[0] === since) return known[1]
  const keys = returned.changedSince(since)
  changesKnown.set(returned, [since, keys])
  return keys
}

/** Only what has changed is counted anew, unless that is more than there is. */
function corrected(places: Places, before: Strip, books: Books): Heat {
  const { returned, missed, asked } = books
  if (!asked || before.returned === returned) return before.heat
  const keys = changesIn(returned, before.returned)
  if (keys.length > places.size) return counted(places, books)
  const lacking = missedSet(missed)
  const changed: (Placed & { was: HeatState })[] = []
  for (const key of keys) {
    const place = places.get(key)
    if (place === undefined) continue
    const was = stateOf(key, before.returned, lacking)
    const state = stateOf(key, returned, lacking)
    if (was !== state) changed.push({ place, was, state })
  }
  return changed.length === 0 ? before.heat : heatAfter(before.heat, changed)
}

const strips = new WeakMap<DictState['tables'] | readonly SlotDict[], Strip>()

/**
 * The keys of a lane that is too full for cells, counted by place and state. A reply changes the
 * strip of the node that sent it; the others keep theirs.
 */
export function stripOf(dicts: readonly SlotDict[], books: Books): Heat {
  const identity = identityOf(dicts)
  const before = strips.get(identity)
  const isNear = before?.missed === books.missed && before.asked === books.asked
  const places = placesOf(dicts)
  const heat =
    before !== undefined && isNear ? corrected(places, before, books) : counted(places, books)
  strips.set(identity, { ...books, heat })
  return heat
}
