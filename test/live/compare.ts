import { setTimeout as sleep } from 'node:timers/promises'
import {
  DEFAULT_OPTIONS,
  type Bytes,
  type Reply,
  type ServerConfig,
} from '../../src/server/index.ts'
import { remember, sorts, type Scene, type Sort, type SortName, type Words } from './commands.ts'
import { Dice } from './dice.ts'
import { Model, rulesWith, type PlantName } from './model.ts'
import type { RedisServer } from './redisServer.ts'

export interface Setting {
  readonly server: RedisServer
  readonly profile: ServerConfig['profile']
  readonly low: ReadonlyMap<Bytes, number>
  readonly plant: PlantName | null
}

/** What was compared, and what differed. */
export interface Tally {
  commands: number
  scans: number
  scansWhileRehashing: number
  differing: number
  readonly differences: string[]
}

export const emptyTally = (): Tally => ({
  commands: 0,
  scans: 0,
  scansWhileRehashing: 0,
  differing: 0,
  differences: [],
})

/** The model's configuration: the learned hash, and a clock that has the server's past behind it. */
export const modelConfig = ({ profile, low }: Setting): ServerConfig => ({
  profile,
  hash: { kind: 'table', low },
  options: {},
  now: Date.now(),
  probes: false,
})

export const LENGTH = 250
const BATCH = 25
const MAX_TOLD = 5
/** Longer than any short deadline that a batch sets. */
const UNTIL_EXPIRED = 20

const shown = (value: unknown) => JSON.stringify(value)?.slice(0, 400)

interface Invention {
  readonly words: Words
  readonly reply: Reply
}

/** A sequence of random commands: asked of the model first, for its cursors lead to the next. */
class Sequence {
  readonly model: Model
  readonly #setting: Setting
  readonly #tally: Tally
  readonly #name: string
  readonly #scene: Scene
  readonly #sort: Sort
  #failed = false

  constructor(setting: Setting, tally: Tally, sort: SortName, seed: number) {
    const { profile, low, plant } = setting
    this.#setting = setting
    this.#tally = tally
    this.#name = `${sort}, seed ${seed}`
    this.#sort = sorts[sort]
    const dice = new Dice(seed)
    this.model = new Model(modelConfig(setting), rulesWith(profile, plant))
    const names = chooseNames(dice, [...low.keys()])
    this.#scene = { dice, key: dice.pick(names), names, cursor: '0', growing: true }
  }

  get dice(): Dice {
    return this.#scene.dice
  }

  get failed(): boolean {
    return this.#failed
  }

