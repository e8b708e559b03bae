import * as v from 'valibot'
import { isGuest } from './guests.ts'
import type { PlayerStore } from './playerState.ts'
import type { TextStorage } from './storage.ts'

const NAME = 'scanscope.place'

const schema = v.object({
  work: v.string(),
  branch: v.number(),
  moment: v.pipe(v.number(), v.integer(), v.minValue(0)),
})

/** Writes down where the reader is in a guest: if nobody worked on it, it is stored nowhere. */
export function notePlace(player: PlayerStore, storage: TextStorage): void {
  const { scenarioId, history, moment } = player.getState()
  if (!isGuest(scenarioId)) return
  const place = { work: scenarioId, branch: history.present.tree.current, moment }
  try {
    storage.setItem(NAME, JSON.stringify(place))
  } catch {
    // Then a reload opens the link's own place.
  }
}

/** The guest that was left last, and where; null when there is none. */
export function placeLeft(storage: TextStorage): v.InferOutput<typeof schema> | null {
  try {
    const read = v.safeParse(schema, JSON.parse(storage.getItem(NAME) ?? ''))
    return read.success ? read.output : null
  } catch {
    return null
  }
}
