import { toJsonSchema } from '@valibot/to-json-schema'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { format, resolveConfig } from 'prettier'
import * as v from 'valibot'
import { clusterDocument, dictDocument, serverDocument } from '../../src/link/document.ts'
import { sceneCommandSchema, sceneConfigSchema } from '../../src/trace/clusterSchema.ts'
import { LIMITS } from '../../src/trace/limits.ts'
import { commandSchema, configSchema } from '../../src/trace/schema.ts'
import { serverCommandSchema, serverStartSchema } from '../../src/trace/serverSchema.ts'
import { root } from './install.mjs'

/** Where the page publishes it. */
export const schemaFile = join(root, 'public/scenario.schema.json')

const scenarioFile = v.pipe(
  v.union([dictDocument, serverDocument, clusterDocument]),
  v.title('ScanScope scenario'),
  v.description(
    'A scenario for ScanScope, with its branches. What a JSON Schema cannot say: a table has a ' +
      `power of two of buckets, a branch has at most ${LIMITS.commands} commands and names at most ` +
      `${LIMITS.keys} keys in all (a cluster ${LIMITS.clusterKeys}), each of at most ${LIMITS.keyBytes} UTF-8 bytes.`,
  ),
)

/** The JSON Schema of a scenario file, as text, made from the schema by which the page reads it. */
export async function scenarioSchemaText(): Promise<string> {
  const schema = toJsonSchema(scenarioFile, {
    target: 'draft-2020-12',
    errorMode: 'ignore',
    definitions: {
      dictConfig: configSchema,
      dictCommand: commandSchema,
      serverConfig: serverStartSchema,
      serverCommand: serverCommandSchema,
      sceneConfig: sceneConfigSchema,
      sceneCommand: sceneCommandSchema,
    },
  })
  const options = { ...(await resolveConfig(schemaFile)), filepath: schemaFile }
  return format(JSON.stringify(schema), options)
}

/** Writes it anew: `npm run schema`. */
export async function main(): Promise<number> {
  writeFileSync(schemaFile, await scenarioSchemaText())
  return 0
}
