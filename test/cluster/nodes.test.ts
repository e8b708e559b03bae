import { describe, expect, it } from 'vitest'
import {
  nodeOf,
  onItsWay,
  ownerOf,
  ownersOf,
  rangesOf,
  slotOf,
  sizeOfRanges,
  topologyOf,
  unownedOf,
  type ClusterCommand,
} from '../../src/cluster/index.ts'
import { ClusterTalk, nodesOf } from './clusters.ts'

const keysOn = ({ state }: ClusterTalk, id: string) =>
  [...(nodeOf(state, id)?.server.values.keys() ?? [])].sort()
const allKeys = (talk: ClusterTalk) =>
  talk.state.nodes
    .filter(({ role, alive }) => role === 'primary' && alive)
    .flatMap(({ id }) => keysOn(talk, id))
    .sort()
const epochs = ({ state }: ClusterTalk) =>
  state.nodes.map(({ id, epoch }) => `${id}${epoch}`).join(' ')
const slotsOf = ({ state }: ClusterTalk) =>
  state.nodes.map(({ id }) => sizeOfRanges(rangesOf(ownersOf(state), id)))
const withReplicas = (change = {}) => new ClusterTalk({ nodes: nodesOf(true), ...change })
const why = (talk: ClusterTalk, command: ClusterCommand) => {
  const [event] = talk.do(command)
  return event?.kind === 'refused' ? event.why : event?.kind
}

describe('a slot that moves', () => {
  it('key by key is open on the way: ASK, ASKING, TRYAGAIN, then MOVED', () => {
    const talk = new ClusterTalk({ keys: ['{t2}:x', '{t2}:y', '{t2}:z'] })
    const slot = slotOf('t2')
    const b = nodeOf(talk.state, 'B')?.address
    talk.do({ type: 'migrateBegin', slot, to: 'B' })
    talk.do({ type: 'migrateKeys', slot, count: 1 })
    expect(talk.say('A', 'GET {t2}:z')).toBe(`ASK ${slot} ${b}`)
    expect(talk.say('A', 'GET {t2}:x')).toBe('v:{t2}:x')
    expect(talk.say('A', 'EXISTS {t2}:x {t2}:z')).toMatch('TRYAGAIN')
    expect(talk.say('B', 'GET {t2}:z')).toMatch(`MOVED ${slot}`)
    expect(talk.say('B', 'ASKING')).toBe('OK')
    expect(talk.say('B', 'GET {t2}:z')).toBe('v:{t2}:z')
    expect(talk.say('B', 'GET {t2}:z')).toMatch(`MOVED ${slot}`)
    // A scan asks for no key, so no node sends it away: each returns what it holds.
    expect(talk.scan('A').toSorted()).toEqual(['{t2}:x', '{t2}:y'])
    expect(talk.scan('B')).toEqual(['{t2}:z'])
    talk.do({ type: 'migrateEnd', slot })
    expect(talk.say('A', 'GET {t2}:x')).toBe(`MOVED ${slot} ${b}`)
    expect(talk.say('C', 'GET {t2}:x')).toBe(`MOVED ${slot} ${b}`)
    expect(talk.scan('B')).toHaveLength(3)
  })

  it('gives its importer a new epoch, but not when that has the highest already', () => {
    const talk = new ClusterTalk()
    expect(epochs(talk)).toBe('A1 B2 C3')
    talk.do({ type: 'migrate', slot: 100, to: 'B', how: 'keys' })
    expect(epochs(talk)).toBe('A1 B4 C3')
    talk.do({ type: 'migrate', slot: 101, to: 'B', how: 'atomic' })
    expect(epochs(talk)).toBe('A1 B4 C3')
    talk.do({ type: 'migrate', slot: 100, to: 'C', how: 'keys' })
    expect(epochs(talk)).toBe('A1 B4 C5')
    expect(talk.say('C', 'CLUSTER INFO')).toMatch('cluster_my_epoch:5')
  })

  it('is refused where it cannot be, and nothing happens', () => {
    const talk = new ClusterTalk()
    const begin = (slot: number, to: string): ClusterCommand => ({ type: 'migrateBegin', slot, to })
    expect(why(talk, begin(1, 'A'))).toEqual({ reason: 'ownsIt', node: 'A', slot: 1 })
    expect(why(talk, begin(1, 'Z'))).toEqual({ reason: 'noSuchNode', node: 'Z' })
    expect(why(talk, { type: 'migrateEnd', slot: 1 })).toEqual({ reason: 'notMigrating', slot: 1 })
    talk.do({ type: 'unassign', slot: 1 })
    expect(why(talk, begin(1, 'A'))).toEqual({ reason: 'unassigned', slot: 1 })
    talk.do(begin(2, 'B'))
    expect(why(talk, begin(2, 'B'))).toEqual({ reason: 'isMigrating', slot: 2 })
    expect(why(talk, { type: 'migrateKeys', slot: 2, count: 1 })).toEqual({
      reason: 'noKeysLeft',
      slot: 2,
    })
    talk.do({ type: 'migrateEnd', slot: 2 })
    expect(why(talk, { type: 'rebalance' })).not.toEqual({ reason: 'balanced' })
    expect(why(talk, { type: 'rebalance' })).toEqual({ reason: 'balanced' })
  })
})

