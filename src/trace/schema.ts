import * as v from 'valibot'
import { MIN_BUCKETS, profileIds, scanAlgorithmIds, utf8Length } from '../engine/index.ts'
import { LARGEST_TABLE } from '../machines/index.ts'
import { LIMITS } from './limits.ts'
import { clusterSchemaLoaded } from './lateSchema.ts'
import { because } from './reason.ts'
import { keysNamed, type Scenario } from './scenario.ts'
import { serverCommandSchema, serverStartSchema } from './serverSchema.ts'
import {
  flag,
  hashSchema,
  just,
  listOf,
  object,
  oneOf,
  parseWith,
  refused,
  text,
  variantFault,
  whole,
  type Parsed,
} from './shapes.ts'

const key = v.pipe(
  text,
  v.check(
    (name) => name.length <= LIMITS.keyBytes && utf8Length(name) <= LIMITS.keyBytes,
    because({ kind: 'tooManyBytes', most: LIMITS.keyBytes }),
  ),
)

const tableSize = v.pipe(
  whole(MIN_BUCKETS, LARGEST_TABLE),
  v.check((size) => (size & (size - 1)) === 0, because({ kind: 'powerOfTwo' })),
)

const keys = listOf(object({ key, hash: v.optional(whole(0, 2 ** 32 - 1)) }), 'keys', LIMITS.keys)
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

/** Foreign data that names no machine is read as a dict's, and refused for that name. */
export const dictMachine = v.literal(
  'dict',
  because({ kind: 'oneOf', names: ['dict', 'server', 'cluster'] }),
)
const hasFewKeys = (scenario: object) => keysNamed(scenario as Scenario) <= LIMITS.keys
const keysFault = because({ kind: 'tooManyKeysInAll', most: LIMITS.keys })

/** The shape of a scenario of one dict, with its bounds. */
const dictScenarioSchema = v.pipe(
  object({
    version: just(1),
    machine: dictMachine,
    config: configSchema,
    commands: listOf(commandSchema, 'commands', LIMITS.commands),
  }),
  v.check((scenario) => hasFewKeys(scenario), keysFault),
)

/** The shape of a scenario of a server, with its bounds. */
const serverScenarioSchema = v.pipe(
  object({
    version: just(1),
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
    ? refused('machine', { kind: 'notLoaded' })
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
