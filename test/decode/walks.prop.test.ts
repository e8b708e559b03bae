import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cellAt, damageOf, SLOTS, type FindingKind } from '../../src/decode/index.ts'
import { createRandom } from '../../src/engine/index.ts'
import { runs } from '../engine/settings.ts'
import { decoded, kindsIn, ofKind } from './decoded.ts'
import { asCli, asMonitor, clusterWalk, restingWalk, walk, type Tables } from './walks.ts'

const exponent = fc.integer({ min: 2, max: 9 })

/** Tables that change now and then, at rest or in the middle of a rehash. */
const anyTables = fc
  .array(
    fc.record({ first: exponent, second: exponent, atRest: fc.boolean(), calls: fc.nat(40) }),
    { minLength: 1, maxLength: 6 },
  )
  .map((phases) =>
    phases.flatMap(({ first, second, atRest, calls }) =>
      Array.from({ length: calls + 1 }, (): Tables => {
        const alone = atRest || first === second
        return { first: 2 ** first, second: alone ? 0 : 2 ** second }
      }),
    ),
  )
const anySteps = fc.array(fc.integer({ min: 1, max: 11 }), { minLength: 1, maxLength: 50 })

const last = <T>(items: readonly T[], nth: number): T => {
  const item = items[Math.min(nth, items.length - 1)]
  if (item === undefined) throw new Error('no item')
  return item
}
const cycled = (steps: readonly number[]) => (nth: number) => steps[nth % steps.length] ?? 1

const DISORDER = new Set<FindingKind>([
  'swap',
  'loop',
  'again',
  'mixed',
  'unordered',
  'back',
  'restart',
])

describe('a scan of a table that is resized at any time', () => {
  it('only goes forward: nothing looks restarted, repeated or mixed, in any form of paste', () => {
    fc.assert(
      fc.property(anyTables, anySteps, (tables, steps) => {
        const cursors = walk((nth) => last(tables, nth), cycled(steps)).map(({ cursor }) => cursor)
        for (const text of [cursors.join('\n'), asCli(cursors), asMonitor(cursors)]) {
          expect(kindsIn(text).filter((kind) => DISORDER.has(kind as FindingKind))).toEqual([])
        }
      }),
      runs(150),
    )
  })

  it('a resize that a COUNT proves is one', () => {
    fc.assert(
      fc.property(anyTables, anySteps, (tables, steps) => {
        const answers = walk((nth) => last(tables, nth), cycled(steps))
        const cursors = answers.map(({ cursor }) => cursor)
        // At most 11 dictScan steps a call, as COUNT 1 allows.
        const { findings, scans } = decoded(asCli(cursors))
        const [scan] = scans
        for (const { at, from, to, proof } of ofKind(findings, 'resize')) {
          if (proof === null) continue
          const nth = scan?.stops.findIndex((stop) => stop.at === at) ?? -1
          const sizes = answers.map(({ smaller }) => smaller)
          const [before, after] = [sizes.slice(0, nth), sizes.slice(nth)]
          expect(
            to > from
              ? Math.min(...before) < Math.max(...after)
              : Math.max(...before) > Math.min(...after),
          ).toBe(true)
        }
      }),
      runs(150),
    )
  })

  it('growth is found at the first cursor that needs the bits', () => {
    fc.assert(
      fc.property(exponent, fc.integer({ min: 1, max: 3 }), (small, more) => {
        fc.pre(small >= 5)
        const [first, second] = [2 ** small, 2 ** (small + more)]
        const half = first / 2
        const answers = walk(
          (nth) => ({ first: nth < half ? first : second, second: 0 }),
          () => 1,
        )
        const { findings, paste } = decoded(answers.map(({ cursor }) => cursor).join('\n'))
        expect(findings).toHaveLength(1)
        const [resize] = ofKind(findings, 'resize')
        expect(resize).toMatchObject({ from: small, to: small + more })
        expect(paste.found[resize?.at ?? 0]?.line).toBe(half + 1)
      }),
      runs(40),
    )
  })

  it('a shrink is found, and not before the last cursor that needed the bits', () => {
    const answers = walk(
      (nth) => ({ first: nth < 100 ? 256 : 16, second: 0 }),
      () => 1,
    )
    const { findings, paste } = decoded(answers.map(({ cursor }) => cursor).join('\n'))
    const [resize] = ofKind(findings, 'resize')
    expect(findings).toHaveLength(1)
    expect(resize).toMatchObject({ from: 8, to: 4 })
    expect(paste.found[resize?.at ?? 0]?.line).toBeGreaterThan(99)
    expect(paste.found[resize?.at ?? 0]?.line).toBeLessThan(103)
  })
})

