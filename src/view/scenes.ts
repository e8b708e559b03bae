import type { AnyTrace } from '../trace/index.ts'
import type { Order } from './axis.ts'
import { pictureOf, type Picture } from './picture.ts'
import { gutterFor, leastWidth, sceneOf, type Scene } from './scene.ts'
import { reuse } from './reuse.ts'

/** A moment as the stage shows it. */
export interface Drawn {
  readonly picture: Picture
  readonly scene: Scene
  /** What changed since the picture before; a first one is of a new size. */
  readonly since: 'size' | 'order' | 'moment'
}

interface Asked {
  readonly trace: AnyTrace
  readonly moment: number
  readonly order: Order
  readonly window: { readonly width: number; readonly height: number }
}

function drawn({ trace, moment, order, window }: Asked, before?: Drawn & Asked): Drawn {
  const picture = reuse(before?.picture, pictureOf(trace, moment))
  const width = Math.max(window.width, leastWidth(picture, gutterFor(window.width)))
  const size = { width, height: window.height, visible: window.width }
  const scene = sceneOf(picture, order, size, before?.scene)
  const since = before?.window !== window ? 'size' : before.order !== order ? 'order' : 'moment'
  return { picture, scene, since }
}

/**
 * Draws one moment after another. What is equal in two of them is the same object in both, so the
 * screen can tell by identity what has changed; the same question has the same answer.
 */
export function createScenes() {
  let last: (Drawn & Asked) | undefined
  return (trace: AnyTrace, moment: number, order: Order, window: Asked['window']): Drawn => {
    const isSame =
      last?.trace === trace &&
      last.moment === moment &&
      last.order === order &&
      last.window === window
    if (last !== undefined && isSame) return last
    const asked: Asked = { trace, moment, order, window }
    last = { ...asked, ...drawn(asked, last) }
    return last
  }
}
