import { createRandom } from '../../engine/index.ts'
import { fits, readNumberOfAny } from './handed.ts'
import { NO_LANES, defineStrategy, pageIn, scanWords } from './strategy.ts'

interface Memory {
  readonly cursor: string
  readonly calls: number
  readonly done: boolean
}

/** Dice for the n-th call: the same client throws the same again. */
const throwOf = (dice: number, calls: number): number =>
  createRandom(Math.imul(dice, 0x9e3779b1) + calls)()

/**
 * What a cluster client does with a command that names no key: it picks a node at random, for every
 * call anew (redis-rs asynchronous, ioredis). A loop over SCAN runs, returns keys and ends; nothing
 * looks wrong.
 *
 * Each cursor means a place on the node that gave it, and another place on the next one. So calls
 * jump about on all rulers, and the first node that happens to say 0 ends it: most keys are missed,
 * some come twice.
 */
export const randomNode = defineStrategy({
  source: 'https://github.com/redis/ioredis/issues/175',
  listing: [
    { id: 'begin', text: 'cursor = 0', indent: 0 },
    { id: 'repeat', text: 'repeat', indent: 0 },
    { id: 'scan', text: 'cursor, keys = any_node().scan(cursor)', indent: 1 },
    { id: 'add', text: 'all += keys', indent: 1 },
    { id: 'until', text: 'until cursor is 0', indent: 0 },
    { id: 'end', text: 'return all', indent: 0 },
    { id: 'none', text: 'fail if there is no node', indent: 1 },
  ],
  holds: {
    rest: 'misses',
    resize: 'misses',
    slotToFinished: 'misses',
    slotFromFinished: 'misses',
    slotBehindCursor: 'misses',
    slotBehindCursorOldEpoch: 'misses',
    keyByKey: 'misses',
    failoverOtherSeed: 'misses',
    failoverSameSeed: 'misses',
    nodeAdded: 'misses',
    nodeRemoved: 'misses',
    networkError: 'misses',
  },
  start: (): Memory => ({ cursor: '0', calls: 0, done: false }),
  givers: null,
  resume: ({ cursor }, around) => {
    const read = readNumberOfAny(cursor, around)
    if (!read.ok) return read
    return fits({
      memory: { cursor, calls: 0, done: false },
      start: { cursor, nodes: [], passed: [], bySlot: false },
    })
  },
  next: ({ cursor, calls, done }, { view, options, inFlight }) => {
    if (inFlight.length > 0) return { do: 'wait' }
    if (done) return { do: 'end', line: 'end' }
    const node = view.nodes[Math.floor(throwOf(options.dice, calls) * view.nodes.length)]
    return node === undefined
      ? { do: 'fail', line: 'none', stuck: { why: 'noNodes' } }
      : {
          do: 'ask',
          request: { node: node.id, words: scanWords(cursor, options), line: 'scan' },
        }
  },
  receive: (memory, _, answer) => {
    const page = pageIn(answer)
    const calls = memory.calls + 1
    return page === null
      ? { ...memory, calls }
      : { cursor: page.cursor, calls, done: page.cursor === '0' }
  },
  refreshed: (memory) => memory,
  progress: () => NO_LANES,
})