describe('nodes that come and go', () => {
  it('a node joins without slots, and takes its share when the cluster is rebalanced', () => {
    const talk = new ClusterTalk({ keys: { prefix: 'k', count: 300 } })
    const before = allKeys(talk)
    talk.do({ type: 'addNode', node: 'D', of: null })
    expect(slotsOf(talk)).toEqual([5461, 5462, 5461, 0])
    talk.do({ type: 'rebalance' })
    expect(slotsOf(talk)).toEqual([4096, 4096, 4096, 4096])
    expect(allKeys(talk)).toEqual(before)
    expect(keysOn(talk, 'D').length).toBeGreaterThan(40)
    expect(talk.say('D', 'CLUSTER INFO')).toMatch('cluster_state:ok')
  })

  it('a replica that joins reads all keys of its primary, and hears what is written later', () => {
    const talk = new ClusterTalk()
    talk.do({ type: 'addNode', node: 'a', of: 'A' })
    expect(keysOn(talk, 'a')).toEqual(keysOn(talk, 'A'))
    talk.do({ type: 'write', words: ['SET', '{t2}:new', 'v'] })
    expect(keysOn(talk, 'a')).toContain('{t2}:new')
    expect(talk.say('a', 'GET {t2}:new')).toMatch('MOVED')
    talk.say('a', 'READONLY')
    expect(talk.say('a', 'GET {t2}:new')).toBe('v')
    expect(talk.say('a', 'SET {t2}:new w')).toMatch('MOVED')
  })

  it('a node that leaves gives its slots to the others first', () => {
    const talk = new ClusterTalk({ keys: { prefix: 'k', count: 300 } })
    const before = allKeys(talk)
    talk.do({ type: 'removeNode', node: 'B' })
    expect(slotsOf(talk)).toEqual([8192, 8192])
    expect(allKeys(talk)).toEqual(before)
    talk.do({ type: 'removeNode', node: 'A' })
    expect(why(talk, { type: 'removeNode', node: 'C' })).toEqual({
      reason: 'lastPrimary',
      node: 'C',
    })
  })
})

