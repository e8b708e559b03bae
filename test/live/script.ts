import { DEFAULT_OPTIONS, type Bytes } from '../../src/server/index.ts'
import { isScan, sorts, type Scene, type SortName, type Words } from './commands.ts'
import { Dice } from './dice.ts'

/** One step of a sequence. What is invented depends on the cursors that come back. */
export type Step =
  | { readonly kind: 'ask'; readonly words: readonly Words[] }
  | { readonly kind: 'invent'; readonly commands: number }
  /** In one EXEC, so that serverCron cannot come between; see `keyspaceBatch`. */
  | { readonly kind: 'exec'; readonly words: readonly Words[] }
  | { readonly kind: 'inventExec'; readonly commands: number }
  | { readonly kind: 'endChild' }

/** How many commands a sequence invents. */
export const LENGTH = 250
const BATCH = 25

/** With BGSAVE the child needs a key to sleep over. */
const ONE_KEY: Words = ['SET', 'user:1', 'x']
const SAVE: Words = ['BGSAVE']

/** A crowd for one sequence: of words, of integers, or of all kinds. */
function chooseNames(dice: Dice, all: readonly Bytes[]): readonly Bytes[] {
  const kind = dice.pick(['words', 'words', 'integers', 'all'])
  const fits = (name: Bytes) => kind === 'all' || (kind === 'integers') === /^-?[0-9]+$/.test(name)
  const crowd = all.filter(fits)
  const size = dice.pick([6, 20, 60, 150, 300])
  return [...new Set(Array.from({ length: size }, () => dice.pick(crowd)))]
}

export function newScene(seed: number, all: readonly Bytes[]): Scene {
  const dice = new Dice(seed)
  const names = chooseNames(dice, all)
  return { dice, key: dice.pick(names), names, cursor: '0', growing: true }
}

/** Whatever was asked before, the server is as the model begins; no key expires by itself. */
export const FRESH: readonly Words[] = [
  ['FLUSHALL'],
  ['DEBUG', 'SET-ACTIVE-EXPIRE', '0'],
  ...Object.entries(DEFAULT_OPTIONS)
    .filter(([name]) => name.includes('-max-'))
    .map(([name, value]) => ['CONFIG', 'SET', name, String(value)]),
]

/** Sets, hashes, sorted sets: their dicts move only when they are touched, so all goes at once. */
function collectionScript(dice: Dice, options: readonly Words[]): readonly Step[] {
  const begin: Step = { kind: 'ask', words: [...FRESH, ...options] }
  if (!dice.chance(0.12)) return [begin, { kind: 'invent', commands: LENGTH }]
  return [
    begin,
    { kind: 'invent', commands: LENGTH / 5 },
    { kind: 'ask', words: [ONE_KEY, SAVE] },
    { kind: 'invent', commands: (2 * LENGTH) / 5 },
    { kind: 'endChild' },
    { kind: 'invent', commands: (2 * LENGTH) / 5 },
  ]
}

function keyspaceScript(dice: Dice): readonly Step[] {
  const begin: Step = { kind: 'ask', words: FRESH }
  const batches = (many: number) =>
    Array.from({ length: many }, (): Step => ({ kind: 'inventExec', commands: BATCH }))
  if (!dice.chance(0.12)) return [begin, ...batches(LENGTH / BATCH)]
  return [
    begin,
    ...batches(3),
    { kind: 'exec', words: [ONE_KEY] },
    { kind: 'ask', words: [SAVE] },
    ...batches(4),
    { kind: 'endChild' },
    ...batches(3),
  ]
}

/** The steps of a sequence, by the dice of its scene. */
export function scriptOf(sort: SortName, { dice }: Scene): readonly Step[] {
  if (sort === 'keyspace') return keyspaceScript(dice)
  const options = sorts[sort].options.map(([name, values]) => {
    return ['CONFIG', 'SET', name, String(dice.pick(values))]
  })
  return collectionScript(dice, options)
}

/** How much is compared. */
export interface Count {
  readonly commands: number
  readonly scans: number
}

export const countOf = (words: readonly Words[]): Count => ({
  commands: words.length,
  scans: words.filter(isScan).length,
})

export const sumOf = (counts: readonly Count[]): Count => ({
  commands: counts.reduce((sum, { commands }) => sum + commands, 0),
  scans: counts.reduce((sum, { scans }) => sum + scans, 0),
})

/** Each EXEC begins with a look at the tables. */
const LOOK: Count = { commands: 1, scans: 0 }

/**
 * What a sequence compares, without a server: which commands are invented depends on the dice alone,
 * only their cursors depend on the replies.
 */
export function countSequence(sort: SortName, seed: number, all: readonly Bytes[]): Count {
  const scene = newScene(seed, all)
  const invented = (many: number) =>
    countOf(Array.from({ length: many }, () => sorts[sort].next(scene)))
  return sumOf(
    scriptOf(sort, scene).flatMap((step) => {
      switch (step.kind) {
        case 'ask':
          return [countOf(step.words)]
        case 'invent':
          return [invented(step.commands)]
        case 'exec':
          return [LOOK, countOf(step.words)]
        case 'inventExec':
          return [LOOK, invented(step.commands)]
        case 'endChild':
          return []
      }
    }),
  )
}
