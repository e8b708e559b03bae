import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  clusterVersions,
  initCluster,
  ownerOf,
  ownersOf,
  reduceCluster,
  runCluster,
  slotOf,
  type ClusterCommand,
  type ClusterConfig,
  type ClusterState,
} from '../../src/cluster/index.ts'
import { checkServer } from '../../src/server/index.ts'
import { runs } from '../engine/settings.ts'
import { clusterConfig, nodesOf } from './clusters.ts'

const anyNode = fc.constantFrom('A', 'B', 'C', 'a', 'b', 'c', 'D', 'Z')
const anyKey = fc.constantFrom(...'0123456789'.split('').map((i) => `{t}:${i}`), 'k1', 'k2', 'k3')
const anySlot = fc.constantFrom(slotOf('t'), slotOf('k1'), slotOf('k2'), 7)

const anyWords = fc.oneof(
  anyKey.map((key) => ['SET', key, 'v']),
  anyKey.map((key) => ['SET', key, 'v', 'PX', '30']),
  fc.array(anyKey, { minLength: 1, maxLength: 3 }).map((keys) => ['DEL', ...keys]),
  anyKey.map((key) => ['GET', key]),
  anyKey.map((key) => ['SADD', `${key}:set`, '1', 'b']),
  anyKey.map((key) => ['ZADD', `${key}:zset`, '1', 'a', '2', 'b']),
  fc.nat(64).map((cursor) => ['SCAN', String(cursor), 'COUNT', '3']),
  fc.constantFrom(['ASKING'], ['READONLY'], ['CLUSTER', 'INFO'], ['CLUSTER', 'FAILOVER']),
  anySlot.map((slot) => ['CLUSTER', 'GETKEYSINSLOT', String(slot), '3']),
)

/** Slots and nodes come and go; no key is deleted by it. */
const anyMove: fc.Arbitrary<ClusterCommand> = fc.oneof(
  fc.record({
    type: fc.constant('migrate' as const),
    slot: anySlot,
    to: anyNode,
    how: fc.constantFrom('keys' as const, 'atomic' as const),
  }),
  fc.record({ type: fc.constant('migrateBegin' as const), slot: anySlot, to: anyNode }),
  fc.record({ type: fc.constant('migrateKeys' as const), slot: anySlot, count: fc.nat(4) }),
  fc.record({ type: fc.constant('migrateEnd' as const), slot: anySlot }),
  fc.constant<ClusterCommand>({ type: 'rebalance' }),
  anyNode.map((node): ClusterCommand => ({ type: 'addNode', node, of: null })),
  fc.record({ type: fc.constant('addNode' as const), node: anyNode, of: anyNode }),
  anyNode.map((node): ClusterCommand => ({ type: 'removeNode', node })),
  fc.constant<ClusterCommand>({ type: 'tick', ms: 20 }),
)

/** A replica takes over that lags by at most so many keys. */
const anyTakeover = (most: number): fc.Arbitrary<ClusterCommand> =>
  fc.record({
    type: fc.constant('failover' as const),
    node: anyNode,
    lost: fc.nat(most),
    how: fc.constantFrom('crash' as const, 'manual' as const),
  })

const anyCommand: fc.Arbitrary<ClusterCommand> = fc.oneof(
  { weight: 9, arbitrary: anyMove },
  fc.record({ type: fc.constant('call' as const), node: anyNode, words: anyWords }),
  anyKey.map((key): ClusterCommand => ({ type: 'write', words: ['SET', key, 'w'] })),
  anyTakeover(3),
  anyNode.map((node): ClusterCommand => ({ type: 'restart', node })),
  anyNode.map((node): ClusterCommand => ({ type: 'networkError', node, calls: 2 })),
  anyNode.map((node): ClusterCommand => ({ type: 'slow', node, ms: 50 })),
  anySlot.map((slot): ClusterCommand => ({ type: 'unassign', slot })),
)

const KEPT = [...Array.from({ length: 30 }, (_, i) => `{t}:${i}`), 'k1', 'k2', 'k3', 'k4']

const after = (commands: readonly ClusterCommand[], config: ClusterConfig): ClusterState =>
  commands.reduce((state, command) => runCluster(state, command, config).state, initCluster(config))

const holdersOf = ({ nodes }: ClusterState, key: string) =>
  nodes.filter(({ role, server }) => role === 'primary' && server.values.has(key))

/** What holds of every cluster, whatever was done to it. */
function checkCluster(state: ClusterState): void {
  const names = state.nodes.map(({ id }) => id)
  expect(new Set(names).size).toBe(names.length)
  expect(new Set(state.nodes.map(({ address }) => address)).size).toBe(names.length)
  const owners = ownersOf(state)
  for (const [index, { from, to }] of owners.entries()) {
    expect(from).toBeLessThanOrEqual(to)
    expect(from).toBeGreaterThan(owners[index - 1]?.to ?? -1)
  }
  for (const node of state.nodes) {
    checkServer(node.server)
    expect(node.epoch).toBeLessThanOrEqual(state.currentEpoch)
    expect(node.of === null).toBe(node.role === 'primary')
    if (node.of !== null) expect(names).toContain(node.of)
  }
}

describe.each(clusterVersions)('a cluster of %s under random commands', (version) => {
  it('is made by its events alone, breaks no invariant, and refuses without a change', () => {
    fc.assert(
      fc.property(fc.array(anyCommand, { maxLength: 40 }), fc.boolean(), (commands, shared) => {
        const config = clusterConfig({
          version,
          nodes: nodesOf(true),
          seeds: shared ? 'shared' : 'own',
          keys: [...Array.from({ length: 12 }, (_, i) => `{t}:${i}`), 'k1', 'k2', 'k3', 'k4'],
        })
        let state = initCluster(config)
        for (const command of commands) {
          const run = runCluster(state, command, config)
          expect(run.events.length).toBeGreaterThan(0)
          expect(run.events.reduce(reduceCluster, state)).toEqual(run.state)
          if (run.events[0]?.kind === 'refused') expect(run.state).toBe(state)
          checkCluster(run.state)
          state = run.state
        }
      }),
      runs(30),
    )
  })

  it('keeps every key that nobody deletes, on the node that owns its slot', () => {
    fc.assert(
      fc.property(fc.array(anyMove, { maxLength: 25 }), (commands) => {
        const config = clusterConfig({ version, keys: KEPT })
        const state = after(commands, config)
        const owners = ownersOf(state)
        for (const key of KEPT) {
          const slot = slotOf(key)
          const [holder, ...others] = holdersOf(state, key)
          expect(others).toEqual([])
          const isOnItsWay = holder?.importing.has(slot) ?? false
          if (!isOnItsWay) expect(holder?.id, key).toBe(ownerOf(owners, slot))
        }
      }),
      runs(30),
    )
  })

  it('keeps every key when replicas that do not lag take over, too, even in mid-migration', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof({ weight: 9, arbitrary: anyMove }, anyTakeover(0)), { maxLength: 25 }),
        (commands) => {
          const config = clusterConfig({ version, nodes: nodesOf(true), keys: KEPT })
          const state = after(commands, config)
          for (const key of KEPT) expect(holdersOf(state, key), key).toHaveLength(1)
        },
      ),
      runs(30),
    )
  })
})
