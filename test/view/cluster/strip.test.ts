import { describe, expect, it } from 'vitest'
import { clusterScenarioIds, clusterScenarios } from '../../../src/scenarios/cluster.ts'
import { positionOf } from '../../../src/engine/index.ts'
import { SLOTS, type ClusterVersion, type SceneConfig } from '../../../src/cluster/index.ts'
import { isClusterTrace, loadMachine, recordAny, stateAt } from '../../../src/trace/index.ts'
import { exchangesAt } from '../../../src/view/cluster/exchanges.ts'
import { missedAt } from '../../../src/view/cluster/forecast.ts'
import { heatOf } from '../../../src/view/cluster/heat.ts'
import type { HeatState } from '../../../src/view/cluster/picture.ts'
import { pictureOfCluster } from '../../../src/view/cluster/pictureOf.ts'

await loadMachine('cluster')

function traceOf(
  id: (typeof clusterScenarioIds)[number],
  change: Partial<SceneConfig> = {},
  version?: ClusterVersion,
) {
  const { config, ...scenario } = clusterScenarios[id]
  const cluster = { ...config.cluster, version: version ?? config.cluster.version }
  const trace = recordAny({ ...scenario, config: { ...config, cluster, ...change } })
  if (!isClusterTrace(trace)) throw new Error('a cluster’s')
  return trace
}

type Trace = ReturnType<typeof traceOf>

/** A node's keys counted one by one, with nothing kept from another moment. */
function plainHeat(trace: Trace, moment: number, nth: number) {
  const scene = stateAt(trace, moment)
  const node = scene.cluster.nodes[nth]
  if (node === undefined) throw new Error('no such node')
  const missed = new Set(missedAt(trace, moment).map(({ key }) => key))
  const stateOf = (key: string): HeatState => {
    if (!scene.client.scans.has(node.id)) return 'waiting'
    const times = scene.ledger.returned.get(key)?.times ?? 0
    if (times > 0) return times > 1 ? 'twice' : 'returned'
    return missed.has(key) ? 'missed' : 'waiting'
  }
  const { keyspace, slots } = node.server
  const dicts = slots === null ? [[0, keyspace] as const] : [...slots.entries()]
  return heatOf(
    dicts.flatMap(([slot, own]) => {
      const dict = 'keyspace' in own ? own.keyspace : own
      return dict.tables.flatMap(({ buckets }) =>
        buckets.flat().map(({ key, hash }) => ({
          place: slots === null ? positionOf(hash) : (slot + positionOf(hash)) / SLOTS,
          state: stateOf(key),
        })),
      )
    }),
  )
}

/** Forwards in strides, then here and there, as a reader scrubs. */
function wanderings(length: number): readonly number[] {
  const stride = Math.max(1, Math.floor(length / 40))
  const forward = Array.from({ length: 40 }, (_, nth) => Math.min(length, nth * stride))
  const scattered = Array.from({ length: 20 }, (_, nth) => (nth * 7919) % (length + 1))
  return [...forward, length, ...scattered, length]
}

describe('a strip that is corrected as answers come', () => {
  it('counts what counting all keys counts, wherever the reader has been before', () => {
    let strips = 0
    const large = [
      traceOf('sixNodes'),
      // A dict per slot, and a client that gets many keys twice.
      traceOf('sixNodes', { strategy: 'randomNode' }, 'redis-7.4'),
    ]
    for (const trace of large) {
      for (const moment of wanderings(trace.length)) {
        pictureOfCluster(trace, moment).nodes.forEach(({ heat }, nth) => {
          if (heat === null) return
          strips += 1
          const plain = plainHeat(trace, moment, nth)
          expect(heat.most).toBe(plain.most)
          expect([...heat.counts]).toEqual([...plain.counts])
        })
      }
    }
    expect(strips).toBeGreaterThan(100)
  })
})

describe('the lines of answers', () => {
  it.each(clusterScenarioIds.map((id) => [id] as const))(
    'number a key that comes again, also for whoever jumps to the end of %s',
    (id) => {
      const trace = traceOf(id)
      const { lines } = exchangesAt(trace, trace.length)
      const pages = stateAt(trace, trace.length).client
      const seen = new Map<string, number>()
      const all: (readonly { readonly name: string; readonly times: number }[])[] = []
      const past: string[][] = []
      for (let link = pages.exchanges; link.last !== null && link.before !== null;) {
        past.push([...link.last.keys])
        link = link.before
      }
      for (const keys of past.toReversed()) {
        all.push(
          keys.map((name) => {
            seen.set(name, (seen.get(name) ?? 0) + 1)
            return { name, times: seen.get(name) ?? 1 }
          }),
        )
      }
      const done = lines.filter(({ id: line }) => line.startsWith('done '))
      const told = done.map(({ keys }) => keys.map(({ times }) => times))
      expect(told).toEqual(all.slice(-done.length).map((keys) => keys.map(({ times }) => times)))
    },
  )
})
