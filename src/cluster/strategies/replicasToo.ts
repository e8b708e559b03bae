import { oneByOne } from './oneByOne.ts'
import { defineStrategy } from './strategy.ts'

/**
 * A client that takes every address of the node list for a part of the data: so did
 * redis-py-cluster once. A replica holds what its primary holds and answers SCAN, so all of it comes
 * once more for each replica. The cure is to read the role, not to remove the duplicates: the work
 * has been done by then.
 *
 * By luck it is safer than it looks: a key that a primary's scan misses may still come from the
 * replica. Luck is no promise: both are finished when a slot moves to them late.
 */
export const replicasToo = defineStrategy({
  source: 'https://github.com/Grokzen/redis-py-cluster/issues/121',
  listing: [
    { id: 'each', text: 'for node in nodes(topology)', indent: 0 },
    { id: 'begin', text: 'cursor = 0', indent: 1 },
    { id: 'repeat', text: 'repeat', indent: 1 },
    { id: 'scan', text: 'cursor, keys = node.scan(cursor)', indent: 2 },
    { id: 'until', text: 'until cursor is 0', indent: 1 },
    { id: 'refresh', text: 'topology = ask any node', indent: 1 },
    { id: 'end', text: 'return all', indent: 0 },
  ],
  holds: {
    rest: 'atLeastOnce',
    resize: 'atLeastOnce',
    slotToFinished: 'misses',
    slotFromFinished: 'atLeastOnce',
    slotBehindCursor: 'atLeastOnce',
    slotBehindCursorOldEpoch: 'atLeastOnce',
    keyByKey: 'atLeastOnce',
    failoverOtherSeed: 'misses',
    failoverSameSeed: 'atLeastOnce',
    nodeAdded: 'atLeastOnce',
    nodeRemoved: 'misses',
    networkError: 'atLeastOnce',
  },
  ...oneByOne({ scan: 'scan', refresh: 'refresh', end: 'end' }, ({ nodes }) => nodes),
})
