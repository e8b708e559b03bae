import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { entriesOf } from '../../src/engine/index.ts'
import { placeName, type ConsoleEvent, type ConsoleState } from '../../src/machines/client.ts'
import { serverMachine, type ServerStart } from '../../src/machines/server.ts'
import { placeShown } from '../../src/machines/turn.ts'
import { valueAt, wordsOf, type ServerCommand } from '../../src/server/index.ts'
import { runs } from '../engine/settings.ts'
import { anyServerScenario } from './anyServer.ts'

const START: ServerStart = {
  profile: 'redis-7.4',
  hash: { kind: 'given' },
  options: {},
  now: 0,
  fill: [],
}

/** Sets of five are tables. */
const SMALL = { 'set-max-intset-entries': 4, 'set-max-listpack-entries': 4 }

const call = (line: string): ServerCommand => ({ type: 'call', words: wordsOf(line) ?? [] })

/** A console to talk to. */
function open(change: Partial<ServerStart> = {}) {
  const start = { ...START, ...change }
  let state: ConsoleState = serverMachine.init(start)
  let events: readonly ConsoleEvent[] = []
  const run = (command: ServerCommand) => {
    events = serverMachine.run(state, command, start)
    for (const event of events) state = serverMachine.reduce(state, event)
    serverMachine.check(state)
  }
  return {
    run,
    type: (line: string) => {
      run(call(line))
    },
    read: () => serverMachine.read(state, start),
    goesOn: () => serverMachine.goesOn(state),
    shown: () => placeName(placeShown(state)),
    events: () => events,
    server: () => state.server,
  }
}

const numbers = (first: number, count: number) =>
  Array.from({ length: count }, (_, n) => String(first + n)).join(' ')

describe('any story of a server', () => {
  it('is made by its events alone, breaks no invariant, and can be read at every event', () => {
    fc.assert(
      fc.property(anyServerScenario, ({ config, commands }) => {
        let state = serverMachine.init(config)
        for (const command of commands) {
          const events = serverMachine.run(state, command, config)
          expect(events.length).toBeGreaterThan(0)
          for (const event of events) {
            state = serverMachine.reduce(state, event)
            const { dict, scan } = serverMachine.read(state, config)
            const shown = serverMachine.shows(event, state)
            if (shown !== null && 'line' in shown) expect(scan.calls.length).toBeGreaterThan(0)
            expect(scan.reached).toBeLessThanOrEqual(1)
            expect(entriesOf(dict).length).toBe(dict.tables[0].used + dict.tables[1].used)
          }
          serverMachine.check(state)
        }
        expect(serverMachine.weight(state)).toBeGreaterThanOrEqual(0)
      }),
      runs(150),
    )
  })

  it('tells each call first, so that every step begins with what was sent', () => {
    fc.assert(
      fc.property(anyServerScenario, ({ config, commands }) => {
        let state = serverMachine.init(config)
        for (const command of commands) {
          const events = serverMachine.run(state, command, config)
          if (command.type === 'call') {
            expect(events[0]).toEqual({ kind: 'call.sent', words: command.words })
            expect(events.at(-1)?.kind).toBe('replied')
          }
          state = events.reduce(serverMachine.reduce, state)
        }
      }),
      runs(60),
    )
  })
})