describe('a scan at rest', () => {
  it('a bucket a call tells its size, and nothing else is to be said', () => {
    for (let size = 4; size <= 1024; size *= 2) {
      const { findings, scans } = decoded(restingWalk(size).join('\n'))
      expect(findings).toEqual([])
      expect(scans).toMatchObject([
        { size: BigInt(size), stretches: [{ exponent: Math.log2(size) }] },
      ])
    }
  })

  it('with steps as they come hardly ever looks resized', () => {
    let alarms = 0
    for (let seed = 1; seed <= 300; seed++) {
      const random = createRandom(seed)
      const answers = walk(
        () => ({ first: 512, second: 0 }),
        () => 1 + Math.floor(-Math.log(1 - random() * 0.999)),
      )
      alarms += ofKind(
        decoded(answers.map(({ cursor }) => cursor).join('\n')).findings,
        'resize',
      ).length
    }
    expect(alarms).toBeLessThan(9)
  })

  it('twice over is two scans alike', () => {
    const cursors = restingWalk(16)
    const { findings } = decoded([0n, ...cursors, 0n, ...cursors].join('\n'))
    expect(findings).toEqual([{ kind: 'repeated', at: 17, scans: 2, alike: 1 }])
  })

  it('a list of replies holds one 0 between two scans', () => {
    const cursors = restingWalk(16)
    const { findings } = decoded([...cursors, ...cursors].join('\n'))
    expect(findings).toEqual([{ kind: 'repeated', at: 16, scans: 2, alike: 1 }])
  })

  it('twice over without its zeros is the same again', () => {
    const cursors = restingWalk(64).slice(0, -1)
    expect(decoded([...cursors, ...cursors].join('\n')).findings).toMatchObject([
      { kind: 'again', at: 63, rounds: 2 },
    ])
  })
})

describe('walks that are none', () => {
  it('a cursor that is sent for ever, and a circle of some', () => {
    expect(kindsIn('SCAN 12\nSCAN 12\nSCAN 12')).toEqual(['loop'])
    const circle = Array.from({ length: 12 }, (_, nth) => [32, 16, 48][nth % 3])
    expect(decoded(circle.join('\n')).findings).toMatchObject([
      { kind: 'loop', at: 3, period: 3, rounds: 4, endless: true },
    ])
  })

  it('cursor 0 sent in the middle is a restart', () => {
    const half = restingWalk(32).slice(0, 10)
    expect(kindsIn(`${asCli(half)}\n${asCli(half)}`)).toContain('restart')
  })

  it('two walks in turn are a mixture, unless the connections tell them apart', () => {
    const a = restingWalk(64).slice(0, -1)
    const b = restingWalk(128).slice(40, 40 + a.length)
    const turns = a.flatMap((cursor, nth) => [cursor, b[nth] ?? 1n])
    expect(decoded(turns.join('\n')).findings).toMatchObject([{ kind: 'mixed', walks: 2 }])
    const lines = [asMonitor(a, '10.0.0.1:1'), asMonitor(b, '10.0.0.2:1')].map((log) =>
      log.split('\n'),
    )
    const log = (lines[0] ?? []).flatMap((line, nth) => [line, lines[1]?.[nth] ?? ''])
    expect(decoded(log.join('\n')).scans).toHaveLength(2)
    expect(kindsIn(log.join('\n'))).toEqual([])
  })

  it('random 64-bit numbers go nowhere', () => {
    const random = createRandom(7)
    const word = () => BigInt(Math.floor(random() * 2 ** 32))
    const numbers = Array.from({ length: 200 }, () => (word() << 32n) | word())
    expect(kindsIn(numbers.join('\n'))).toEqual(['unordered'])
  })

  it('equal steps are an offset', () => {
    expect(kindsIn('0\n10\n20\n30\n40\n50\n0')).toContain('offset')
  })

  it('0 in the middle of the way is early', () => {
    expect(kindsIn([...restingWalk(64).slice(0, 20), 0].join('\n'))).toEqual(['early'])
  })
})

