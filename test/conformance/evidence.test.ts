import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { countEvidence, evidenceFile, evidenceText, ownTraces } from './evidence.ts'

it('the figures that the page shows are those of test/traces', () => {
  const written = readFileSync(evidenceFile, 'utf8')
  expect(written, 'run: npm run -s conformance -- --write-evidence').toBe(
    evidenceText(countEvidence(ownTraces)),
  )
})
