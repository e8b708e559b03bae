import { describe, expect, it } from 'vitest'
import type { ScanAlgorithmId } from '../../../src/engine/index.ts'
import { scanBare } from './bareTables.ts'

/** Calls at rest, each on the table size given for it, until 0 comes back; the last size stays. */
function walk(id: ScanAlgorithmId, sizes: readonly number[]): string[] {
  const steps: string[] = []
  let cursor = 0
  for (let i = 0; ; i++) {
    const size = sizes[Math.min(i, sizes.length - 1)] ?? 0
    const { table0, next } = scanBare(id, size, 0, cursor)
    steps.push(`${size}:${table0.join()}->${next}`)
    cursor = next
    if (cursor === 0) return steps
  }
}

describe.each(['dictScan2018', 'dictScan2013'] as const)('%s at rest', (id) => {
  it('4 -> 8 after the first call reads each bucket of the 8 that 4:0 did not cover', () => {
    expect(walk(id, [4, 8]).join(' ')).toBe('4:0->2 8:2->6 8:6->1 8:1->5 8:5->3 8:3->7 8:7->0')
  })

  it('4 -> 16 after the first call goes on with 2 10 6 14 1 9 5 13 3 11 7 15', () => {
    expect(walk(id, [4, 16]).join(' ')).toBe(
      '4:0->2 16:2->10 16:10->6 16:6->14 16:14->1 16:1->9 16:9->5 16:5->13 16:13->3 16:3->11 ' +
        '16:11->7 16:7->15 16:15->0',
    )
  })

  it('8 -> 4 after the first call reads old bucket 0 again', () => {
    expect(walk(id, [8, 4]).join(' ')).toBe('8:0->4 4:0->2 4:2->1 4:1->3 4:3->0')
  })

  it('8 -> 4 after the second call reads nothing again: the cursor stands on a border', () => {
    expect(walk(id, [8, 8, 4]).join(' ')).toBe('8:0->4 8:4->2 4:2->1 4:1->3 4:3->0')
  })

  it('16 -> 4 at cursor 10 reads old bucket 2 again', () => {
    expect(walk(id, [16, 16, 16, 16, 16, 4]).join(' ')).toBe(
      '16:0->8 16:8->4 16:4->12 16:12->2 16:2->10 4:2->1 4:1->3 4:3->0',
    )
  })
})

describe('dictScan2018 while two tables live', () => {
  it.each([
    { first: 4, second: 8, cursor: 2, table0: [2], table1: [2, 6], next: 1 },
    { first: 4, second: 16, cursor: 2, table0: [2], table1: [2, 10, 6, 14], next: 1 },
    { first: 16, second: 4, cursor: 10, table0: [10, 6, 14], table1: [2], next: 1 },
    { first: 16, second: 4, cursor: 12, table0: [12], table1: [0], next: 2 },
    { first: 32, second: 8, cursor: 16, table0: [16, 8, 24], table1: [0], next: 4 },
    { first: 16, second: 4, cursor: 8, table0: [8, 4, 12], table1: [0], next: 2 },
  ])('$first -> $second at cursor $cursor', ({ first, second, cursor, ...expected }) => {
    expect(scanBare('dictScan2018', first, second, cursor)).toMatchObject(expected)
  })
})

describe('dictScan2013 while two tables live', () => {
  it.each([
    { first: 4, second: 8, cursor: 2, table0: [2], table1: [2, 6], next: 1 },
    { first: 4, second: 16, cursor: 2, table0: [2], table1: [2, 6, 10, 14], next: 1 },
    { first: 16, second: 4, cursor: 10, table0: [10, 14], table1: [2], next: 1 },
    { first: 32, second: 8, cursor: 16, table0: [16, 24], table1: [0], next: 4 },
    { first: 16, second: 4, cursor: 8, table0: [8, 12], table1: [0], next: 2 },
    { first: 16, second: 4, cursor: 4, table0: [4, 8, 12], table1: [0], next: 2 },
  ])('$first -> $second at cursor $cursor', ({ first, second, cursor, ...expected }) => {
    expect(scanBare('dictScan2013', first, second, cursor)).toMatchObject(expected)
  })
})

it.each(['dictScan2018', 'dictScan2013', 'naive'] as const)(
  '%s reads the smaller table first, whichever of the two it is',
  (id) => {
    expect(scanBare(id, 4, 16, 1).visits[0]).toEqual({ table: 0, bucket: 1 })
    expect(scanBare(id, 16, 4, 1).visits[0]).toEqual({ table: 1, bucket: 1 })
  },
)

describe('naive', () => {
  it('at rest reads every bucket once', () => {
    expect(walk('naive', [4]).join(' ')).toBe('4:0->1 4:1->2 4:2->3 4:3->0')
  })

  it('while two tables live reads the same number in both', () => {
    expect(scanBare('naive', 4, 8, 2)).toMatchObject({ table0: [2], table1: [2], next: 3 })
    expect(scanBare('naive', 4, 8, 6)).toMatchObject({ table0: [], table1: [6], next: 7 })
    expect(scanBare('naive', 4, 8, 7).next).toBe(0)
  })

  it('ends when its cursor lies beyond a table that has shrunk', () => {
    expect(scanBare('naive', 4, 0, 6)).toMatchObject({ table0: [], next: 0 })
  })
})

it('tableZeroOnly never looks into table 1', () => {
  expect(scanBare('tableZeroOnly', 4, 16, 2)).toMatchObject({ table0: [2], table1: [], next: 1 })
  expect(scanBare('tableZeroOnly', 16, 4, 10)).toMatchObject({ table0: [10], table1: [], next: 6 })
})
