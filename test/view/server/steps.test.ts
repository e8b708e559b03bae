import { beforeAll, describe, expect, it } from 'vitest'
import { loadMachine, type ServerTrace } from '../../../src/trace/index.ts'
import { scanRepliesAt } from '../../../src/view/server/replies.ts'
import { whyText } from '../../../src/view/server/scanText.ts'
import { fourStepsAt, pageOf } from '../../../src/view/server/steps.ts'
import { exchangesOf } from '../../../src/view/server/transcript.ts'
import { endsOf, keys, numbers, talk } from './traces.ts'

beforeAll(() => loadMachine('server'))

const stepsAfter = (trace: ServerTrace, line: string) => {
  const steps = fourStepsAt(trace, endsOf(trace)[line] ?? 0)
  if (steps === null) throw new Error(`no steps after ${line}`)
  return steps
}

const whyAfter = (trace: ServerTrace, line: string) =>
  whyText(stepsAfter(trace, line), trace.last.server, 'en')

describe('the four steps', () => {
  it('come one after the other, each told as far as it is done', () => {
    const trace = talk(keys(14), ['SCAN 0 COUNT 3 MATCH k1*'])
    const seen = Array.from({ length: trace.length }, (_, n) => fourStepsAt(trace, n + 1)?.now)
    expect([...new Set(seen)]).toEqual([0, 1, 2, 3, 4])
    expect(seen.toSorted()).toEqual(seen)
    expect(fourStepsAt(trace, 0)).toBeNull()
  })

  it('name options, calls, what stopped them, what was dropped, and the page', () => {
    const trace = talk(keys(16), ['SCAN 0 COUNT 3 MATCH k1*'], { profile: 'redis-7.0' })
    const { options, calls, collected, stoppedBy, dropped, reply } = stepsAfter(
      trace,
      'SCAN 0 COUNT 3 MATCH k1*',
    )
    expect(options).toEqual({ cursor: '0', count: 3, match: 'k1*', type: null, budget: 31 })
    expect(calls.map(({ cursor, next }) => [cursor, next])).toEqual([
      [0, 8],
      [8, 4],
      [4, 12],
    ])
    expect(calls[0]?.buckets).toEqual([{ bucket: 0, of: 16 }])
    expect(calls.map((one) => one.collected)).toEqual([['k0'], ['k8'], ['k4']])
    expect({ collected, stoppedBy }).toEqual({ collected: 3, stoppedBy: 'count' })
    expect(dropped.map(({ key, by }) => `${key} ${by}`)).toEqual([
      'k0 match',
      'k8 match',
      'k4 match',
    ])
    expect(pageOf(reply)).toEqual({ cursor: '12', items: [] })
  })

  it('both buckets of a call stand in its line while two tables live', () => {
    const trace = talk(keys(17), ['SCAN 0 COUNT 1'])
    const [first] = stepsAfter(trace, 'SCAN 0 COUNT 1').calls
    expect(first?.buckets.map(({ of }) => of)).toEqual([16, 32, 32])
  })

  it('of the last scan command stay to be read while other commands are done', () => {
    const trace = talk(keys(4), ['SCAN 0', 'PING'])
    expect(fourStepsAt(trace, trace.length)).toMatchObject({ words: ['SCAN', '0'], running: false })
    expect(stepsAfter(trace, 'SCAN 0').running).toBe(true)
  })

  it('of a small collection are options, all at once, filter, reply', () => {
    const trace = talk(['SADD s 1 2 3'], ['SSCAN s 7 COUNT 1 MATCH 2'])
    expect(stepsAfter(trace, 'SSCAN s 7 COUNT 1 MATCH 2')).toMatchObject({
      options: { cursor: '7', budget: 0 },
      calls: [],
      collected: 3,
      stoppedBy: 'whole',
      dropped: [
        { key: '1', by: 'match' },
        { key: '3', by: 'match' },
      ],
    })
  })

  it('have no options when the command is refused, or when there is no such key', () => {
    const trace = talk(['SET t v'], ['SCAN x', 'SSCAN nobody 0', 'SSCAN t 0'])
    for (const line of ['SCAN x', 'SSCAN nobody 0', 'SSCAN t 0']) {
      expect(stepsAfter(trace, line)).toMatchObject({ options: null, calls: [], now: 4 })
      expect(whyAfter(trace, line)).toBeNull()
    }
  })
})

