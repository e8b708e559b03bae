import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { newest } from '../../src/cluster/index.ts'
import { clusterMachine } from '../../src/machines/cluster.ts'
import {
  clusterScenarioIds,
  clusterScenarios,
  type ClusterScenarioId,
} from '../../src/scenarios/cluster.ts'
import {
  loadMachine,
  parseScenario,
  record,
  stateAt,
  type ClusterTrace,
} from '../../src/trace/index.ts'
import { root } from '../setup/install.mjs'

beforeAll(() => loadMachine('cluster'))

const traces = new Map<ClusterScenarioId, ClusterTrace>()

function traceOf(id: ClusterScenarioId): ClusterTrace {
  const trace = traces.get(id) ?? record(clusterMachine, clusterScenarios[id])
  traces.set(id, trace)
  return trace
}

const sorted = (keys: readonly string[]) => [...new Set(keys)].toSorted()

/** What is missing at the end and what came twice, with the reasons. */
function endOf(id: ClusterScenarioId) {
  const { ledger, client } = traceOf(id).last
  const missed = ledger.missed ?? []
  const doubled = newest(ledger.doubled)
  return {
    status: client.status,
    owed: ledger.owed,
    kept: ledger.kept,
    missed: sorted(missed.map(({ key }) => key)),
    whyMissed: sorted(missed.map(({ why }) => why.kind)),
    doubled: sorted(doubled.map(({ key }) => key)),
    whyDoubled: sorted(doubled.map(({ why }) => why.kind)),
  }
}

const keysOf = (...tags: readonly string[]) =>
  tags.flatMap((tag) => [1, 2, 3].map((nth) => `{${tag}}${nth}`))

const complete = { status: 'done', missed: [], doubled: [] }

describe('every ready scenario of a cluster', () => {
  it.each(clusterScenarioIds)('%s ends with its scan, and nothing in it is refused', (id) => {
    const trace = traceOf(id)
    expect(trace.last.client.status).toBe('done')
    const events = trace.steps.flatMap((step) => step.events)
    const idle = events.filter(({ kind }) => kind === 'refused' || kind === 'client.rests')
    expect(idle).toEqual([])
    expect(events.at(-1)).toMatchObject({ kind: 'client.stopped' })
    for (const { start } of trace.steps.slice(0, 40)) clusterMachine.check(stateAt(trace, start))
  })

  it.each(clusterScenarioIds)('%s is read back from JSON as it was', (id) => {
    const scenario = clusterScenarios[id]
    const data: unknown = JSON.parse(JSON.stringify(scenario))
    expect(parseScenario(data)).toEqual({ ok: true, value: scenario })
  })
})

describe('the stages of the article return every key once:', () => {
  it.each(['oneAfterOther', 'atOnce', 'routedCalls'] as const)('%s', (id) => {
    expect(endOf(id)).toMatchObject({ ...complete, owed: 36, kept: 36 })
  })

  it('in parallel the slow node is the one that is waited for', () => {
    const { exchanges, now } = traceOf('atOnce').last.client
    expect(newest(exchanges, 2).map(({ node }) => node)).toEqual(['B', 'B'])
    expect(now).toBeLessThan(3 * (4 + 1))
  })

  it('a lost connection is tried again after a pause that doubles', () => {
    const events = traceOf('routedCalls').steps.flatMap((step) => step.events)
    const retries = events.filter(({ kind }) => kind === 'client.retries')
    expect(retries).toMatchObject([
      { attempt: 1, waitMs: 50 },
      { attempt: 2, waitMs: 100 },
    ])
  })
})

