import { setTimeout as sleep } from 'node:timers/promises'
import { type Bytes, type Reply, type ServerConfig } from '../../src/server/index.ts'
import { isScan, remember, sorts, type Scene, type SortName, type Words } from './commands.ts'
import { Model, rulesWith, type PlantName } from './model.ts'
import type { RedisServer } from './redisServer.ts'
import { newScene, scriptOf, type Step } from './script.ts'

export interface Setting {
  readonly server: RedisServer
  readonly profile: ServerConfig['profile']
  readonly low: ReadonlyMap<Bytes, number>
  readonly plant: PlantName | null
  /** Told each command that is not part of a transaction, with the server's reply. */
  readonly keep?: (words: Words, reply: Reply) => void
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

/** A command with what the model answers. */
export interface Asked {
  readonly words: Words
  readonly wanted: Reply
}

const MAX_TOLD = 20
const MAX_SHOWN = 400

const shown = (value: unknown) => JSON.stringify(value)
const cut = (value: unknown) => shown(value)?.slice(0, MAX_SHOWN)

/** Compares replies to the first that differs; counts what it compared. False when one differs. */
export function judge(
  tally: Tally,
  title: string,
  asked: readonly Asked[],
  got: readonly (Reply | undefined)[],
): boolean {
  for (const [index, { words, wanted }] of asked.entries()) {
    tally.commands++
    if (isScan(words)) tally.scans++
    if (shown(wanted) === shown(got[index])) continue
    tally.differing++
    if (tally.differences.length < MAX_TOLD) {
      const said = `the model says ${cut(wanted)}, the server ${cut(got[index])}`
      tally.differences.push(`${title}: ${cut(words)}: ${said}`)
    }
    return false
  }
  return true
}

const STATS: Words = ['DEBUG', 'HTSTATS', '0']
/** Longer than any short deadline that a batch sets. */
const UNTIL_EXPIRED = 20

/** A sequence of random commands: asked of the model first, for its cursors lead to the next. */
class Sequence {
  readonly #model: Model
  readonly #setting: Setting
  readonly #tally: Tally
  readonly #title: string
  readonly #scene: Scene
  readonly #sort: SortName

  constructor(setting: Setting, tally: Tally, sort: SortName, seed: number) {
    const { profile, low, plant } = setting
    this.#setting = setting
    this.#tally = tally
    this.#title = `${sort}, seed ${seed}`
    this.#sort = sort
    this.#model = new Model(modelConfig(setting), rulesWith(profile, plant))
    this.#scene = newScene(seed, [...low.keys()])
  }

  /** Goes to the end, or to the first difference: after it nothing more can be right. */
  async play(): Promise<void> {
    const script = scriptOf(this.#sort, this.#scene)
    for (const step of script) if (!(await this.#take(step))) break
    if (script.some(({ kind }) => kind === 'endChild')) await this.#setting.server.endChild()
  }

  async #take(step: Step): Promise<boolean> {
    switch (step.kind) {
      case 'ask':
        return this.#ask(step.words.map((words) => this.#call(words)))
      case 'invent':
        return this.#ask(this.#invent(step.commands))
      case 'exec':
        return this.#exec(() => step.words.map((words) => this.#call(words)))
      case 'inventExec':
        return this.#exec(() => this.#invent(step.commands))
      case 'endChild':
        await this.#setting.server.endChild()
        this.#model.run({ type: 'childEnds' })
        return true
    }
  }

  #call(words: Words): Asked {
    return { words, wanted: this.#model.call(words) }
  }

  #invent(count: number): readonly Asked[] {
    return Array.from({ length: count }, () => {
      const words = sorts[this.#sort].next(this.#scene)
      this.#countRehashing(words)
      const asked = this.#call(words)
      remember(this.#scene, words, asked.wanted)
      return asked
    })
  }

  async #ask(asked: readonly Asked[]): Promise<boolean> {
    const { server, keep } = this.#setting
    const got = await server.client.send(asked.map(({ words }) => words))
    asked.forEach(({ words }, nth) => {
      const reply = got[nth]
      if (reply !== undefined) keep?.(words, reply)
    })
    return judge(this.#tally, this.#title, asked, got)
  }

  /**
   * The keyspace: serverCron may shrink its table between two commands, never inside MULTI/EXEC.
   * So each batch is one EXEC that first looks whether that has happened; if so, the model goes
   * back to the state before the batch, shrinks, and is asked again.
   */
  async #exec(ask: () => readonly Asked[]): Promise<boolean> {
    const before = this.#model.state
    let asked = [this.#call(STATS), ...ask()]
    const all = asked.map(({ words }) => words)
    const replies = await this.#setting.server.client.send([['MULTI'], ...all, ['EXEC']])
    const results = replies.at(-1)
    const got = results?.kind === 'array' ? results.items : []
    if (shown(got[0]) !== shown(asked[0]?.wanted)) {
      this.#model.state = before
      this.#shrink()
      asked = all.map((words) => this.#call(words))
    }
    const alike = judge(this.#tally, this.#title, asked, got)
    if (all.some(([name]) => name === 'PEXPIRE')) {
      await sleep(UNTIL_EXPIRED)
      this.#model.run({ type: 'wait', ms: UNTIL_EXPIRED })
    }
    return alike
  }

  /** What serverCron did since the last batch; if a child lives now, it did so before the child. */
  #shrink(): void {
    const { child } = this.#model.state
    if (child) this.#model.run({ type: 'childEnds' })
    this.#model.run({ type: 'tick', ms: 0, only: 'resize' })
    if (child) this.#model.call(['BGSAVE'])
  }

  #countRehashing(words: Words): void {
    if (!isScan(words)) return
    const { keyspace, values } = this.#model.state
    const value = values.get(this.#scene.key)
    const dict =
      words[0] === 'SCAN' ? keyspace : value !== undefined && 'dict' in value ? value.dict : null
    if (dict !== null && dict.rehashIndex >= 0) this.#tally.scansWhileRehashing++
  }
}

/** Plays one random sequence on the server and in the model, and compares reply by reply. */
export const compareSequence = (
  setting: Setting,
  tally: Tally,
  sort: SortName,
  seed: number,
): Promise<void> => new Sequence(setting, tally, sort, seed).play()