describe('a slot that is half way', () => {
  const KEYS = ['{t2}:x', '{t2}:y', '{t2}:z']
  const slot = slotOf('t2')
  const halfWay = (talk: ClusterTalk) => {
    talk.do({ type: 'migrateBegin', slot, to: 'B' })
    talk.do({ type: 'migrateKeys', slot, count: 1 })
    return talk
  }

  it('has keys on two nodes: nothing is rebalanced, and no primary leaves, until it has moved', () => {
    const talk = halfWay(new ClusterTalk({ keys: KEYS }))
    for (const node of ['A', 'B', 'C']) {
      expect(why(talk, { type: 'removeNode', node })).toEqual({ reason: 'openSlot', slot })
    }
    expect(why(talk, { type: 'rebalance' })).toEqual({ reason: 'openSlot', slot })
    talk.do({ type: 'migrateEnd', slot })
    talk.do({ type: 'removeNode', node: 'B' })
    expect(allKeys(talk)).toEqual(KEYS)
  })

  it('can set out again when a replica has taken the place of the node that it went to', () => {
    const talk = halfWay(withReplicas({ keys: KEYS }))
    talk.do({ type: 'failover', node: 'B', lost: 0, how: 'crash' })
    expect(onItsWay(talk.state, slot)).toBeNull()
    expect(why(talk, { type: 'migrateEnd', slot })).toEqual({ reason: 'notMigrating', slot })
    talk.do({ type: 'migrate', slot, to: 'b', how: 'atomic' })
    expect(keysOn(talk, 'b')).toEqual(KEYS)
    talk.do({ type: 'rebalance' })
    expect(allKeys(talk)).toEqual(KEYS)
  })

  it('leaves keys behind when both nodes are replaced, and who holds them cannot leave', () => {
    const talk = halfWay(withReplicas({ keys: KEYS }))
    for (const node of ['B', 'A']) talk.do({ type: 'failover', node, lost: 0, how: 'manual' })
    expect(keysOn(talk, 'b')).toHaveLength(1)
    const holds = { reason: 'holdsKeys', node: 'b', slot }
    expect(why(talk, { type: 'removeNode', node: 'b' })).toEqual(holds)
    talk.do({ type: 'migrate', slot, to: 'b', how: 'keys' })
    talk.do({ type: 'removeNode', node: 'b' })
    expect(allKeys(talk)).toEqual(KEYS)
  })
})

describe('a failover', () => {
  it('puts the replica in the place of a primary that died, under a new epoch', () => {
    const talk = withReplicas()
    const keys = keysOn(talk, 'A')
    talk.do({ type: 'failover', node: 'A', lost: 0, how: 'crash' })
    expect(nodeOf(talk.state, 'a')).toMatchObject({ role: 'primary', of: null, epoch: 4 })
    expect(nodeOf(talk.state, 'A')).toMatchObject({ role: 'replica', of: 'a', alive: false })
    expect(ownerOf(ownersOf(talk.state), 0)).toBe('a')
    expect(keysOn(talk, 'a')).toEqual(keys)
    expect(talk.say('A', 'SCAN 0')).toBeUndefined()
    expect(talk.events.at(-1)).toMatchObject({ kind: 'call.failed', error: 'down' })
    expect(topologyOf(talk.state).nodes.map(({ id }) => id)).not.toContain('A')
  })

  it('loses the last keys when the replica lags, and names them', () => {
    const talk = withReplicas()
    const keys = keysOn(talk, 'A')
    const events = talk.do({ type: 'failover', node: 'A', lost: 3, how: 'crash' })
    const told = events.find(({ kind }) => kind === 'failed.over')
    const lost = told?.kind === 'failed.over' ? told.lost : []
    expect(lost).toHaveLength(3)
    expect(keysOn(talk, 'a')).toEqual(keys.filter((key) => !lost.includes(key)))
  })

  it('by hand leaves the old primary as a replica with all its keys', () => {
    const talk = withReplicas()
    expect(talk.say('A', 'CLUSTER FAILOVER')).toMatch('You should send CLUSTER FAILOVER')
    expect(talk.say('a', 'CLUSTER FAILOVER')).toBe('OK')
    expect(nodeOf(talk.state, 'A')).toMatchObject({ role: 'replica', of: 'a', alive: true })
    expect(keysOn(talk, 'A')).toEqual(keysOn(talk, 'a'))
    talk.do({ type: 'write', words: ['SET', '{t2}:new', 'v'] })
    expect(keysOn(talk, 'A')).toContain('{t2}:new')
  })

  it('a node that comes back has a new seed and its new primary’s keys, unless seeds are shared', () => {
    for (const seeds of ['own', 'shared'] as const) {
      const talk = withReplicas({ seeds })
      const before = nodeOf(talk.state, 'A')?.hash
      talk.do({ type: 'failover', node: 'A', lost: 2, how: 'crash' })
      talk.do({ type: 'restart', node: 'A' })
      expect(keysOn(talk, 'A')).toEqual(keysOn(talk, 'a'))
      const after = nodeOf(talk.state, 'A')?.hash
      if (seeds === 'own') expect(after).not.toEqual(before)
      else expect(after).toEqual(before)
    }
  })

  it('without a replica is refused', () => {
    expect(why(new ClusterTalk(), { type: 'failover', node: 'A', lost: 0, how: 'crash' })).toEqual({
      reason: 'noReplica',
      node: 'A',
    })
  })
})

