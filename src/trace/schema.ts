import * as v from 'valibot'
import { MIN_BUCKETS, profileIds, scanAlgorithmIds, utf8Length } from '../engine/index.ts'
import { LARGEST_TABLE } from '../machines/index.ts'
import { LIMITS } from './limits.ts'
import { clusterSchemaLoaded, NOT_LOADED } from './lateSchema.ts'
import { keysNamed, type Scenario } from './scenario.ts'
import { serverCommandSchema, serverStartSchema } from './serverSchema.ts'
import {
  hashSchema,
  listOf,
  object,
  oneOf,
  parseWith,
  variantFault,
  whole,
  type Parsed,
} from './shapes.ts'

export { listOf, object, parseWith, whole, type Parsed } from './shapes.ts'

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
  hash: hashSchema,
  buckets: tableSize,
  keys,
  automatic: object(flags),
})

const version = v.literal(1, 'must be 1')
export const MACHINE_FAULT = 'must be "dict", "server" or "cluster"'
const hasFewKeys = (scenario: object) => keysNamed(scenario as Scenario) <= LIMITS.keys
const keysFault = `must name at most ${LIMITS.keys} keys in all`

/** The shape of a scenario of one dict, with its bounds. */
const dictScenarioSchema = v.pipe(
  object({
    version,
    machine: v.literal('dict', MACHINE_FAULT),
    config: configSchema,
    commands: listOf(commandSchema, 'commands', LIMITS.commands),
  }),
  v.check((scenario) => hasFewKeys(scenario), keysFault),
)

/** The shape of a scenario of a server, with its bounds. */
const serverScenarioSchema = v.pipe(
  object({
    version,
    machine: v.literal('server'),
    config: serverStartSchema,
    commands: listOf(serverCommandSchema, 'commands', LIMITS.commands),
  }),
  v.check((scenario) => hasFewKeys(scenario), keysFault),
)

/** Whose work foreign data calls itself; a dict's when it names no machine that is known. */
export function machineIn(data: unknown): Scenario['machine'] {
  const named = typeof data === 'object' && data !== null && 'machine' in data ? data.machine : null
  return named === 'server' || named === 'cluster' ? named : 'dict'
}

function parseCluster(data: unknown): Parsed<Scenario> {
  const schema = clusterSchemaLoaded()?.clusterScenarioSchema
  return schema === undefined
    ? { ok: false, field: 'machine', reason: NOT_LOADED }
    : parseWith(schema, data, 'scenario')
}

/** Reads a scenario of any machine that is loaded from unknown data. */
export function parseScenario(data: unknown): Parsed<Scenario> {
  switch (machineIn(data)) {
    case 'server':
      return parseWith(serverScenarioSchema, data, 'scenario')
    case 'cluster':
      return parseCluster(data)
    case 'dict':
      return parseWith(dictScenarioSchema, data, 'scenario')
  }
}
