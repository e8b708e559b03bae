import * as v from 'valibot'
import { MIN_BUCKETS, profileIds, scanAlgorithmIds, utf8Length } from '../engine/index.ts'
import { LARGEST_TABLE } from '../machines/index.ts'
import { LIMITS } from './limits.ts'
import { keysNamed, type Scenario } from './scenario.ts'

/** What is wrong with an object, from what the schema expected in its place. */
function objectFault({ expected }: { readonly expected: string | null }): string {
  if (expected === 'never') return 'is not known'
  return expected?.startsWith('"') === true ? 'is missing' : 'must be an object'
}

/** One of several objects: `("scan" | "add")` is what the schema expects of their names. */
function variantFault({ expected }: { readonly expected: string | null }): string {
  const names = [...(expected ?? '').matchAll(/"([^"]*)"/g)].map(([, name]) => name)
  return names.length === 0 ? 'must be an object' : `must be one of ${names.join(', ')}`
}

/** An object with these fields and no others. */
export const object = <const Fields extends v.ObjectEntries>(fields: Fields) =>
  v.strictObject(fields, objectFault)

/** A list of at most so many things of one kind. */
export const listOf = <Item extends v.GenericSchema>(item: Item, what: string, most: number) =>
  v.pipe(
    v.array(item, `must be a list of ${what}`),
    v.maxLength(most, `must have at most ${most} ${what}`),
  )

export const whole = (least: number, most: number) =>
  v.pipe(
    v.number('must be a number'),
    v.integer('must be a whole number'),
    v.minValue(least, `must be at least ${least}`),
    v.maxValue(most, `must be at most ${most}`),
  )

const oneOf = <const Names extends readonly string[]>(names: Names) =>
  v.picklist(names, `must be one of ${names.join(', ')}`)

const key = v.pipe(
  v.string('must be text'),
  v.check(
    (text) => text.length <= LIMITS.keyBytes && utf8Length(text) <= LIMITS.keyBytes,
    `must have at most ${LIMITS.keyBytes} bytes`,
  ),
)

const tableSize = v.pipe(
  whole(MIN_BUCKETS, LARGEST_TABLE),
  v.check((size) => (size & (size - 1)) === 0, 'must be a power of two'),
)

const keys = listOf(object({ key, hash: v.optional(whole(0, 2 ** 32 - 1)) }), 'keys', LIMITS.keys)
const flag = v.boolean('must be true or false')
const flags = { grows: flag, shrinks: flag, steps: flag }

const hash = v.variant(
  'kind',
  [
    object({
      kind: v.literal('siphash'),
      seed: v.pipe(
        v.string('must be text'),
        v.regex(/^[0-9a-f]{32}$/, 'must be 32 hexadecimal digits'),
      ),
    }),
    object({ kind: v.literal('given') }),
  ],
  variantFault,
)

/** One command. */
export const commandSchema = v.variant(
  'type',
  [
    object({ type: v.literal('scan') }),
    object({ type: v.literal('restartScan') }),
    object({ type: v.literal('add'), keys }),
    object({ type: v.literal('delete'), keys: listOf(key, 'keys', LIMITS.keys) }),
    object({ type: v.literal('resize'), buckets: tableSize }),
    object({ type: v.literal('rehash'), buckets: whole(1, 2 ** 20) }),
    object({ type: v.literal('policy'), policy: oneOf(['enable', 'avoid', 'forbid']) }),
    object({ type: v.literal('automatic'), ...flags }),
  ],
  variantFault,
)

/** What a scenario starts from. */
export const configSchema = object({
  profile: oneOf(profileIds),
  algorithm: oneOf(scanAlgorithmIds),
  hash,
  buckets: tableSize,
  keys,
  automatic: object(flags),
})

/** The shape of a scenario of version 1, with its bounds. */
export const scenarioSchema = v.pipe(
  object({
    version: v.literal(1, 'must be 1'),
    machine: v.literal('dict', 'must be "dict"'),
    config: configSchema,
    commands: listOf(commandSchema, 'commands', LIMITS.commands),
  }),
  v.check(
    (scenario) => keysNamed(scenario as Scenario) <= LIMITS.keys,
    `must name at most ${LIMITS.keys} keys in all`,
  ),
)

/** Shown characters of a field's name: a stranger may bring a long one. */
const FIELD_LENGTH = 80

/** The good value, or where and why it is not one. `field` reads like `commands.3.buckets`. */
export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly field: string; readonly reason: string }

/** Reads unknown data by a schema; the first fault is told with its field, or with `name`. */
export function parseWith<T>(
  schema: v.GenericSchema<unknown, T>,
  data: unknown,
  name: string,
): Parsed<T> {
  const result = v.safeParse(schema, data, { abortEarly: true })
  if (result.success) return { ok: true, value: result.output }
  const [issue] = result.issues
  const field = (v.getDotPath(issue) ?? name).slice(0, FIELD_LENGTH)
  return { ok: false, field, reason: issue.message }
}

/** Reads a scenario from unknown data. */
export const parseScenario = (data: unknown): Parsed<Scenario> =>
  parseWith(scenarioSchema, data, 'scenario')
