import fc from 'fast-check'
import { profileIds, scanAlgorithmIds } from '../../src/engine/index.ts'
import type { DictCommand, DictConfig, KeySpec } from '../../src/machines/index.ts'
import type { Scenario } from '../../src/trace/index.ts'

/** Names that a person might type, some of them unkind. */
const NAMES = [
  ...Array.from({ length: 24 }, (_, n) => `k${n}`),
  '',
  'שלום',
  '👩‍👧',
  'a\u202eb',
  '__proto__',
]

const name = fc.constantFrom(...NAMES)
const hash = fc.oneof(fc.nat(63), fc.integer({ min: 0, max: 2 ** 32 - 1 }))

const keySpec: fc.Arbitrary<KeySpec> = fc.oneof(
  name.map((key) => ({ key })),
  fc.record({ key: name, hash }),
)

const powerOfTwo = (least: number, most: number) =>
  fc.integer({ min: least, max: most }).map((bits) => 2 ** bits)

const automatic = fc.record({ grows: fc.boolean(), shrinks: fc.boolean(), steps: fc.boolean() })

export const anyConfig: fc.Arbitrary<DictConfig> = fc.record({
  profile: fc.constantFrom(...profileIds),
  algorithm: fc.constantFrom(...scanAlgorithmIds),
  hash: fc.oneof(
    fc.constant({ kind: 'given' as const }),
    fc.constant({ kind: 'siphash' as const, seed: '000102030405060708090a0b0c0d0e0f' }),
  ),
  buckets: powerOfTwo(2, 5),
  keys: fc.array(keySpec, { maxLength: 24, size: 'max' }),
  automatic,
})

const SCAN: DictCommand = { type: 'scan' }
const policies = ['enable', 'enable', 'avoid', 'forbid'] as const

export const anyCommand: fc.Arbitrary<DictCommand> = fc.oneof(
  { weight: 10, arbitrary: fc.constant(SCAN) },
  { weight: 1, arbitrary: fc.constant<DictCommand>({ type: 'restartScan' }) },
  {
    weight: 3,
    arbitrary: fc.array(keySpec, { maxLength: 6 }).map((keys) => ({ type: 'add' as const, keys })),
  },
  {
    weight: 3,
    arbitrary: fc.array(name, { maxLength: 12 }).map((keys) => ({ type: 'delete' as const, keys })),
  },
  {
    weight: 5,
    arbitrary: powerOfTwo(2, 6).map((buckets) => ({ type: 'resize' as const, buckets })),
  },
  {
    weight: 4,
    arbitrary: fc.integer({ min: 1, max: 9 }).map((buckets) => ({ type: 'rehash', buckets })),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(...policies).map((policy) => ({ type: 'policy', policy })),
  },
  { weight: 1, arbitrary: automatic.map((flags) => ({ type: 'automatic' as const, ...flags })) },
)

export const anyScenario: fc.Arbitrary<Scenario> = fc.record({
  version: fc.constant(1),
  machine: fc.constant('dict'),
  config: anyConfig,
  commands: fc.array(anyCommand, { maxLength: 40, size: 'max' }),
})

/** Numbers in [0, 1) with which a test can choose among things it has yet to make. */
export const choices = (most: number) =>
  fc.array(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), {
    minLength: 1,
    maxLength: most,
    size: 'max',
  })
