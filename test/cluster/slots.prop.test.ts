import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readWire, slotOf, type ClusterConfig } from '../../src/cluster/index.ts'
import { ClusterTalk } from './clusters.ts'

const ONE_NODE: Partial<ClusterConfig> = {
  version: 'redis-8.0',
  nodes: [{ id: 'A', role: 'primary', of: null, slots: [{ from: 0, to: 16383 }] }],
  atRest: false,
}

type Page = [cursor: string, keys: string[]]

/** Scans node A; `between` happens before each call but the first. */
function scan(talk: ClusterTalk, options: string, between: () => void = () => undefined) {
  const cursors: string[] = []
  const found: string[] = []
  let cursor = '0'
  do {
    if (cursors.length > 0) between()
    const [next, keys] = talk.say('A', `SCAN ${cursor} ${options}`) as Page
    cursors.push(next)
    found.push(...keys)
    cursor = next
  } while (cursor !== '0')
  return { found, cursors }
}

const anyKeys = fc.uniqueArray(
  fc.tuple(fc.nat(5), fc.nat(200)).map(([tag, end]) => `{tag${tag}}:${end}`),
  { minLength: 1, maxLength: 150 },
)

describe('a keyspace with a dict for each slot', () => {
  it('at rest returns every key once, slot after slot in ascending order', () => {
    fc.assert(
      fc.property(anyKeys, fc.integer({ min: 1, max: 20 }), (keys, count) => {
        const talk = new ClusterTalk({ ...ONE_NODE, keys, atRest: true })
        const { found, cursors } = scan(talk, `COUNT ${count}`)
        expect(found.toSorted()).toEqual(keys.toSorted())
        expect(found.map(slotOf)).toEqual(found.map(slotOf).toSorted((a, b) => a - b))
        const slots = cursors.slice(0, -1).map((cursor) => readWire(BigInt(cursor)).slot)
        expect(slots).toEqual(slots.toSorted((a, b) => a - b))
      }),
      { numRuns: 60 },
    )
  })

  it('returns what is there from beginning to end, while the dicts grow and shrink', () => {
    fc.assert(
      fc.property(
        anyKeys,
        fc.integer({ min: 1, max: 7 }),
        fc.array(fc.tuple(fc.nat(5), fc.nat(40), fc.boolean()), { maxLength: 60 }),
        (keys, count, changes) => {
          const kept = keys.filter((_, index) => index % 3 !== 0)
          const talk = new ClusterTalk({ ...ONE_NODE, keys })
          const left = [...changes]
          const { found } = scan(talk, `COUNT ${count}`, () => {
            for (const [tag, many, adds] of left.splice(0, 4)) {
              for (let i = 0; i < many; i++) {
                if (adds) talk.say('A', `SET {tag${tag}}:new${i} v`)
              }
              const gone = keys.filter((key) => !kept.includes(key) && key.includes(`tag${tag}`))
              if (!adds && gone.length > 0) talk.say('A', `DEL ${gone.join(' ')}`)
            }
          })
          const seen = new Set(found)
          expect(kept.filter((key) => !seen.has(key))).toEqual([])
        },
      ),
      { numRuns: 60 },
    )
  })

  it('a pattern whose tag is fixed never leaves its slot', () => {
    fc.assert(
      fc.property(anyKeys, fc.nat(5), (keys, tag) => {
        const talk = new ClusterTalk({ ...ONE_NODE, keys })
        const { found, cursors } = scan(talk, `COUNT 3 MATCH {tag${tag}}*`)
        const own = keys.filter((key) => key.startsWith(`{tag${tag}}`))
        expect(found.toSorted()).toEqual(own.toSorted())
        for (const cursor of cursors.slice(0, -1)) {
          expect(readWire(BigInt(cursor)).slot).toBe(slotOf(`tag${tag}`))
        }
      }),
      { numRuns: 60 },
    )
  })

  it('frees the dict of a slot with its last key, and begins anew with the next', () => {
    const keys = Array.from({ length: 40 }, (_, i) => `{t}:${i}`)
    const talk = new ClusterTalk({ ...ONE_NODE, keys })
    const sizes = () => [...(talk.state.nodes[0]?.server.slots?.entries() ?? [])]
    expect(sizes().map(([slot]) => slot)).toEqual([slotOf('t')])
    talk.say('A', `DEL ${keys.join(' ')}`)
    expect(sizes()).toEqual([])
    talk.say('A', 'SET {t}:0 v')
    expect(sizes()[0]?.[1].keyspace.tables[0].buckets).toHaveLength(4)
  })
})
