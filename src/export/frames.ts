import type { Drawing } from './svg.ts'
import type { Span } from './range.ts'

/** A moment as it is drawn; `t` is how far it has come from the moment before, 1 is at rest. */
export interface Pose {
  readonly at: (t: number) => Drawing
}

/** One picture of a film. */
export interface Frame {
  readonly drawing: Drawing
  readonly milliseconds: number
  /** Moments done when it has been taken, and moments in all. */
  readonly done: number
  readonly all: number
}

/** How a film goes, in milliseconds. */
export interface Pace {
  readonly step: number
  /** How long a change is on its way; 0 for one frame for each moment. */
  readonly tween: number
}

/** Milliseconds that the last moment stays longer: most films run in a loop. */
export const LAST_STAYS = 1500

/** Milliseconds of a frame on the way. */
const FRAME = 1000 / 30

/** The frames of a film, one moment after the other. Rejects as soon as the signal says so. */
export async function* framesOf(
  poseAt: (moment: number) => Promise<Pose>,
  { from, to }: Span,
  { step, tween }: Pace,
  signal: AbortSignal,
): AsyncGenerator<Frame> {
  const all = to - from + 1
  const onTheWay = Math.floor(Math.min(tween, step) / FRAME)
  for (let moment = from; moment <= to; moment++) {
    const pose = await poseAt(moment)
    const count = { done: moment - from + 1, all }
    const moving = moment === from ? 0 : onTheWay
    for (let nth = 0; nth < moving; nth++) {
      signal.throwIfAborted()
      yield { drawing: pose.at((nth + 1) / (moving + 1)), milliseconds: FRAME, ...count }
    }
    signal.throwIfAborted()
    const rest = step - moving * FRAME + (moment === to ? LAST_STAYS : 0)
    yield { drawing: pose.at(1), milliseconds: rest, ...count }
  }
}