describe('cursors of a cluster node', () => {
  it('go forward slot by slot, and so the low bits are known to be the slot', () => {
    const slots = fc.uniqueArray(fc.integer({ min: 0, max: SLOTS - 1 }), {
      minLength: 8,
      maxLength: 20,
    })
    fc.assert(
      fc.property(
        slots,
        fc.array(fc.integer({ min: 4, max: 6 }), { minLength: 1 }),
        (chosen, exponents) => {
          const tables = chosen
            .toSorted((a, b) => a - b)
            .map((slot, nth) => [slot, 2 ** (exponents[nth % exponents.length] ?? 2)] as const)
          const cursors = clusterWalk(tables)
          const result = decoded(asCli(cursors, 'SCAN'))
          expect(result.layout).toBe('cluster')
          expect(result.findings).toEqual([])
          expect(decoded(asCli(cursors, 'SCAN'), 'table').layout).toBe('table')
        },
      ),
      runs(30),
    )
  })

  it('SSCAN walks one table there, too', () => {
    const log = `${asCli(clusterWalk([1, 2, 3, 4].map((slot) => [slot, 8])), 'SCAN')}\n${asCli(restingWalk(16))}`
    const { layout, scans } = decoded(log)
    expect(layout).toBe('cluster')
    expect(scans.map((scan) => scan.layout)).toEqual(['cluster', 'table'])
  })
})

describe('cursors that a client spoiled', () => {
  const large = fc.bigInt({ min: 1n << 54n, max: (1n << 64n) - 1n })

  it('each way is told from the reply and what was sent', () => {
    fc.assert(
      fc.property(large, (cursor) => {
        const double = Number(cursor)
        fc.pre(BigInt(double) !== cursor && String(double) !== String(cursor))
        fc.pre((cursor & 0xffffffffn) >= 1n << 31n && cursor >> 32n !== 0xffffffffn)
        expect(damageOf(cursor, String(cursor))).toBeNull()
        expect(damageOf(cursor, String(double))).toBe('double')
        expect(damageOf(cursor, String(BigInt(double)))).toBe('double')
        expect(damageOf(cursor, double.toExponential())).toBe('double')
        expect(damageOf(cursor, String(BigInt.asUintN(32, cursor)))).toBe('cut32')
        expect(damageOf(cursor, String(BigInt.asIntN(32, cursor)))).toBe('signed32')
        expect(damageOf(cursor, '2147483647')).toBe('clamped32')
        if (cursor >= 1n << 63n) {
          expect(damageOf(cursor, String(BigInt.asIntN(64, cursor)))).toBe('signed64')
          expect(damageOf(cursor, '9223372036854775807')).toBe('clamped64')
        }
        expect(damageOf(cursor, String(cursor).slice(0, 12))).toBe('shortened')
      }),
      runs(300),
    )
  })

  it('a log shows where it happened, and a list of doubles that it did', () => {
    const log = '> SCAN 0\n1) "9286422431637966426"\n2) 1) "a"\n> SCAN 9286422431637967000'
    expect(decoded(log).findings[0]).toEqual({
      kind: 'swap',
      at: 2,
      repliedAt: 1,
      damage: 'double',
      times: 1,
    })
    expect(decoded('9286422431637967000').findings).toEqual([
      { kind: 'rounded', at: 0, times: 1, bits: 11 },
    ])
    expect(decoded('9286422431637966426').findings).toEqual([])
  })
})

it('a hundred thousand slots in a row are told in no time: their orders do not collide', () => {
  const { layout, findings } = decoded(
    Array.from({ length: 100_000 }, (_, nth) => String((nth % (SLOTS - 1)) + 1)).join('\n'),
  )
  expect(layout).toBe('cluster')
  expect(ofKind(findings, 'again')).toHaveLength(1)
})

it('the next cursor of a list is the next one of some table that fits', () => {
  const cursors = restingWalk(64)
  cursors.slice(0, -1).forEach((cursor, nth) => {
    expect(cellAt(cursor, 6).next).toBe(cursors[nth + 1])
  })
})
