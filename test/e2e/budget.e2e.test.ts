import { expect, test } from 'vitest'
import { firstLoad } from '../setup/firstLoad.ts'

const budget = 140 * 1024

test('the first load needs at most 140 kB of gzipped JavaScript', () => {
  const sizes = firstLoad()
  const total = [...sizes.values()].reduce((sum, size) => sum + size, 0)
  console.info(
    `first-load JavaScript: ${String(total)} bytes gzipped in ${String(sizes.size)} files, ` +
      `budget ${String(budget)}`,
  )
  expect(sizes.size).toBeGreaterThan(0)
  expect(total).toBeLessThanOrEqual(budget)
})
