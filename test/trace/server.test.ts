import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import type { DictCommand } from '../../src/machines/index.ts'
import type { ServerCommand } from '../../src/server/index.ts'
import { scenarios, serverScenarioIds } from '../../src/scenarios/index.ts'
import {
  append,
  edit,
  edited,
  eventAt,
  goesOn,
  historyOf,
  isServerTrace,
  keysNamed,
  LIMITS,
  loadMachine,
  parseScenario,
  reconfigure,
  recordAny,
  restoreHistory,
  saveHistory,
  stateAt,
  TooLong,
  treeOf,
  type ServerScenario,
  type ServerTrace,
  type Reason,
} from '../../src/trace/index.ts'
import { runs } from '../engine/settings.ts'
import { anyServerCommand, anyServerScenario } from '../machines/anyServer.ts'

const good: ServerScenario = {
  version: 1,
  machine: 'server',
  config: {
    profile: 'redis-7.4',
    hash: { kind: 'given' },
    options: { hz: 10 },
    now: 5,
    fill: [{ type: 'call', words: ['SET', 'k1', 'v'] }],
  },
  commands: [
    { type: 'call', words: ['SCAN', '0', 'MATCH', '\xff*'] },
    { type: 'tick', ms: 100, only: null },
    { type: 'wait', ms: 0 },
    { type: 'childEnds' },
  ],
}

const { config } = good
const withCommand = (command: unknown) => ({ ...good, commands: [command] })
const longWord = 'x'.repeat(LIMITS.keyBytes + 1)

const faults: readonly (readonly [string, unknown, string, Reason])[] = [
  [
    'no configuration',
    { version: 1, machine: 'server', commands: [] },
    'config',
    { kind: 'missing' },
  ],
  [
    'an unknown option',
    { ...good, config: { ...config, options: { maxmemory: 1 } } },
    'config.options.maxmemory',
    { kind: 'unknown' },
  ],
  [
    'learned hashes',
    { ...good, config: { ...config, hash: { kind: 'table', low: {} } } },
    'config.hash.kind',
    { kind: 'oneOf', names: ['siphash', 'given'] },
  ],
  [
    'a clock that stands nowhere',
    { ...good, config: { ...config, now: -1 } },
    'config.now',
    { kind: 'atLeast', least: 0 },
  ],
  [
    'a command of a dict',
    withCommand({ type: 'scan' }),
    'commands.0.type',
    { kind: 'oneOf', names: ['call', 'tick', 'wait', 'childEnds'] },
  ],
  ['no words', withCommand({ type: 'call', words: [] }), 'commands.0.words', { kind: 'noCommand' }],
  [
    'text that is no bytes',
    withCommand({ type: 'call', words: ['GET', '键'] }),
    'commands.0.words.1',
    { kind: 'byteText' },
  ],
  [
    'a word that is too long',
    withCommand({ type: 'call', words: ['GET', longWord] }),
    'commands.0.words.1',
    { kind: 'tooManyBytes', most: 1024 },
  ],
  [
    'too many words',
    withCommand({ type: 'call', words: new Array(LIMITS.words + 1).fill('a') }),
    'commands.0.words',
    { kind: 'tooMany', things: 'words', most: 1024 },
  ],
  [
    'a tick without its work',
    withCommand({ type: 'tick', ms: 1 }),
    'commands.0.only',
    { kind: 'missing' },
  ],
  [
    'a wait that never ends',
    withCommand({ type: 'wait', ms: 1e15 }),
    'commands.0.ms',
    { kind: 'atMost', most: 10 * 366 * 24 * 3600 * 1000 },
  ],
  [
    'too many commands',
    { ...good, commands: new Array(LIMITS.commands + 1).fill({ type: 'childEnds' }) },
    'commands',
    { kind: 'tooMany', things: 'commands', most: 5000 },
  ],
  [
    'too many keys',
    {
      ...good,
      commands: new Array(5).fill({
        type: 'call',
        words: ['sadd', ...new Array<string>(1000).fill('a')],
      }),
    },
    'scenario',
    { kind: 'tooManyKeysInAll', most: 4096 },
  ],
]

describe('a scenario of a server', () => {
  it('is read as it was written', () => {
    expect(parseScenario(JSON.parse(JSON.stringify(good)))).toEqual({ ok: true, value: good })
    fc.assert(
      fc.property(anyServerScenario, (scenario) => {
        const data: unknown = JSON.parse(JSON.stringify(scenario))
        expect(parseScenario(data)).toEqual({ ok: true, value: scenario })
      }),
      runs(60),
    )
  })

  it.each(faults)('with %s is refused with field and reason', (_, data, field, reason) => {
    expect(parseScenario(data)).toEqual({ ok: false, field, reason })
  })

  it('counts the keys and members that it may name, those before the story too', () => {
    const words = (line: string) => ({ type: 'call' as const, words: line.split(' ') })
    expect(keysNamed(good)).toBe(1)
    const commands = [
      words('SADD s a b c'),
      words('hset h f v g w'),
      words('GET k'),
      words('SCAN 0'),
    ]
    expect(keysNamed({ ...good, commands })).toBe(1 + 4 + 3)
  })
})

