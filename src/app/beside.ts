import { branchName, currentBranch, type History, type Tree } from '../trace/index.ts'
import { joined, standingAt } from '../trace/join.ts'
import type { Notice } from './notice.ts'
import type { TextStorage } from './storage.ts'
import {
  keepAlone,
  readHistory,
  setAside,
  storeHistory,
  type Kept,
  type Seen,
} from './workspace.ts'

/** Branches of another tab have come, and the reader stays where he is. */
function joinedNotice(before: Tree, { branches, current }: Tree): Notice | null {
  const known = new Set(before.branches)
  const names = branches.filter((one) => !known.has(one)).map(({ id }) => branchName(id))
  return names.length === 0 ? null : { kind: 'joined', names, name: branchName(current) }
}

/**
 * Saves where another tab has stored `text` since this one has looked: its branches join ours. A tab
 * in which nothing was made, so that it is `idle`, leaves all as theirs and notes where it stands.
 */
export function keepBeside(
  storage: TextStorage,
  id: string,
  history: History,
  text: string,
  idle: Seen | null,
): Kept {
  const { tree } = history.present
  const read = readHistory(text, currentBranch(tree).scenario.machine)
  if (idle !== null) {
    const whole = read.ok ? joined(read.value, history) : null
    if (whole !== null) storeHistory(storage, id, standingAt(whole, history.present))
    return { seen: idle, notice: null }
  }
  const whole = read.ok ? joined(history, read.value) : null
  if (whole !== null) {
    const kept = keepAlone(storage, id, whole)
    return kept.seen === null ? kept : { ...kept, notice: joinedNotice(tree, whole.present.tree) }
  }
  setAside(storage, id, text)
  const why = read.ok ? 'tooLarge' : { field: read.field, reason: read.reason }
  return { ...keepAlone(storage, id, history), notice: { kind: 'otherAside', why, text } }
}