  optionCommands(): readonly Words[] {
    return this.#sort.options.map(([name, values]) => [
      'CONFIG',
      'SET',
      name,
      String(this.dice.pick(values)),
    ])
  }

  /** Asks the model alone, for the cursor that comes back leads to the next command. */
  invent(count: number): readonly Invention[] {
    return Array.from({ length: count }, () => {
      const words = this.#sort.next(this.#scene)
      this.#count(words)
      const reply = this.model.call(words)
      remember(this.#scene, words, reply)
      return { words, reply }
    })
  }

  /** Compares replies; after the first difference nothing more of a sequence can be right. */
  judge(asked: readonly Words[], wanted: readonly Reply[], got: readonly Reply[]): void {
    for (const [index, words] of asked.entries()) {
      if (this.#failed) return
      this.#tally.commands++
      if (shown(wanted[index]) === shown(got[index]) && sameReply(wanted[index], got[index]))
        continue
      this.#failed = true
      this.#tally.differing++
      if (this.#tally.differences.length >= MAX_TOLD) return
      const told = `${this.#name}: ${shown(words)}: the model says ${shown(wanted[index])}, `
      this.#tally.differences.push(`${told}the server ${shown(got[index])}`)
    }
  }

  async ask(commands: readonly Words[]): Promise<void> {
    const wanted = commands.map((words) => this.model.call(words))
    this.judge(commands, wanted, await this.#setting.server.client.send(commands))
  }

  #count(words: Words): void {
    if (!/SCAN$/.test(words[0] ?? '')) return
    this.#tally.scans++
    const { keyspace, values } = this.model.state
    const value = values.get(this.#scene.key)
    const dict =
      words[0] === 'SCAN' ? keyspace : value !== undefined && 'dict' in value ? value.dict : null
    if (dict !== null && dict.rehashIndex >= 0) this.#tally.scansWhileRehashing++
  }
}

const sameReply = (a: Reply | undefined, b: Reply | undefined) =>
  JSON.stringify(a) === JSON.stringify(b)

/** A crowd for one sequence: of words, of integers, or of all kinds. */
function chooseNames(dice: Dice, all: readonly Bytes[]): readonly Bytes[] {
  const kind = dice.pick(['words', 'words', 'integers', 'all'])
  const fits = (name: Bytes) => kind === 'all' || (kind === 'integers') === /^-?[0-9]+$/.test(name)
  const crowd = all.filter(fits)
  const size = dice.pick([6, 20, 60, 150, 300])
  return [...new Set(Array.from({ length: size }, () => dice.pick(crowd)))]
}

/** Sets, hashes, sorted sets: their dicts move only when they are touched, so all goes at once. */
async function collectionSequence(sequence: Sequence, { server }: Setting): Promise<void> {
  await sequence.ask([['FLUSHALL'], ...sequence.optionCommands()])
  const saves = sequence.dice.chance(0.12)
  const parts = saves ? [LENGTH / 5, (2 * LENGTH) / 5, (2 * LENGTH) / 5] : [LENGTH]
  for (const [index, length] of parts.entries()) {
    if (index === 1) await sequence.ask([['SET', 'user:1', 'x'], ['BGSAVE']])
    if (index === 2) {
      await server.endChild()
      sequence.model.run({ type: 'childEnds' })
    }
    const invented = sequence.invent(length)
    const asked = invented.map(({ words }) => words)
    const wanted = invented.map(({ reply }) => reply)
    sequence.judge(asked, wanted, await server.client.send(asked))
    if (sequence.failed) break
  }
  if (saves) await server.endChild()
}

const STATS: Words = ['DEBUG', 'HTSTATS', '0']

/**
 * The keyspace: serverCron may shrink its table between two commands, never inside MULTI/EXEC. So
 * each batch is one EXEC that first looks whether that has happened; if so, the model goes back to
 * the state before the batch, shrinks, and is asked again.
 */
async function keyspaceBatch(
  sequence: Sequence,
  { server }: Setting,
  invent: () => readonly Invention[],
): Promise<void> {
  const { model } = sequence
  const before = model.state
  let stats = model.call(STATS)
  const invented = invent()
  const asked = invented.map(({ words }) => words)
  let wanted = invented.map(({ reply }) => reply)
  const replies = await server.client.send([['MULTI'], STATS, ...asked, ['EXEC']])
  const results = replies.at(-1)
  const got = results?.kind === 'array' ? results.items : []
  if (!sameReply(got[0], stats)) {
    model.state = before
    shrinkBetween(model)
    stats = model.call(STATS)
    wanted = asked.map((words) => model.call(words))
  }
  sequence.judge([STATS, ...asked], [stats, ...wanted], got)
  if (asked.some(([name]) => name === 'PEXPIRE')) {
    await sleep(UNTIL_EXPIRED)
    model.run({ type: 'wait', ms: UNTIL_EXPIRED })
  }
}

/** What serverCron did since the last batch; if a child lives now, it did so before the child. */
function shrinkBetween(model: Model): void {
  const { child } = model.state
  if (child) model.run({ type: 'childEnds' })
  model.run({ type: 'tick', ms: 0, only: 'resize' })
  if (child) model.call(['BGSAVE'])
}

/** Begins to save what has at least one key, so that the child has something to sleep over. */
async function saveKeyspace(sequence: Sequence, setting: Setting): Promise<void> {
  const words = ['SET', 'user:1', 'x']
  await keyspaceBatch(sequence, setting, () => [{ words, reply: sequence.model.call(words) }])
  await sequence.ask([['BGSAVE']])
}

async function keyspaceSequence(sequence: Sequence, setting: Setting): Promise<void> {
  const options = Object.entries(DEFAULT_OPTIONS).filter(([name]) => name.includes('-max-'))
  const resets = options
    .filter(([name]) => !name.startsWith('set-max-listpack'))
    .map(([name, value]) => ['CONFIG', 'SET', name, String(value)])
  await sequence.ask([['FLUSHALL'], ['DEBUG', 'SET-ACTIVE-EXPIRE', '0'], ...resets])
  const saves = sequence.dice.chance(0.12)
  for (let batch = 0; batch < LENGTH / BATCH && !sequence.failed; batch++) {
    if (saves && batch === 3) await saveKeyspace(sequence, setting)
    if (saves && batch === 7) {
      await setting.server.endChild()
      sequence.model.run({ type: 'childEnds' })
    }
    await keyspaceBatch(sequence, setting, () => sequence.invent(BATCH))
  }
  if (saves) await setting.server.endChild()
}

/** Plays one random sequence on the server and in the model, and compares reply by reply. */
export async function compareSequence(
  setting: Setting,
  tally: Tally,
  sort: SortName,
  seed: number,
): Promise<void> {
  const sequence = new Sequence(setting, tally, sort, seed)
  if (sort === 'keyspace') await keyspaceSequence(sequence, setting)
  else await collectionSequence(sequence, setting)
}
