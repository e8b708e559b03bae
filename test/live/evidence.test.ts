import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { profileOf } from '../conformance/read.ts'
import { liveEvidence } from '../../src/view/evidence.ts'
import { countRun, DEFAULTS, evidenceText } from './main.ts'

const file = fileURLToPath(new URL('../../src/view/liveEvidence.json', import.meta.url))

it('the figures that the page shows are those of the default run', () => {
  const [version = ''] = liveEvidence.versions
  const profile = profileOf(version)
  if (profile === undefined) throw new Error(`no rules are known for ${version}`)
  expect(
    readFileSync(file, 'utf8'),
    'run: npm run test:live -- --write-evidence src/view/liveEvidence.json',
  ).toBe(evidenceText([version], countRun(DEFAULTS, profile)))
})

it('the default run compares at least 200,000 commands', () => {
  expect(countRun(DEFAULTS, 'redis-7.0').commands).toBeGreaterThanOrEqual(200_000)
})
