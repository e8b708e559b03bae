import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countExpansion64 } from '../../../src/engine/word64.ts'
import { reverseIncrement64 } from '../../../src/engine/index.ts'
import { runs } from '../settings.ts'
import { scanBare, type Visit } from './bareTables.ts'

type Rule = 'dictScan2018' | 'dictScan2013'

/** The control flow of both rules as it is on 64-bit words; `second` is 0 at rest. */
function scan64(rule: Rule, first: number, second: number, cursor: bigint) {
  const visits: Visit[] = []
  const read = (table: 0 | 1, v: bigint) =>
    visits.push({ table, bucket: Number(v & BigInt((table === 0 ? first : second) - 1)) })
  if (second === 0) {
    read(0, cursor)
    return { visits, next: reverseIncrement64(cursor, BigInt(first - 1)) }
  }
  const small = second < first ? 1 : 0
  const large = small === 0 ? 1 : 0
  const m0 = BigInt(Math.min(first, second) - 1)
  const m1 = BigInt(Math.max(first, second) - 1)
  read(small, cursor)
  let v = cursor
  do {
    read(large, v)
    v = rule === 'dictScan2018' ? reverseIncrement64(v, m1) : countExpansion64(v, m0)
  } while ((v & (m0 ^ m1)) !== 0n)
  return { visits, next: rule === 'dictScan2018' ? v : reverseIncrement64(v, m0) }
}

/** Bits of two tables of at most 2^31 buckets; one reads at most 2^10 buckets of the other. */
const pairOfBits = fc
  .tuple(fc.integer({ min: 2, max: 31 }), fc.integer({ min: -10, max: 10 }))
  .map(([bits, more]) => [bits, Math.min(31, Math.max(2, bits + more))] as const)

const cursor64 = fc.oneof(
  fc.bigInt({ min: 0n, max: (1n << 64n) - 1n }),
  fc.bigInt({ min: 0n, max: (1n << 32n) - 1n }),
  fc.constantFrom(0n, 1n << 63n, (1n << 64n) - 1n),
)

const low = (wide: bigint) => Number(BigInt.asUintN(32, wide))

describe.each(['dictScan2018', 'dictScan2013'] as const)('%s on 32-bit words', (rule) => {
  it('reads the buckets and returns the cursors of 64-bit words, up to 2^31 buckets', () => {
    fc.assert(
      fc.property(pairOfBits, fc.boolean(), cursor64, ([a, b], atRest, start) => {
        const [first, second] = [2 ** a, atRest || a === b ? 0 : 2 ** b]
        let cursor = start
        for (let calls = 0; calls < 4; calls++) {
          const narrow = scanBare(rule, first, second, low(cursor))
          const wide = scan64(rule, first, second, cursor)
          expect(narrow.visits).toEqual(wide.visits)
          expect(BigInt(narrow.next)).toBe(wide.next)
          cursor = wide.next
        }
      }),
      runs(300),
    )
  })

  it('does so for a whole walk over each pair of tables of up to 256 buckets', () => {
    for (let first = 4; first <= 256; first *= 2) {
      for (let second = 4; second <= 256; second *= 2) {
        let cursor = 0n
        do {
          const narrow = scanBare(rule, first, first === second ? 0 : second, low(cursor))
          const wide = scan64(rule, first, first === second ? 0 : second, cursor)
          expect(narrow.visits).toEqual(wide.visits)
          expect(BigInt(narrow.next)).toBe(wide.next)
          cursor = wide.next
        } while (cursor !== 0n)
      }
    }
  })
})
