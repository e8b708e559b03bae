import fc from 'fast-check'
import { profileIds } from '../../src/engine/index.ts'
import type { DictCommand } from '../../src/machines/index.ts'
import { recordDict, type DictTrace, type DictScenario } from '../../src/trace/index.ts'
import { pictureOf, type Picture } from '../../src/view/picture.ts'
import { anyScenario } from '../trace/anyScenario.ts'

const powerOfTwo = fc.integer({ min: 2, max: 6 }).map((bits) => 2 ** bits)
const automatic = { grows: false, shrinks: false, steps: false }

const many = (count: number, name: string, hashes: readonly number[]) =>
  Array.from({ length: count }, (_, n) => {
    const hash = hashes[n % hashes.length]
    return hash === undefined ? { key: `${name}${n}` } : { key: `${name}${n}`, hash: hash + n }
  })

/** Tables of 4 to 64 buckets with up to 200 keys, at rest, filled anew or on the way to another. */
const anyTables: fc.Arbitrary<DictScenario> = fc
  .record({
    buckets: powerOfTwo,
    goal: powerOfTwo,
    keys: fc.nat(200),
    name: fc.constantFrom('k', 'user:', 'a long name of a key ', '键', '👩‍👧', 'שלום'),
    hashes: fc.oneof(fc.constant([]), fc.array(fc.nat(63), { minLength: 1, maxLength: 8 })),
    moved: fc.nat(70),
    added: fc.nat(12),
    calls: fc.nat(70),
    profile: fc.constantFrom(...profileIds),
  })
  .map(({ buckets, goal, keys, name, hashes, moved, added, calls, profile }): DictScenario => {
    const scans = new Array<DictCommand>(calls).fill({ type: 'scan' })
    const kept = goal < buckets ? Math.min(keys, goal) : Math.min(keys, 200)
    return {
      version: 1,
      machine: 'dict',
      config: {
        profile,
        algorithm: 'dictScan2018',
        hash: { kind: 'siphash', seed: '000102030405060708090a0b0c0d0e0f' },
        buckets,
        keys: many(kept, name, hashes),
        automatic,
      },
      commands: [
        ...scans,
        { type: 'resize', buckets: goal },
        { type: 'rehash', buckets: Math.max(1, moved) },
        { type: 'add', keys: many(added, 'new', hashes) },
        { type: 'delete', keys: [`${name}0`] },
        { type: 'scan' },
      ],
    }
  })

/** A moment of any trace. */
export const anyMoment: fc.Arbitrary<{ readonly trace: DictTrace; readonly moment: number }> = fc
  .tuple(
    fc.oneof(anyScenario, anyTables),
    fc.oneof(
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0.8, max: 1, noNaN: true }),
    ),
  )
  .map(([scenario, share]) => {
    const trace = recordDict(scenario)
    return { trace, moment: Math.round(share * trace.length) }
  })

/** A picture that the stage may have to show, both tables alive in many of them. */
export const anyPicture: fc.Arbitrary<Picture> = anyMoment.map(({ trace, moment }) =>
  pictureOf(trace, moment),
)