describe('a trace of a server', () => {
  beforeAll(() => loadMachine('server'))

  const record = (scenario: ServerScenario): ServerTrace => {
    const trace = recordAny(scenario)
    if (!isServerTrace(trace)) throw new Error('no trace of a server')
    return trace
  }

  it('has the same state at every moment, folded from a checkpoint or run from the beginning', () => {
    fc.assert(
      fc.property(anyServerScenario, (scenario) => {
        const trace = record(scenario)
        let state = trace.machine.init(trace.config)
        for (let moment = 1; moment <= trace.length; moment++) {
          const event = eventAt(trace, moment)?.event
          if (event === undefined) throw new Error(`no event ${moment}`)
          state = trace.machine.reduce(state, event)
          if (moment % 7 === 0) expect(stateAt(trace, moment)).toEqual(state)
        }
        expect(trace.last).toEqual(state)
      }),
      runs(25),
    )
  })

  it('is the same when it is run on from any of its commands', () => {
    fc.assert(
      fc.property(anyServerScenario, fc.nat(40), (scenario, cut) => {
        const whole = record(scenario)
        const count = Math.min(cut, scenario.commands.length)
        const start = record({ ...scenario, commands: scenario.commands.slice(0, count) })
        expect(recordAny(scenario, start, count)).toEqual(whole)
        expect(append(start, scenario.commands.slice(count)).steps).toEqual(whole.steps)
      }),
      runs(40),
    )
  })

  it.each(serverScenarioIds)('%s: the client goes on until its scan is complete', (id) => {
    const trace = record(scenarios[id])
    expect(goesOn(trace)).toBeNull()
  })

  it('that would hold more than a page can keep is refused, whatever makes it long', () => {
    const names = Array.from({ length: 1000 }, (_, n) => String(n))
    const fill = [{ type: 'call' as const, words: ['SADD', 's', ...names] }]
    const all: ServerCommand = { type: 'call', words: ['SMEMBERS', 's'] }
    const commands = new Array<ServerCommand>(1000).fill(all)
    const few = commands.slice(0, 100)
    expect(recordAny({ ...good, config: { ...config, fill }, commands: few }).length).toBe(201)
    expect(() => recordAny({ ...good, config: { ...config, fill }, commands })).toThrow(TooLong)
    const absent: DictCommand = { type: 'delete', keys: Array.from({ length: 4096 }, String) }
    const deletes = new Array<DictCommand>(200).fill(absent)
    expect(() => recordAny({ ...scenarios.atRest, commands: deletes })).toThrow(TooLong)
  })
})

describe('saved work on a server', () => {
  it('is restored as it was, with its branches', () => {
    fc.assert(
      fc.property(anyServerScenario, fc.array(anyServerCommand), fc.nat(40), (first, more, at) => {
        const start = historyOf({ tree: treeOf(first), moment: 3 })
        const after = Math.min(at, first.commands.length)
        const cut = edited(start, { tree: edit(treeOf(first), after, more), moment: 7 })
        const tree = reconfigure(cut.present.tree, { profile: 'redis-4.0.9' })
        const history = edited(cut, { tree, moment: 0 })
        const data: unknown = JSON.parse(JSON.stringify(saveHistory(history)))
        expect(restoreHistory(data)).toEqual({ ok: true, value: history })
      }),
      runs(60),
    )
  })

  it('is refused when it holds what belongs to a dict', () => {
    const saved = saveHistory(historyOf({ tree: treeOf(good), moment: 0 }))
    expect(restoreHistory({ ...saved, machine: 'dict' })).toMatchObject({ ok: false })
    expect(restoreHistory({ ...saved, machine: 'sentinel' })).toEqual({
      ok: false,
      field: 'machine',
      reason: { kind: 'oneOf', names: ['dict', 'server', 'cluster'] },
    })
  })

  it('of a dict opens also in the shape that it had before there were servers', () => {
    const history = historyOf({ tree: treeOf(scenarios.edits), moment: 12 })
    const { machine, ...old } = saveHistory(history)
    expect(machine).toBe('dict')
    expect(restoreHistory(JSON.parse(JSON.stringify(old)))).toEqual({ ok: true, value: history })
  })
})
