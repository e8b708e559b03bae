import { heldAt } from './held.ts'
import type { Telling } from '../../recording/index.ts'

/** A mark on the timeline; `at` is a line, counted from 0. */
export interface RecordingMark {
  readonly lane: 'calls' | 'table' | 'other'
  readonly kind: 'call' | 'grow' | 'shrink' | 'command' | 'event' | 'end'
  readonly at: number
  /** The call's cursor, or the new size. */
  readonly value: string
  /** The page holds a name that had come before. */
  readonly again: boolean
  /** A size that the cursors show, and not the model. */
  readonly inferred: boolean
}

const known = new WeakMap<Telling, readonly RecordingMark[]>()

const plain = { value: '', again: false, inferred: false } as const

function callMarks({ walks }: Telling): RecordingMark[] {
  return walks.flatMap((walk) =>
    walk.calls.map((call, nth) => ({
      lane: 'calls' as const,
      kind: 'call' as const,
      at: call.index,
      value: String(call.cursor),
      again: (walk.again[nth] ?? 0) > 0,
      inferred: false,
    })),
  )
}

/** Where the cursors show another size than before. */
function inferredMarks({ walks }: Telling): RecordingMark[] {
  return walks.flatMap(({ sizes, calls }) =>
    sizes.slice(1).map(({ from, size }, nth) => ({
      lane: 'table' as const,
      kind: size > (sizes[nth]?.size ?? 0) ? ('grow' as const) : ('shrink' as const),
      at: calls[from]?.index ?? 0,
      value: String(size),
      again: false,
      inferred: true,
    })),
  )
}

/** Where the model's dict gets a second table. */
function replayedMarks(telling: Telling): RecordingMark[] {
  const { walks, recording } = telling
  return recording.lines.flatMap((_, at): RecordingMark[] => {
    const walk = walks.findLast(({ calls }) => (calls[0]?.index ?? 0) <= at) ?? walks[0]
    if (walk === undefined) return []
    const before = heldAt(telling, walk, at)?.tables.map(({ buckets }) => buckets.length)
    const after = heldAt(telling, walk, at + 1)?.tables.map(({ buckets }) => buckets.length)
    const size = after?.[1] ?? 0
    if (size === 0 || size === before?.[1]) return []
    const kind = size > (after?.[0] ?? 0) ? 'grow' : 'shrink'
    return [{ ...plain, lane: 'table', kind, at, value: String(size) }]
  })
}

function otherMarks({ recording, calls }: Telling): RecordingMark[] {
  const scans = new Set(calls.map(({ index }) => index))
  return recording.lines.flatMap((line, at): RecordingMark[] => {
    if (scans.has(at)) return []
    const kind = line.kind === 'command' ? 'command' : line.end === null ? 'event' : 'end'
    return [{ ...plain, lane: 'other', kind, at }]
  })
}

/** What happened when: calls, sizes, and what else was sent or told. */
export function recordingLanesOf(telling: Telling): readonly RecordingMark[] {
  const found = known.get(telling)
  if (found !== undefined) return found
  const sizes = telling.states === null ? inferredMarks(telling) : replayedMarks(telling)
  const marks = [...callMarks(telling), ...sizes, ...otherMarks(telling)]
  known.set(telling, marks)
  return marks
}
