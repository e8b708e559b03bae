import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { firstLoad } from '../setup/firstLoad.ts'
import { root } from '../setup/install.mjs'

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

test('<scan-scope> needs at most 4 kB of gzipped JavaScript, all in one file', () => {
  const source = readFileSync(join(root, 'dist/scan-scope.js'))
  expect(gzipSync(source, { level: 9 }).length).toBeLessThanOrEqual(4 * 1024)
  expect(source.toString()).not.toMatch(/\bimport\s*["'{(]/)
})