describe('faults', () => {
  it('a network error swallows so many calls, a slow node only answers later', () => {
    const talk = new ClusterTalk()
    talk.do({ type: 'networkError', node: 'A', calls: 2 })
    for (let i = 0; i < 2; i++) expect(talk.say('A', 'PING')).toBeUndefined()
    expect(talk.say('A', 'PING')).toBe('PONG')
    talk.do({ type: 'slow', node: 'A', ms: 80 })
    expect(nodeOf(talk.state, 'A')?.latencyMs).toBe(80)
  })

  it('a slot of nobody takes the cluster down for keys, but not for a scan', () => {
    const talk = new ClusterTalk()
    talk.do({ type: 'unassign', slot: slotOf('k1') })
    expect(unownedOf(ownersOf(talk.state))).toEqual([{ from: slotOf('k1'), to: slotOf('k1') }])
    expect(talk.say('A', 'GET k1')).toBe('CLUSTERDOWN Hash slot not served')
    expect(talk.say('A', 'GET k2')).toBe('CLUSTERDOWN The cluster is down')
    expect(talk.say('A', 'CLUSTER INFO')).toMatch('cluster_state:fail')
    expect(talk.scan('A').length).toBeGreaterThan(10)
    const partial = new ClusterTalk({ fullCoverage: false })
    partial.do({ type: 'unassign', slot: slotOf('k1') })
    expect(partial.say('A', 'GET k1')).toBe('CLUSTERDOWN Hash slot not served')
    expect(partial.say('A', 'GET k2')).toMatch(/^(MOVED|v:)/)
  })
})

describe('what a node tells of the cluster', () => {
  it('CLUSTER SLOTS and SHARDS name owners, replicas and ranges', () => {
    const talk = withReplicas()
    const name = (id: string) => nodeOf(talk.state, id)?.name
    expect(talk.say('B', 'CLUSTER SLOTS')).toEqual([
      [0, 5460, ['127.0.0.1', 7001, name('A'), []], ['127.0.0.1', 7004, name('a'), []]],
      [5461, 10922, ['127.0.0.1', 7002, name('B'), []], ['127.0.0.1', 7005, name('b'), []]],
      [10923, 16383, ['127.0.0.1', 7003, name('C'), []], ['127.0.0.1', 7006, name('c'), []]],
    ])
    const shards = talk.say('A', 'CLUSTER SHARDS') as unknown[][]
    expect(shards).toHaveLength(3)
    expect(shards[0]?.slice(0, 3)).toEqual(['slots', [0, 5460], 'nodes'])
  })

  it('CLUSTER NODES marks itself, its replicas and what is on its way', () => {
    const talk = withReplicas()
    talk.do({ type: 'migrateBegin', slot: 7, to: 'B' })
    const lines = String(talk.say('A', 'CLUSTER NODES')).trim().split('\n')
    expect(lines).toHaveLength(6)
    const b = nodeOf(talk.state, 'B')?.name
    expect(lines[0]).toMatch(
      /^[0-9a-f]{40} 127\.0\.0\.1:7001@17001 myself,master - 0 0 1 connected 0-5460 \[7->-/,
    )
    expect(lines[0]).toContain(`[7->-${b}]`)
    expect(lines[3]).toMatch(`slave ${nodeOf(talk.state, 'A')?.name}`)
  })
})
