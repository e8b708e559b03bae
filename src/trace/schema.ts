import * as v from 'valibot'
import { profileIds, scanAlgorithmIds, utf8Length } from '../engine/index.ts'
import { LARGEST_TABLE } from '../machines/index.ts'
import { LIMITS } from './limits.ts'
import { keysNamed, type Scenario } from './scenario.ts'

const key = v.pipe(
  v.string('must be text'),
  v.check((text) => text.length <= LIMITS.keyBytes && utf8Length(text) <= LIMITS.keyBytes, `must have at most ${LIMITS.keyBytes} bytes`),
)

const whole = (least: number, most: number) =>
  v.pipe(
    v.number('must be a number'),
    v.integer('must be a whole number'),
    v.minValue(least, `must be at least ${least}`),
    v.maxValue(most, `must be at most ${most}`),
  )

const tableSize = v.pipe(
  whole(4, LARGEST_TABLE),
  v.check((size) => (size & (size - 1)) === 0, 'must be a power of two'),
)

const keySpec = v.strictObject({ key, hash: v.optional(whole(0, 2 ** 32 - 1)) })
const keys = v.pipe(
  v.array(keySpec, 'must be a list of keys'),
  v.maxLength(LIMITS.keys, `must have at most ${LIMITS.keys} keys`),
)
const flags = {
  grows: v.boolean('must be true or false'),
  shrinks: v.boolean('must be true or false'),
  steps: v.boolean('must be true or false'),
}

const hash = v.variant('kind', [
  v.strictObject({
    kind: v.literal('siphash'),
    seed: v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/, 'must be 32 hexadecimal digits')),
  }),
  v.strictObject({ kind: v.literal('given') }),
])

/** One command. */
export const commandSchema = v.variant('type', [
  v.strictObject({ type: v.literal('scan') }),
  v.strictObject({ type: v.literal('restartScan') }),
  v.strictObject({ type: v.literal('add'), keys }),
  v.strictObject({
    type: v.literal('delete'),
    keys: v.pipe(v.array(key), v.maxLength(LIMITS.keys, `must have at most ${LIMITS.keys} keys`)),
  }),
  v.strictObject({ type: v.literal('resize'), buckets: tableSize }),
  v.strictObject({ type: v.literal('rehash'), buckets: whole(1, 2 ** 20) }),
  v.strictObject({
    type: v.literal('policy'),
    policy: v.picklist(['enable', 'avoid', 'forbid'], 'must be enable, avoid or forbid'),
  }),
  v.strictObject({ type: v.literal('automatic'), ...flags }),
])

/** What a scenario starts from. */
export const configSchema = v.strictObject({
  profile: v.picklist(profileIds, `must be one of ${profileIds.join(', ')}`),
  algorithm: v.picklist(scanAlgorithmIds, `must be one of ${scanAlgorithmIds.join(', ')}`),
  hash,
  buckets: tableSize,
  keys,
  automatic: v.strictObject(flags),
})

/** The shape of a scenario of version 1, with its bounds. */
export const scenarioSchema = v.pipe(
  v.strictObject({
    version: v.literal(1, 'must be 1'),
    machine: v.literal('dict', 'must be "dict"'),
    config: configSchema,
    commands: v.pipe(
      v.array(commandSchema, 'must be a list of commands'),
      v.maxLength(LIMITS.commands, `must have at most ${LIMITS.commands} commands`),
    ),
  }),
  v.check(
    (scenario) => keysNamed(scenario as Scenario) <= LIMITS.keys,
    `must name at most ${LIMITS.keys} keys in all`,
  ),
)

/** The good value, or where and why it is not one. `field` reads like `commands.3.buckets`. */
export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly field: string; readonly reason: string }

/** Reads unknown data by a schema; the first fault is told with its field. */
export function parseWith<T>(
  schema: v.GenericSchema<unknown, T>,
  data: unknown,
): Parsed<T> {
  const result = v.safeParse(schema, data, { abortEarly: true })
  if (result.success) return { ok: true, value: result.output }
  const [issue] = result.issues
  return { ok: false, field: v.getDotPath(issue) ?? '', reason: issue.message }
}

/** Reads a scenario from unknown data. */
export const parseScenario = (data: unknown): Parsed<Scenario> => parseWith(scenarioSchema, data)
