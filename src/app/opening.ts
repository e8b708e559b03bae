import * as v from 'valibot'
import { FIRST_SCENARIO, scenarioIds, scenarios, type ScenarioId } from '../scenarios/index.ts'
import type { Tree } from '../trace/index.ts'
import type { Address, AddressStore } from './address.ts'
import { isGuest } from './guests.ts'
import { loadParts } from './parts.ts'
import type { PlayerStore, Work } from './playerState.ts'
import type { TextStorage } from './storage.ts'
import { readQuery } from './wanted.ts'
import { storedHistory } from './workspace.ts'

/** What is written on an entry of the browser's history: the work that it shows. */
const markSchema = v.object({ work: v.string() })

function markIn({ mark }: Address): v.InferOutput<typeof markSchema> | null {
  const read = v.safeParse(markSchema, mark)
  return read.success ? read.output : null
}

const firstOf = ({ branches }: Tree) => branches[0]?.scenario ?? scenarios[FIRST_SCENARIO]

const readyWork = (id: ScenarioId): Work => ({ id, scenario: scenarios[id] })

/** Whether the fragment holds a work, well or badly written. */
const holdsWork = ({ fragment }: Address): boolean => /(^|&)s=/.test(fragment)

/** A work by its id: a ready scenario, or what is stored under this name. */
export function workNamed(storage: TextStorage, id: string): Work | null {
  const ready = scenarioIds.find((one) => one === id)
  if (ready !== undefined) return readyWork(ready)
  const history = storedHistory(storage, id)
  return history === null ? null : { id, scenario: firstOf(history.present.tree) }
}

/** The work of a link that says more than a scenario's name. What reads it is loaded first. */
async function linked(address: Address, storage: TextStorage): Promise<Work> {
  const { workOf, visitOf, again } = await import('./visit.ts')
  const work = workOf(storage, await visitOf(address.query, address.fragment))
  return markIn(address) === null ? work : again(storage, work)
}

const PLACE_NAMES = ['branch', 'moment', 'call'] as const

/** The work at an address; at once, unless something must be loaded for it. */
function workAt(address: Address, storage: TextStorage): Work | Promise<Work> {
  const mark = markIn(address)
  const asked = mark?.work ?? address.query.get('scenario')
  const isKnown = mark !== null || isGuest(asked)
  const named = isKnown && asked !== null ? workNamed(storage, asked) : null
  if (named !== null) return named
  const { wanted, unread } = readQuery(address.query)
  const isExact = PLACE_NAMES.some((name) => wanted[name] !== undefined)
  const isPlain = unread.length === 0 && !isExact && !holdsWork(address)
  return isPlain || address.screen !== 'explore'
    ? readyWork(wanted.scenario ?? FIRST_SCENARIO)
    : linked(address, storage)
}

/** What the page opens with; a ready scenario when all else fails. */
export async function firstWork(address: Address, storage: TextStorage): Promise<Work> {
  try {
    const work = await workAt(address, storage)
    await loadParts(work.scenario.machine)
    return work
  } catch {
    const { scenario = FIRST_SCENARIO } = readQuery(address.query).wanted
    return { ...readyWork(scenario), notice: { kind: 'notLoaded' } }
  }
}

/** Whether a place names nothing to open: then what is open stays. */
const isBare = (address: Address) =>
  markIn(address) === null && !address.query.has('scenario') && !holdsWork(address)

/**
 * Keeps address and player together: back and forward open the work of their entry, and a work that
 * is opened becomes a new entry. Steps and edits are no places. Returns what ends it.
 */
export function follow(address: AddressStore, player: PlayerStore, storage: TextStorage) {
  const note = (id: string) => {
    const { screen, note: write } = address.getState()
    if (screen === 'explore') write({ work: id })
  }
  // The marks of other screens are their own.
  if (address.getState().screen === 'explore') note(player.getState().scenarioId)
  const ends = [
    address.subscribe((now, before) => {
      const { scenarioId, open } = player.getState()
      if (now.turn === before.turn || now.screen !== 'explore') return
      if (markIn(now)?.work === scenarioId) return
      if (isBare(now)) {
        note(scenarioId)
        return
      }
      const work = workAt(now, storage)
      const arrived = ({ id }: Work) => {
        if (address.getState().turn === now.turn) note(id)
      }
      if (work instanceof Promise) void work.then(arrived, () => undefined)
      else arrived(work)
      open(work)
    }),
    player.subscribe((now, before) => {
      const id = now.scenarioId
      if (id === before.scenarioId) return
      const { screen, go } = address.getState()
      const isPlace = screen === 'explore' && markIn(address.getState())?.work !== id
      if (isPlace) go('explore', { scenario: id }, { work: id })
    }),
  ]
  return () => {
    for (const end of ends) end()
  }
}
