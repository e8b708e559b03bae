import { describe, expect, it } from 'vitest'
import { stillToCome, strategyIds, type SceneCommand } from '../../src/cluster/index.ts'
import { nodesOf } from './clusters.ts'
import { versionFor } from './perils.ts'
import { Storyteller } from './storyteller.ts'

const CALL: SceneCommand = { type: 'call' }
const KEYS = ['a', 'b', 'c'].flatMap((tag) =>
  Array.from({ length: 20 }, (_, nth) => `{${tag}}${nth}`),
)

/** One dict, and one dict for each slot, in which a pattern with a tag stays in its slot. */
const versions = [undefined, 'redis-7.4', 'valkey-9.1'] as const

const matching = (pattern: string) => {
  const wanted = new RegExp(`^${pattern.replaceAll('*', '.*').replaceAll('?', '.')}$`)
  return KEYS.filter((key) => wanted.test(key))
}

const sound = strategyIds.filter((id) => id !== 'randomNode' && id !== 'oneCursor')

describe('a client with MATCH', () => {
  it.each(sound)('returns what matches, and owes no more: %s', (strategy) => {
    for (const version of versions) {
      if (strategy === 'clusterScan' && version !== 'valkey-9.1') continue
      for (const match of ['{b}*', '*1?', 'none*', '{a}7']) {
        const story = new Storyteller(
          strategy,
          { version: version ?? versionFor(strategy), keys: KEYS },
          { match, count: 5 },
        ).toEnd()
        const { client, ledger } = story.scene
        const name = `${version} ${match}`
        expect(client.status, name).toBe('done')
        expect(story.missed, name).toEqual([])
        expect([...ledger.returned.entries()].map(([key]) => key).toSorted(), name).toEqual(
          matching(match).toSorted(),
        )
        expect([ledger.owed, ledger.kept], name).toEqual([
          matching(match).length,
          matching(match).length,
        ])
      }
    }
  })

  it('sends the pattern before COUNT, with every command', () => {
    const { scene } = new Storyteller('perNode', {}, { match: 'k1*' }).do(CALL)
    expect(scene.client.exchanges.last?.words).toEqual(['SCAN', '0', 'MATCH', 'k1*', 'COUNT', '10'])
    const other = new Storyteller('clusterScan', { version: 'valkey-9.1' }, { match: 'k1*' }).do(
      CALL,
    )
    expect(other.scene.client.exchanges.last?.words.slice(2)).toEqual([
      'MATCH',
      'k1*',
      'COUNT',
      '10',
    ])
  })

  it('misses only keys that match: those of a slot that moves to a finished node', () => {
    const story = new Storyteller('perNode', { keys: KEYS }, { match: '*1?', count: 100 })
    story.do(CALL, CALL).do({ type: 'migrate', slot: 15495, to: 'A', how: 'atomic' }).toEnd()
    expect(story.missed).toEqual(matching('{a}1?').toSorted())
  })

  it('owes nothing for keys that do not match, whether they go or come back', () => {
    const story = new Storyteller('perNode', { keys: KEYS }, { match: '{c}*', count: 1 }).do(CALL)
    const due = stillToCome(story.scene.ledger)
    story.do({ type: 'write', words: ['DEL', '{b}1'] })
    expect(stillToCome(story.scene.ledger)).toBe(due)
    story.do({ type: 'write', words: ['DEL', '{c}1'] })
    expect(stillToCome(story.scene.ledger)).toBe(due - 1)
    expect(stillToCome(story.toEnd().scene.ledger)).toBe(0)
  })

  it('knows which keys were read and kept back', () => {
    const story = new Storyteller('perNode', { keys: KEYS, nodes: nodesOf() }, { match: '{c}*' })
    expect(story.scene.ledger.dropped.size).toBe(0)
    const dropped = story.toEnd().scene.ledger.dropped
    expect([...dropped.entries()].map(([key]) => key).toSorted()).toEqual(
      KEYS.filter((key) => !key.startsWith('{c}')).toSorted(),
    )
  })
})
