import { easeCubicInOut } from 'd3'
import type { Rect, Scene } from './scene.ts'

/** A node as it stands in one frame. */
export interface Mark {
  readonly x: number
  readonly y: number
  readonly w: number
  readonly h: number
  readonly opacity: number
}

/** A node on its way; what comes from nowhere appears in its place. */
export interface Move {
  readonly name: string
  readonly from: Mark | null
  readonly to: Mark
}

const marked = (rect: Rect): Mark => ({ ...rect, opacity: 1 })

interface Standing {
  readonly chips: Scene['chips']
  readonly marks: ReadonlyMap<string, Mark>
}

/** Marks of cells and chips, by the map of the cells: scenes share it while nothing moves. */
const standing = new WeakMap<Scene['cells'], Standing>()

function standingMarks({ cells, chips }: Scene): ReadonlyMap<string, Mark> {
  const known = standing.get(cells)
  if (known?.chips === chips) return known.marks
  const marks = new Map<string, Mark>()
  for (const [id, { rect }] of cells) marks.set(`cell ${id}`, marked(rect))
  for (const [id, { rect }] of chips) marks.set(`chip ${id}`, marked(rect))
  standing.set(cells, { chips, marks })
  return marks
}

/** Every node of a scene that can travel, by the name it has on the stage. */
export function marksOf(scene: Scene): ReadonlyMap<string, Mark> {
  const marks = new Map(standingMarks(scene))
  scene.covered.forEach((rect, index) => marks.set(`covered ${index}`, marked(rect)))
  scene.sliver.forEach((rect, index) => marks.set(`sliver ${index}`, marked(rect)))
  marks.set('cursor', marked({ x: scene.cursorX, y: 0, w: 0, h: scene.height }))
  if (scene.rehashX !== null) marks.set('rehash', marked({ x: scene.rehashX, y: 0, w: 0, h: 0 }))
  return marks
}

/** How far two marks are from each other: pixels, or hundredths of opacity. */
function distance(a: Mark, b: Mark): number {
  if (a === b) return 0
  const { abs, max } = Math
  const place = max(abs(a.x - b.x), abs(a.y - b.y), abs(a.w - b.w), abs(a.h - b.h))
  return max(place, 100 * abs(a.opacity - b.opacity))
}

/** Nodes are drawn to a hundredth of a pixel. */
const FINEST = 0.005

/** On the way nobody sees less than this. */
const UNSEEN = 0.5

/** Whether two marks are drawn alike. */
export const isSameMark = (a: Mark, b: Mark): boolean => distance(a, b) < FINEST

/** Whether a moving node may as well stay where it is for this frame. */
export const isHardlySeen = (a: Mark, b: Mark): boolean => distance(a, b) < UNSEEN

/** What has to travel from one set of marks to another: most nodes stay where they are. */
export function movesOf(
  from: ReadonlyMap<string, Mark>,
  to: ReadonlyMap<string, Mark>,
): readonly Move[] {
  const moves: Move[] = []
  for (const [name, goal] of to) {
    const start = from.get(name)
    if (start === undefined) moves.push({ name, from: null, to: goal })
    else if (!isSameMark(start, goal)) moves.push({ name, from: start, to: goal })
  }
  return moves
}

/** A move in one frame, `t` from 0 to 1. */
export function between({ from, to }: Move, t: number): Mark {
  if (t >= 1) return to
  const eased = easeCubicInOut(t)
  if (from === null) return { ...to, opacity: eased }
  const mix = (a: number, b: number) => a + (b - a) * eased
  return {
    x: mix(from.x, to.x),
    y: mix(from.y, to.y),
    w: mix(from.w, to.w),
    h: mix(from.h, to.h),
    opacity: mix(from.opacity, to.opacity),
  }
}
