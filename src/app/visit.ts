import type { Fault } from '../link/fault.ts'
import { FIRST_SCENARIO, scenarioIds, scenarios, type ScenarioId } from '../scenarios/index.ts'
import {
  currentBranch,
  historyOf,
  selectBranch,
  treeOf,
  type AnyTrace,
  type Place,
} from '../trace/index.ts'
import { guestId } from './guestId.ts'
import { placeLeft } from './placeLeft.ts'
import { isCall } from './placeFor.ts'
import { loadParts } from './parts.ts'
import type { Work } from './playerState.ts'
import type { TextStorage } from './storage.ts'
import { traceOf } from './traces.ts'
import { readQuery, type Name, type ReadQuery, type Unread, type Wanted } from './wanted.ts'
import { isUntouched, storedHistory } from './workspace.ts'

/** What a link opens: a place of a tree, and what of the link could not be followed. */
export interface Visit {
  /** The ready scenario whose story is told; null when none is known. */
  readonly story: ScenarioId | null
  readonly start: Place
  /** The link names a place, not just a scenario. */
  readonly isExact: boolean
  readonly report: LinkReport
}

/** What of a link could be followed, and what not. */
export interface LinkReport {
  readonly followed: readonly (Name | 'work')[]
  readonly unread: readonly Unread[]
  /** Why the work in the fragment cannot be opened. */
  readonly fault: OpeningFault | null
}

/** Why a link's or a file's work cannot be opened. */
export type OpeningFault = Fault | { readonly why: 'notLoaded' | 'notRead' }

/** The moment at which so many calls have returned; undefined when there are not so many. */
function momentOfCall({ steps }: AnyTrace, count: number): number | undefined {
  if (count === 0) return 0
  const calls = steps.filter(({ command }) => isCall(command))
  const last = calls[count - 1]
  return last === undefined ? undefined : last.start + last.events.length
}

/** Follows branch, moment or call in a tree; what does not exist there is left out and told. */
export function followed({ tree, moment }: Place, { branch, ...wanted }: Wanted) {
  const unread: Unread[] = []
  const miss = (name: Name, value: number, most: number) => {
    unread.push({ name, value: String(value), want: { kind: 'number', least: 0, most } })
  }
  const ids = tree.branches.map(({ id }) => id)
  if (branch !== undefined && !ids.includes(branch)) {
    unread.push({
      name: 'branch',
      value: String(branch),
      want: { kind: 'names', names: ids.map(String) },
    })
  }
  const chosen = branch === undefined ? tree : selectBranch(tree, branch)
  const trace = traceOf(currentBranch(chosen).scenario)
  const { length } = trace
  let there = Math.min(moment, length)
  if (wanted.moment !== undefined) {
    if (wanted.moment > length) miss('moment', wanted.moment, length)
    there = Math.min(wanted.moment, length)
  } else if (wanted.call !== undefined) {
    const end = momentOfCall(trace, wanted.call)
    const calls = trace.steps.filter(({ command }) => isCall(command)).length
    if (end === undefined) miss('call', wanted.call, calls)
    there = end ?? length
  }
  return { start: { tree: chosen, moment: there }, unread }
}

const PLACE_NAMES = ['branch', 'moment', 'call'] as const

function report(query: ReadQuery, more: Partial<LinkReport> & { isRead?: boolean }): LinkReport {
  const unread = [...query.unread, ...(more.unread ?? [])]
  const names = (Object.keys(query.wanted) as Name[]).filter((name) =>
    unread.every((one) => one.name !== name),
  )
  const { fault = null } = more
  const lost = (name: Name) => fault !== null && PLACE_NAMES.some((one) => one === name)
  const read = names.filter((name) => !lost(name))
  return { followed: more.isRead === true ? ['work', ...read] : read, unread, fault }
}

/**
 * A link without a work of its own: a ready scenario, and perhaps a place in it. Rejects when what
 * its machine needs cannot be loaded.
 */
export async function visitReady(query: ReadQuery): Promise<Visit> {
  const { wanted } = query
  const story = wanted.scenario ?? FIRST_SCENARIO
  await loadParts(scenarios[story].machine)
  const { start, unread } = followed({ tree: treeOf(scenarios[story]), moment: 0 }, wanted)
  const isExact = PLACE_NAMES.some((name) => wanted[name] !== undefined)
  return { story, start, isExact, report: report(query, { unread }) }
}

/** A link whose fragment holds a work. When that cannot be read, its ready scenario is opened. */
export async function visitWork(query: ReadQuery, fragment: string): Promise<Visit> {
  const { wanted } = query
  const instead = (fault: OpeningFault): Visit => {
    const story = wanted.scenario ?? FIRST_SCENARIO
    const start = { tree: treeOf(scenarios[story]), moment: 0 }
    return { story, start, isExact: false, report: report(query, { fault }) }
  }
  try {
    const { readFragment } = await import('../link/index.ts')
    const read = await readFragment(fragment)
    if (!read.ok) return instead(read.fault)
    const { story, place } = read.value
    await loadParts(currentBranch(place.tree).scenario.machine)
    const { start, unread } = followed(place, wanted)
    return {
      story: scenarioIds.find((id) => id === story) ?? wanted.scenario ?? null,
      start,
      isExact: true,
      report: report(query, { unread, isRead: true }),
    }
  } catch {
    return instead({ why: 'notLoaded' })
  }
}

/** What a link opens. Rejects when what it needs cannot be loaded. */
export function visitOf(
  params: { readonly get: (name: string) => string | null },
  fragment: string,
): Promise<Visit> {
  const query = readQuery(params)
  return /(^|&)s=/.test(fragment) ? visitWork(query, fragment) : visitReady(query)
}

/**
 * The work that a link opens. A ready scenario is the reader's own as long as nothing was made of
 * it; else, and with any other work, a guest stands beside the reader's own.
 */
export function workOf(storage: TextStorage, { story, start, isExact, report }: Visit): Work {
  const isWhole = report.unread.length === 0 && report.fault === null
  const notice = isWhole ? null : ({ kind: 'link', report } as const)
  if (story !== null && !isExact) return { id: story, scenario: scenarios[story], notice }
  const isReady = story !== null && isUntouched(historyOf(start), treeOf(scenarios[story]))
  const own = isReady ? storedHistory(storage, story) : null
  const isFree = own === null || isUntouched(own, start.tree)
  const id = isReady && isFree ? story : guestId(story, start.tree)
  return { id, scenario: currentBranch(start.tree).scenario, start, isFresh: true, notice }
}

/** The same on return to it: at the place where the reader left. */
export function again(storage: TextStorage, work: Work): Work {
  const { id, start } = work
  const left = placeLeft(storage)
  const known = { ...work, isFresh: false, notice: null }
  if (start === undefined || left?.work !== id) return known
  return { ...known, start: { tree: selectBranch(start.tree, left.branch), moment: left.moment } }
}
