import type { ClusterEvent } from './events.ts'

/*
 * The clock of the model. Its figures are no measurement: they are of the size that they have on one
 * machine room's network, so that COUNT, slow nodes and parallel calls weigh against each other as
 * they do in life.
 */

/** What a node needs for any call, in milliseconds. */
const CALL_MS = 0.05

/** What it needs for each bucket that it visits and for each key that it hands out. */
const ITEM_MS = 0.002

/** How long a node works for so many buckets and keys. */
export const workFor = (items: number): number => CALL_MS + ITEM_MS * items

/** How long the node was at work. */
export function workOf(events: readonly ClusterEvent[]): number {
  let items = 0
  for (const event of events) {
    if (event.kind !== 'server.worked') continue
    for (const did of event.events) {
      if (did.kind === 'scan.called') items += 1 + did.collected.length
    }
  }
  return workFor(items)
}

/** How long it will be, before anybody knows. */
export const expectedWork = (count: number): number => workFor(2 * count)
