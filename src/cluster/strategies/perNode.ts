import { primariesIn } from '../topology.ts'
import { oneByOne } from './oneByOne.ts'
import { defineStrategy } from './strategy.ts'

/**
 * What users of redis-rs wrote before the library could send a command to a chosen node: read the
 * topology, connect to each primary, scan it from 0 to 0, put the pages together.
 *
 * Contract: as long as no slot moves and no node fails, each node keeps SCAN's own promise, and the
 * nodes share no key, so together they keep it too.
 *
 * Where it fails. SCAN names no key, so no node ever answers MOVED: that a slot has left is told to
 * nobody. A slot that moves to a finished node is not asked for again; one that leaves a finished
 * node for a later one is returned twice. A replica that takes a node's place has another hash seed,
 * so the old cursor means another place: at a fraction f of the ruler, f(1-f) of the keys are lost.
 */
export const perNode = defineStrategy({
  source: 'https://github.com/redis-rs/redis-rs/issues/1230',
  listing: [
    { id: 'each', text: 'for node in primaries(topology)', indent: 0 },
    { id: 'begin', text: 'cursor = 0', indent: 1 },
    { id: 'repeat', text: 'repeat', indent: 1 },
    { id: 'scan', text: 'cursor, keys = node.scan(cursor)', indent: 2 },
    { id: 'add', text: 'all += keys', indent: 2 },
    { id: 'until', text: 'until cursor is 0', indent: 1 },
    { id: 'refresh', text: 'topology = ask any node', indent: 1 },
    { id: 'end', text: 'return all', indent: 0 },
  ],
  holds: {
    rest: 'once',
    resize: 'atLeastOnce',
    slotToFinished: 'misses',
    slotFromFinished: 'atLeastOnce',
    slotBehindCursor: 'misses',
    slotBehindCursorOldEpoch: 'misses',
    keyByKey: 'misses',
    failoverOtherSeed: 'misses',
    failoverSameSeed: 'atLeastOnce',
    nodeAdded: 'atLeastOnce',
    nodeRemoved: 'misses',
    networkError: 'once',
  },
  ...oneByOne({ scan: 'scan', refresh: 'refresh', end: 'end' }, primariesIn),
})