describe('why a page is as it is', () => {
  it('empty though the cursor is not 0: the filter dropped all', () => {
    const trace = talk(keys(16), ['SCAN 0 COUNT 2 MATCH nobody'])
    expect(whyAfter(trace, 'SCAN 0 COUNT 2 MATCH nobody')).toMatch(/filter dropped all 2/)
  })

  it('empty though the cursor is not 0: the budget met only empty buckets', () => {
    // One member of many stays, in a table that a child keeps from shrinking: 11 calls find nothing.
    const gone = `SREM s ${numbers(64)}`
    const trace = talk([`SADD s ${numbers(64)} 4095`], ['BGSAVE', gone, 'SSCAN s 0 COUNT 1'], {
      profile: 'redis-7.0',
    })
    const steps = stepsAfter(trace, 'SSCAN s 0 COUNT 1')
    expect(steps).toMatchObject({ stoppedBy: 'budget', collected: 0 })
    expect(steps.calls).toHaveLength(11)
    expect(whyAfter(trace, 'SSCAN s 0 COUNT 1')).toMatch(/11 calls .* only empty buckets/)
  })

  it('longer than COUNT: buckets come whole', () => {
    const trace = talk(['SET a0 v', 'SET b0 v', 'SET c1 v'], ['SCAN 0 COUNT 1'])
    expect(whyAfter(trace, 'SCAN 0 COUNT 1')).toMatch(/2 came, though COUNT asks for 1/)
  })

  it('shorter than COUNT: the filter', () => {
    const trace = talk(keys(16), ['SCAN 0 COUNT 4 MATCH k[48]'])
    expect(whyAfter(trace, 'SCAN 0 COUNT 4 MATCH k[48]')).toMatch(/2 of the 4 that came are left/)
  })

  it('whole: a small encoding knows neither COUNT nor cursor', () => {
    const trace = talk(['SADD s 1 2 3'], ['SSCAN s 0', 'SSCAN s 9'])
    expect(whyAfter(trace, 'SSCAN s 0')).toMatch(/stored as intset, in one piece/)
    expect(whyAfter(trace, 'SSCAN s 9')).toMatch(/cursor 9 means nothing/)
  })

  it('as one expects: nothing to explain', () => {
    const trace = talk(keys(16), ['SCAN 0 COUNT 2', 'SCAN 0 COUNT 100'])
    expect(whyAfter(trace, 'SCAN 0 COUNT 2')).toBeNull()
    expect(whyAfter(trace, 'SCAN 0 COUNT 100')).toBeNull()
  })
})

describe('the replies of scans', () => {
  it('count how often an element has come, anew with cursor 0', () => {
    const trace = talk(
      [`SADD s ${numbers(8)}`],
      ['SSCAN s 0 COUNT 100', 'SSCAN s 4 COUNT 100', 'SSCAN s 0 COUNT 1'],
    )
    const times = scanRepliesAt(trace, trace.length).map(({ items }) =>
      items.map((one) => one.times),
    )
    expect(times[0]).toEqual([1, 1, 1, 1, 1, 1, 1, 1])
    expect(new Set(times[1])).toEqual(new Set([2]))
    expect(new Set(times[2])).toEqual(new Set([1]))
  })

  it('show fields and scored members without what belongs to them', () => {
    const trace = talk(
      ['HSET h f 1 g 2', 'ZADD z 1 a'],
      ['HSCAN h 0', 'ZSCAN z 0', 'HSCAN h 0 NOVALUES'],
    )
    const names = scanRepliesAt(trace, trace.length).map(({ items }) =>
      items.map((one) => one.name),
    )
    expect(names).toEqual([['f', 'g'], ['a'], ['f', 'g']])
  })

  it('are those that were asked for by a moment, errors among them', () => {
    const trace = talk(keys(2), ['PING', 'SCAN x', 'SCAN 0'])
    expect(scanRepliesAt(trace, 0)).toEqual([])
    expect(scanRepliesAt(trace, trace.length).map(({ asked, next }) => [asked, next])).toEqual([
      ['SCAN x', null],
      ['SCAN 0', '0'],
    ])
  })
})

describe('the transcript', () => {
  it('has each command as it was typed and its reply as redis-cli prints it', () => {
    const trace = talk(
      [],
      ['SET "a b" é', 'GET "a b"', { type: 'wait', ms: 20 }, 'nonsense x', 'SCAN 0'],
    )
    expect(exchangesOf(trace).map(({ line, reply }) => [line, reply])).toEqual([
      ['SET "a b" é', 'OK'],
      ['GET "a b"', '"\\xc3\\xa9"'],
      ['', null],
      ['nonsense x', "(error) ERR unknown command 'nonsense', with args beginning with: 'x' "],
      ['SCAN 0', '1) "0"\n2) 1) "a b"'],
    ])
  })

  it('shows the bytes of an error as text where they are text', () => {
    const trace = talk([], ['クエリ'])
    expect(exchangesOf(trace)[0]?.reply).toMatch(/unknown command 'クエリ'/)
  })
})
