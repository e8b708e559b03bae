import { describe, expect, it } from 'vitest'
import { nodeOf, ownerOf, ownersOf, slotOf, SLOTS, tagOfSlot } from '../../src/cluster/index.ts'
import { ClusterTalk } from './clusters.ts'

type Page = [cursor: string, keys: string[]]

const slotIn = (cursor: string) => slotOf(/\{(.*)\}/.exec(cursor)?.[1] ?? '')

/** Follows the tags from node to node; `between` happens before the call of a number. */
function walk(
  talk: ClusterTalk,
  options = '',
  between: (call: number, cursor: string) => void = () => undefined,
) {
  const found: string[] = []
  let cursor = '0'
  for (let call = 0; ; call++) {
    between(call, cursor)
    const owner = ownerOf(ownersOf(talk.state), cursor === '0' ? 0 : slotIn(cursor)) ?? 'A'
    const [next, keys] = talk.say(owner, `CLUSTERSCAN ${cursor} ${options}`) as Page
    found.push(...keys)
    if (next === '0') return found
    cursor = next
  }
}

const valkey = (change = {}) => new ClusterTalk({ version: 'valkey-9.1', ...change })
const sorted = (keys: Iterable<string>) => [...keys].sort()
const keysOf = (talk: ClusterTalk) =>
  sorted(
    talk.state.nodes.flatMap(({ role, server }) =>
      role === 'primary' ? [...server.values.keys()] : [],
    ),
  )

it('a tag names each slot: those that servers are known to use', () => {
  const known =
    '06S Qi 5L5 4Iu 4gY 460 1Y7 1LV 0QG ru 7Ok 4ji 4DE 65n 2JH I8 F9 SX 7nF 4KD 4eh 6PK 2ke'
  expect(
    known
      .split(' ')
      .map((_, slot) => tagOfSlot(slot))
      .join(' '),
  ).toBe(known)
  expect([100, 8192].map(tagOfSlot)).toEqual(['0or', '8YG'])
  for (let slot = 0; slot < SLOTS; slot++) expect(slotOf(tagOfSlot(slot))).toBe(slot)
})

describe('CLUSTERSCAN', () => {
  it('begins with the first slot and no keys, and is no command before Valkey 9.1', () => {
    expect(valkey().say('C', 'CLUSTERSCAN 0')).toEqual(['0-{06S}-0', []])
    expect(valkey().say('C', 'CLUSTERSCAN 0 SLOT 100')).toEqual(['0-{0or}-0', []])
    expect(new ClusterTalk().say('A', 'CLUSTERSCAN 0')).toMatch('ERR unknown command')
  })

  it('returns every key once, led from node to node by the tags', () => {
    const talk = valkey({ keys: { prefix: 'k', count: 400 } })
    expect(sorted(walk(talk, 'COUNT 7'))).toEqual(keysOf(talk))
  })

  it('filters as SCAN does, and stays in the slot of a pattern with a tag', () => {
    const keys = ['{a}:1', '{a}:2', '{b}:1', 'plain']
    expect(sorted(walk(valkey({ keys }), 'MATCH {a}*'))).toEqual(['{a}:1', '{a}:2'])
    expect(sorted(walk(valkey({ keys }), 'MATCH *1'))).toEqual(['{a}:1', '{b}:1'])
    expect(walk(valkey({ keys }), 'TYPE set')).toEqual([])
    expect(walk(valkey({ keys }), `SLOT ${slotOf('b')}`)).toEqual(['{b}:1'])
    expect(walk(valkey({ keys }), `SLOT ${slotOf('b')} MATCH {a}*`)).toEqual([])
  })

  it('sends the client on when the slot has moved, and begins that slot again', () => {
    const keys = Array.from({ length: 40 }, (_, i) => `{t}:${i}`)
    const talk = valkey({ keys })
    const slot = slotOf('t')
    let moved = false
    const found = walk(talk, 'COUNT 5', (_, cursor) => {
      if (moved || cursor === '0' || slotIn(cursor) !== slot || cursor.endsWith('-0')) return
      moved = true
      const from = ownerOf(ownersOf(talk.state), slot) ?? ''
      const to = from === 'A' ? 'B' : 'A'
      talk.do({ type: 'migrate', slot, to, how: 'atomic' })
      expect(talk.say(from, `CLUSTERSCAN ${cursor}`)).toBe(
        `MOVED ${slot} ${nodeOf(talk.state, to)?.address}`,
      )
    })
    expect(moved).toBe(true)
    expect(sorted(new Set(found))).toEqual(sorted(keys))
    expect(found.length).toBeGreaterThan(keys.length)
  })

  it('goes on where it was when the new owner shares the seed', () => {
    const keys = Array.from({ length: 40 }, (_, i) => `{t}:${i}`)
    const talk = valkey({ keys, seeds: 'shared' })
    const found = walk(talk, 'COUNT 5', (call) => {
      if (call === 6) talk.do({ type: 'migrate', slot: slotOf('t'), to: 'A', how: 'atomic' })
    })
    expect(sorted(found)).toEqual(sorted(keys))
  })

  it('refuses what is no cursor of its own, and says when nobody has the slot', () => {
    const talk = valkey()
    const invalid = 'ERR invalid cursor'
    for (const cursor of ['1', '-1', 'x-{06S}-', '0-{06S}-16385', '0-{}-0', '"0-{06S}-0 "']) {
      expect(talk.say('A', `CLUSTERSCAN ${cursor}`), cursor).toBe(invalid)
    }
    expect(talk.say('A', 'CLUSTERSCAN 0-{06S}-0 SLOT 7')).toMatch('ERR the cursor is of another')
    expect(talk.say('A', 'CLUSTERSCAN 0 SLOT 16384')).toBe('ERR Invalid or out of range slot')
    expect(talk.say('A', 'CLUSTERSCAN 0 COUNT 0')).toEqual(['0-{06S}-0', []])
    expect(talk.say('A', 'CLUSTERSCAN 0-{06S}-0 COUNT 0')).toBe('ERR syntax error')
    talk.do({ type: 'unassign', slot: 0 })
    expect(talk.say('A', 'CLUSTERSCAN 0-{06S}-0')).toBe('CLUSTERDOWN Hash slot not served')
  })

  it('takes a cursor of another cluster for the start of its slot', () => {
    const keys = Array.from({ length: 40 }, (_, i) => `{t}:${i}`)
    const talk = valkey({ keys })
    const slot = slotOf('t')
    const owner = ownerOf(ownersOf(talk.state), slot) ?? ''
    const foreign = `zzz-{${tagOfSlot(slot)}}-${3 * SLOTS + slot}`
    expect(talk.say(owner, `CLUSTERSCAN ${foreign} COUNT 5`)).toEqual(
      talk.say(owner, `CLUSTERSCAN 0-{${tagOfSlot(slot)}}-0 COUNT 5`),
    )
  })
})
