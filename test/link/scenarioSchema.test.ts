import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { publishedSchemas, schemaFile, traceSchemaFile } from '../setup/scenarioSchema.ts'

const PUBLISHED = [
  { name: 'scenario', file: schemaFile, made: publishedSchemas.scenario },
  { name: 'trace', file: traceSchemaFile, made: publishedSchemas.trace },
]

test.each(PUBLISHED)(
  'the published JSON Schema of a $name is the one that it is checked by',
  async ({ file, made }) => {
    const fresh = readFileSync(file, 'utf8') === (await made())
    expect(fresh, `${file} is stale: run \`npm run schema\``).toBe(true)
  },
)
