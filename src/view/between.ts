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

/** Every node of a scene that can travel, by the name it has on the stage. */
export function marksOf(scene: Scene): Map<string, Mark> {
  const marks = new Map<string, Mark>()
  const put = (name: string, rect: Rect) => marks.set(name, { ...rect, opacity: 1 })
  for (const [id, { rect }] of scene.cells) put(`cell ${id}`, rect)
  for (const [id, { rect }] of scene.chips) put(`chip ${id}`, rect)
  scene.covered.forEach((rect, index) => put(`covered ${index}`, rect))
  scene.sliver.forEach((rect, index) => put(`sliver ${index}`, rect))
  put('cursor', { x: scene.cursorX, y: 0, w: 0, h: scene.height })
  if (scene.rehashX !== null) put('rehash', { x: scene.rehashX, y: 0, w: 0, h: 0 })
  return marks
}

/** One frame between two scenes, `t` from 0 to 1: what is new appears in its place. */
export function between(
  from: ReadonlyMap<string, Mark>,
  to: ReadonlyMap<string, Mark>,
  t: number,
): Map<string, Mark> {
  if (t >= 1) return new Map(to)
  const eased = easeCubicInOut(t)
  const frame = new Map<string, Mark>()
  for (const [name, goal] of to) {
    const start = from.get(name)
    if (start === undefined) frame.set(name, { ...goal, opacity: eased })
    else {
      const mix = (a: number, b: number) => a + (b - a) * eased
      frame.set(name, {
        x: mix(start.x, goal.x),
        y: mix(start.y, goal.y),
        w: mix(start.w, goal.w),
        h: mix(start.h, goal.h),
        opacity: 1,
      })
    }
  }
  return frame
}
