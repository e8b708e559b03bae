import { writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { measureEngine } from './engine.ts'
import type { Figures } from './figures.ts'
import { measurePage } from './page.ts'

/** Ratios within this run, with their budgets. */
const RATIOS = [
  ['scan at rest / Map.get', 'engine.scan.elementsPerSecond', 'map.get.perSecond', 3],
  ['scan mid-rehash / Map.get', 'engine.scanMidRehash.elementsPerSecond', 'map.get.perSecond', 1],
  ['add / Map.set', 'engine.add.perSecond', 'map.set.perSecond', 0.9],
] as const

function printed(value: number): string {
  if (value >= 1e6) return `${(value / 1e6).toFixed(2)} M`
  return Number.isInteger(value) ? String(value) : value.toFixed(2)
}

function jsonFile(args: readonly string[]): string | undefined {
  const flag = args.indexOf('--json')
  return flag < 0 ? undefined : args[flag + 1]
}

/** Measures engine and page, prints a table, and writes the figures where `--json FILE` says. */
export async function main(args: readonly string[]): Promise<number> {
  if (args.includes('--json') && jsonFile(args) === undefined) {
    console.error('usage: npm run -s bench [-- --json FILE]')
    return 1
  }
  const engine = measureEngine()
  const page = await measurePage()
  const figures: Figures = { ...engine, ...page.figures }
  const [cpu] = cpus()
  const memory = `${Math.round(totalmem() / 2 ** 30)} GB`
  console.log(`${cpus().length} x ${cpu?.model ?? 'unknown'}, ${memory}, Node ${process.version},`)
  console.log(`Chromium ${page.browser}; 10^6 keys, 2^20 buckets, SipHash-1-2; medians\n`)
  for (const [name, value] of Object.entries(figures)) {
    console.log(`${name.padEnd(40)} ${printed(value).padStart(12)}`)
  }
  console.log('')
  for (const [name, above, below, budget] of RATIOS) {
    const ratio = (figures[above] ?? 0) / (figures[below] ?? 1)
    console.log(`${name.padEnd(40)} ${ratio.toFixed(2).padStart(12)}   budget ${budget}`)
  }
  const file = jsonFile(args)
  if (file !== undefined) writeFileSync(file, `${JSON.stringify(figures, null, 2)}\n`)
  return 0
}