describe('the stage', () => {
  it('begins with the keyspace, filled before the story begins', () => {
    const console = open({ fill: [call('SET k1 v'), call('SET k2 v')] })
    expect(console.shown()).toBe('keyspace')
    expect(entriesOf(console.read().dict).map(({ key }) => key)).toEqual(['k1', 'k2'])
  })

  it('turns to the dict that a scan walks, and keeps it while the scan is under way', () => {
    const console = open({ options: SMALL })
    console.type(`SADD s ${numbers(0, 16)}`)
    console.type('SSCAN s 0 COUNT 3')
    expect(console.shown()).toBe('value s')
    expect(console.read().scan.status).toBe('between')
    console.type('SET other v')
    console.type(`SADD t ${numbers(0, 16)}`)
    expect(console.shown()).toBe('value s')
    console.type('SCAN 0')
    expect(console.shown()).toBe('keyspace')
  })

  it('turns to what a command speaks of while no scan is under way', () => {
    const console = open({ options: SMALL })
    console.type(`SADD s ${numbers(0, 16)}`)
    expect(console.shown()).toBe('value s')
    console.type('CONFIG GET hz')
    expect(console.shown()).toBe('value s')
    console.type('SET k v')
    expect(console.shown()).toBe('keyspace')
    console.type('SISMEMBER s 3')
    expect(console.shown()).toBe('value s')
    console.type('HGET s f')
    expect(console.shown()).toBe('value s')
    console.type('nonsense s')
    expect(console.shown()).toBe('value s')
  })

  it('turns at the birth of a new collection, not before it is there', () => {
    const console = open()
    console.type('SADD s a b')
    const kinds = console.events().map(({ kind }) => kind)
    expect(kinds.indexOf('stage.turned')).toBe(kinds.indexOf('value.set') + 1)
    expect(console.read().dict.tables[0].buckets).toEqual([])
  })

  it('falls back to the keyspace when the collection on it is gone', () => {
    const console = open({ options: SMALL })
    console.type(`SADD s ${numbers(0, 16)}`)
    console.type('SSCAN s 0 COUNT 3')
    console.type('DEL s')
    expect(console.shown()).toBe('keyspace')
  })

  it('gives entries of different dicts different homes', () => {
    const console = open({ options: SMALL })
    expect(console.read().home).toBe(0)
    console.type(`SADD s ${numbers(0, 16)}`)
    const first = console.read().home
    console.type(`SADD t ${numbers(0, 16)}`)
    expect(console.read().home).not.toBe(first)
    console.type('SCARD s')
    expect(console.read().home).toBe(first)
  })

  it('shows only what happens to its own dict', () => {
    const console = open({ fill: Array.from({ length: 16 }, (_, n) => call(`SET k${n} v`)) })
    console.run(call('SET k16 v PX 100'))
    const start = { ...START }
    let state = serverMachine.init({
      ...start,
      fill: Array.from({ length: 16 }, (_, n) => call(`SET k${n} v`)),
    })
    const shown = console.events().map((event) => {
      state = serverMachine.reduce(state, event)
      return [event, serverMachine.shows(event, state)] as const
    })
    const elsewhere = shown.filter(([event]) => 'place' in event && event.place.dict === 'expires')
    expect(elsewhere.length).toBeGreaterThan(0)
    expect(elsewhere.every(([, seen]) => seen === null)).toBe(true)
    expect(shown.some(([, seen]) => seen?.kind === 'entry.added')).toBe(true)
  })
})

describe('a scan at the console', () => {
  const filled = () => open({ fill: Array.from({ length: 14 }, (_, n) => call(`SET k${n} v`)) })

  it('goes on with the cursor that it was given, and with the same options', () => {
    const console = filled()
    expect(console.goesOn()).toEqual(call('SCAN 0'))
    console.type('SCAN 0 COUNT 4 MATCH k*')
    const next = console.goesOn()
    expect(next).toMatchObject({ type: 'call' })
    expect(next?.type === 'call' && next.words.slice(2)).toEqual(['COUNT', '4', 'MATCH', 'k*'])
    let calls = 0
    for (let one = next; one !== null; one = console.goesOn()) {
      console.run(one)
      expect(++calls).toBeLessThan(20)
    }
    const { scan } = console.read()
    expect(scan.status).toBe('complete')
    expect(new Set(scan.calls.flatMap(({ emitted }) => emitted.map(({ id }) => id))).size).toBe(14)
  })

  it('begins anew with cursor 0, and whatever is in one piece is no scan under way', () => {
    const console = filled()
    console.type('SCAN 0 COUNT 4')
    console.type('SCAN 0 COUNT 4')
    const { calls } = console.read().scan
    expect(calls[0]?.cursor).toBe(0)
    expect(calls.every(({ cursor }, index) => cursor !== 0 || index === 0)).toBe(true)
    console.type('SADD small 1 2 3')
    console.type('SSCAN small 0')
    expect(console.read().scan.status).toBe('idle')
    expect(console.goesOn()).toBeNull()
  })

  it('marks what the filter dropped, and who did it', () => {
    const console = filled()
    console.type('SCAN 0 COUNT 100 MATCH k1*')
    const emitted = console.read().scan.calls.flatMap((one) => one.emitted)
    const dropped = emitted.filter((one) => one.dropped === 'match').map(({ key }) => key)
    expect(dropped.sort()).toEqual(['k0', 'k2', 'k3', 'k4', 'k5', 'k6', 'k7', 'k8', 'k9'])
  })

  it('of a collection that was replaced keeps its cursor and owes nothing', () => {
    const console = open({ options: SMALL })
    console.type(`SADD s ${numbers(0, 16)}`)
    console.type('SSCAN s 0 COUNT 3')
    const { cursor } = console.read().scan
    console.type('DEL s')
    console.type(`SADD s ${numbers(100, 16)}`)
    const { scan } = console.read()
    expect(scan).toMatchObject({ status: 'between', cursor, calls: [], witnesses: [] })
    console.run(console.goesOn() ?? call('PING'))
    expect(console.read().scan.lost).toEqual([])
  })

  it('that is refused leaves the last one as it was', () => {
    const console = filled()
    console.type('SCAN 0 COUNT 4')
    const before = console.goesOn()
    console.type('SCAN nonsense')
    console.type('SCAN 0 COUNT 0')
    expect(console.goesOn()).toEqual(before)
  })
})

it('a value is found under its name, whatever bytes that has', () => {
  expect(placeName(valueAt('keyspace'))).not.toBe(placeName({ dict: 'keyspace' }))
})
