import { toJsonSchema } from '@valibot/to-json-schema'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { format, resolveConfig } from 'prettier'
import * as v from 'valibot'
import { traceDocument } from '../../src/export/traceSchema.ts'
import { clusterDocument, dictDocument, serverDocument } from '../../src/link/document.ts'
import { sceneCommandSchema, sceneConfigSchema } from '../../src/trace/clusterSchema.ts'
import { LIMITS } from '../../src/trace/limits.ts'
import { commandSchema, configSchema } from '../../src/trace/schema.ts'
import { serverCommandSchema, serverStartSchema } from '../../src/trace/serverSchema.ts'
import { root } from './install.mjs'

/** Where the page publishes them. */
export const schemaFile = join(root, 'public/scenario.schema.json')
export const traceSchemaFile = join(root, 'public/trace.schema.json')

const scenarioFile = v.pipe(
  v.union([dictDocument, serverDocument, clusterDocument]),
  v.title('ScanScope scenario'),
  v.description(
    'A scenario for ScanScope, with its branches. What a JSON Schema cannot say: a table has a ' +
      `power of two of buckets, a branch has at most ${LIMITS.commands} commands and names at most ` +
      `${LIMITS.keys} keys in all (a cluster ${LIMITS.clusterKeys}), each of at most ${LIMITS.keyBytes} UTF-8 bytes.`,
  ),
)

/** The JSON Schema of a file, as text, made from the schema by which the page or a test reads it. */
async function schemaText(schema: v.GenericSchema, file: string): Promise<string> {
  const made = toJsonSchema(schema, {
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
  const options = { ...(await resolveConfig(file)), filepath: file }
  return format(JSON.stringify(made), options)
}

/** Each published schema: its file, and what is to stand in it. */
export const publishedSchemas = {
  scenario: () => schemaText(scenarioFile, schemaFile),
  trace: () => schemaText(traceDocument, traceSchemaFile),
}

/** Writes them anew: `npm run schema`. */
export async function main(): Promise<number> {
  writeFileSync(schemaFile, await publishedSchemas.scenario())
  writeFileSync(traceSchemaFile, await publishedSchemas.trace())
  return 0
}
