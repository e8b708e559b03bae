import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { schemaFile, scenarioSchemaText } from '../setup/scenarioSchema.ts'

test('the published JSON Schema is the one by which files are read', async () => {
  const published = readFileSync(schemaFile, 'utf8')
  const fresh = published === (await scenarioSchemaText())
  expect(fresh, 'public/scenario.schema.json is stale: run `npm run schema`').toBe(true)
})