describe('what goes wrong is missed or doubled exactly:', () => {
  it('a slot that moves to a finished node loses its three keys and no other', () => {
    expect(endOf('finishedNode')).toMatchObject({
      missed: keysOf('a'),
      whyMissed: ['movedToFinished'],
      doubled: [],
    })
    expect(traceOf('finishedNode').last.ledger.missed?.[0]?.why).toEqual({
      kind: 'movedToFinished',
      slot: 15495,
      from: 'C',
      to: 'A',
    })
  })

  it('a slot that leaves a finished node comes twice', () => {
    expect(endOf('comesTwice')).toMatchObject({
      missed: [],
      doubled: keysOf('b'),
      whyDoubled: ['moved'],
    })
  })

  it('a key that moves ahead of its slot passes behind both cursors', () => {
    expect(endOf('keyByKey')).toMatchObject({
      missed: ['{c}3'],
      whyMissed: ['movedBehind'],
      doubled: [],
    })
  })

  it('half way on another seed a quarter of the twelve keys is missed and a quarter doubled', () => {
    const { missed, doubled, whyMissed, whyDoubled } = endOf('otherSeed')
    expect([missed.length, doubled.length]).toEqual([3, 3])
    expect([...whyMissed, ...whyDoubled]).toEqual(['takenOver', 'takenOver'])
  })

  it('a node that joined is never asked by a client with an old list', () => {
    expect(endOf('frozenList')).toMatchObject({
      missed: keysOf('d'),
      whyMissed: ['movedToUnasked'],
      doubled: [],
    })
  })

  it('a random node for each call returns 10 of 36 keys and says nothing', () => {
    expect(endOf('anyNode')).toMatchObject({ kept: 10, status: 'done' })
    expect(endOf('anyNode').missed).toHaveLength(26)
  })

  it('with replicas every key comes twice', () => {
    expect(endOf('replicasToo')).toMatchObject({ missed: [], whyDoubled: ['replica'] })
    expect(endOf('replicasToo').doubled).toHaveLength(36)
  })

  it('keys that a replica lacked are lost, not missed', () => {
    expect(endOf('laggingReplica')).toMatchObject({ kept: 33, missed: [], doubled: [] })
    expect(traceOf('laggingReplica').last.ledger.lost).toHaveLength(3)
  })

  it('GET is answered with ASK and MOVED, SCAN with a page, and the keys are missed', () => {
    const events = traceOf('nobodySaysMoved').steps.flatMap((step) => step.events)
    const replies = events.flatMap((event) => (event.kind === 'call.answered' ? [event.reply] : []))
    expect(replies).toEqual([
      { kind: 'bulk', bytes: 'v:{a}1' },
      { kind: 'error', text: 'ASK 15495 127.0.0.1:7001' },
      { kind: 'error', text: 'MOVED 15495 127.0.0.1:7001' },
    ])
    expect(endOf('nobodySaysMoved')).toMatchObject({ missed: keysOf('a') })
  })

  it('an epoch that stands still hides the slot that arrived behind the cursor', () => {
    expect(endOf('bitmapHole')).toMatchObject({
      missed: keysOf('a'),
      whyMissed: ['movedBehind'],
      doubled: [],
    })
  })

  it('one cursor for all nodes misses one key and doubles eight', () => {
    expect(endOf('oneCursor')).toMatchObject({ missed: ['{g}2'], whyMissed: ['foreignCursor'] })
    expect(endOf('oneCursor').doubled).toHaveLength(8)
  })

  it('a proxy whose numbers have shifted leaves a node and enters another in the middle', () => {
    expect(endOf('proxyShifts')).toMatchObject({
      kept: 23,
      whyMissed: ['abandoned', 'foreignCursor'],
    })
  })

  it('of ten thousand keys three are missed, all of the slot that moved behind a cursor', () => {
    const { missed, doubled, owed } = endOf('sixNodes')
    expect([owed, missed.length, doubled.length]).toEqual([10_000, 3, 0])
  })
})

describe('answers:', () => {
  it('with a shared seed the replica goes on where its primary stood', () => {
    expect(endOf('sameSeed')).toMatchObject({ ...complete, kept: 36 })
  })

  it('a client that begins again at the replacement has duplicates only', () => {
    expect(endOf('beginsAgain')).toMatchObject({ kept: 36, missed: [] })
    expect(endOf('beginsAgain').doubled).toHaveLength(5)
  })

  it('an epoch that moved makes the bitmap scan the node again', () => {
    expect(endOf('bitmapHolds')).toMatchObject({ kept: 36, missed: [], whyDoubled: ['again'] })
  })

  it('CLUSTERSCAN is sent on by MOVED and begins the slot again', () => {
    expect(endOf('throughMoved')).toMatchObject({ kept: 36, missed: [], whyDoubled: ['moved'] })
    const { exchanges } = traceOf('throughMoved').last.client
    expect(newest(exchanges).filter(({ answer }) => answer.kind === 'moved')).toHaveLength(1)
  })

  it('a slot at a time nothing is missed and nothing comes twice', () => {
    expect(endOf('slotBySlot')).toMatchObject({ ...complete, kept: 36 })
  })
})

const stories = join(root, 'test/traces/cluster')

describe('what a real cluster answered is what is played:', () => {
  it.each([
    ['realMissed', 'missed-to-scanned-node.jsonl', { missed: ['{t0}:x', '{t0}:y', '{t0}:z'] }],
    [
      'realDoubled',
      'duplicates-from-scanned-node.jsonl',
      { missed: [], doubled: ['{t2}:x', '{t2}:y', '{t2}:z'] },
    ],
  ] as const)('%s', (id, file, outcome) => {
    const lines = readFileSync(join(stories, file), 'utf8').trim().split('\n')
    const recorded = lines.flatMap((line) => {
      const { node, cmd, reply } = JSON.parse(line) as Record<string, unknown>
      return Array.isArray(cmd) && cmd[0] === 'SCAN' ? [{ node, words: cmd as unknown, reply }] : []
    })
    const played = newest(traceOf(id).last.client.exchanges).toReversed()
    expect(
      played.map(({ node, words, keys }, nth) => ({
        node,
        words,
        reply: [played[nth + 1]?.node === node ? played[nth + 1]?.words[1] : '0', keys],
      })),
    ).toEqual(recorded)
    expect(recorded.length).toBeGreaterThan(17)
    expect(endOf(id)).toMatchObject(outcome)
  })
})
