import fc from 'fast-check'
import { profileIds, scanAlgorithmIds } from '../../src/engine/index.ts'
import type { DictCommand, DictConfig, KeySpec } from '../../src/machines/index.ts'
import type { DictScenario } from '../../src/trace/index.ts'

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
const RESTART: DictCommand = { type: 'restartScan' }
const policies = ['enable', 'enable', 'avoid', 'forbid'] as const

const commands = {
  scan: fc.constant(SCAN),
  restart: fc.constant(RESTART),
  add: fc.array(keySpec, { maxLength: 6 }).map((keys): DictCommand => ({ type: 'add', keys })),
  delete: fc.array(name, { maxLength: 12 }).map((keys): DictCommand => ({ type: 'delete', keys })),
  resize: powerOfTwo(2, 6).map((buckets): DictCommand => ({ type: 'resize', buckets })),
  rehash: fc
    .integer({ min: 1, max: 9 })
    .map((buckets): DictCommand => ({ type: 'rehash', buckets })),
  policy: fc.constantFrom(...policies).map((policy): DictCommand => ({ type: 'policy', policy })),
  automatic: automatic.map((flags): DictCommand => ({ type: 'automatic', ...flags })),
} as const

export const anyCommand: fc.Arbitrary<DictCommand> = fc.oneof(
  { weight: 10, arbitrary: commands.scan },
  { weight: 1, arbitrary: commands.restart },
  { weight: 3, arbitrary: commands.add },
  { weight: 3, arbitrary: commands.delete },
  { weight: 5, arbitrary: commands.resize },
  { weight: 4, arbitrary: commands.rehash },
  { weight: 1, arbitrary: commands.policy },
  { weight: 1, arbitrary: commands.automatic },
)

export const anyScenario: fc.Arbitrary<DictScenario> = fc.record({
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
