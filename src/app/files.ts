import { broken, type Read } from '../link/fault.ts'
import type { Work as Packed } from '../link/work.ts'
import { scenarioIds } from '../scenarios/index.ts'
import {
  currentBranch,
  historyOf,
  isClusterTrace,
  LIMITS,
  type Place,
  type Scenario,
} from '../trace/index.ts'
import type { AddressStore } from './address.ts'
import { guestId } from './guestId.ts'
import { CLUSTER_STORY, storyIn } from './guests.ts'
import { loadParts } from './parts.ts'
import type { PlayerStore } from './playerState.ts'
import type { TextStorage } from './storage.ts'
import type { OpeningFault } from './visit.ts'
import { storedHistory, storeHistory } from './workspace.ts'

const knownStory = (story: string | null): string | null =>
  story?.startsWith(CLUSTER_STORY) === true
    ? story
    : (scenarioIds.find((one) => one === story) ?? null)

/** A work as the text of a file; `schema` is the address of the JSON Schema. */
export async function fileOf(id: string, place: Place, schema?: string): Promise<string> {
  const { writeFile } = await import('../link/index.ts')
  const story = knownStory(storyIn(id))
  return writeFile({ story, place }, schema)
}

/** The text of a file; null when its bytes are no UTF-8. */
async function textOf(file: Blob): Promise<string | null> {
  const bytes = await file.arrayBuffer()
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

type Found = Read<Packed> | { readonly ok: false; readonly fault: OpeningFault }

async function workIn(file: Blob): Promise<Found> {
  if (file.size > LIMITS.workBytes) return broken({ why: 'tooLarge', most: LIMITS.workBytes })
  let text: string | null
  try {
    text = await textOf(file)
  } catch {
    return { ok: false, fault: { why: 'notRead' } }
  }
  if (text === null) return broken({ why: 'notJson' })
  try {
    const { readWork } = await import('../link/index.ts')
    return await readWork(text)
  } catch {
    return { ok: false, fault: { why: 'notLoaded' } }
  }
}

async function isThere(machine: Scenario['machine']): Promise<boolean> {
  try {
    await loadParts(machine)
    return true
  } catch {
    return false
  }
}

interface OpenedInto {
  readonly player: PlayerStore
  readonly storage: TextStorage
  readonly address: AddressStore
}

/**
 * Opens the work in a file as a guest, or says why it cannot be opened. No link leads to it again,
 * so it is stored at once.
 */
export async function openFile(
  file: File,
  { player, storage, address }: OpenedInto,
): Promise<void> {
  const found = await workIn(file)
  if (!found.ok) {
    player.setState({ notice: { kind: 'fileBroken', name: file.name, fault: found.fault } })
    return
  }
  const { story, place } = found.value
  const { scenario } = currentBranch(place.tree)
  // What is stored under the same name can be read only with the machine's own schema.
  if (!(await isThere(scenario.machine))) {
    player.setState({ notice: { kind: 'notLoaded' } })
    return
  }
  const id = guestId(knownStory(story), place.tree)
  if (storedHistory(storage, id) === null) storeHistory(storage, id, historyOf(place))
  const ofCluster = scenario.machine === 'cluster'
  if (ofCluster !== isClusterTrace(player.getState().trace)) {
    // A cluster has a screen of its own, where it is found by its name.
    address.getState().go(ofCluster ? 'cluster' : 'explore', { scenario: id })
    return
  }
  player.getState().open({ id, scenario, start: place, isFresh: true })
}
