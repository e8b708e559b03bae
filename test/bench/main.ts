import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { root } from '../setup/install.mjs'
import { median, mediansOf, type Figures } from './figures.ts'
import { measurePage } from './page.ts'

/** What V8 inlines is partly luck, and stays as it is while a process lives. */
const PROCESSES = 3
const MEASURE_ENGINE = ['--expose-gc', 'test/setup/run.mjs', '--bundle', 'test/bench/engine.ts']

/** Ratios within one process, with their budgets. */
const RATIOS = [
  ['scan at rest / Map.get', 'engine.scan.elementsPerSecond', 'map.get.perSecond', 3],
  ['scan mid-rehash / Map.get', 'engine.scanMidRehash.elementsPerSecond', 'map.get.perSecond', 1],
  ['add / Map.set', 'engine.add.perSecond', 'map.set.perSecond', 0.9],
] as const

function printed(value: number): string {
  if (value >= 1e6) return `${(value / 1e6).toFixed(2)} M`
  return Number.isInteger(value) ? String(value) : value.toFixed(2)
}

function measureEngine(): Figures {
  const output = execFileSync(process.execPath, MEASURE_ENGINE, { cwd: root, encoding: 'utf8' })
  return JSON.parse(output.trim().split('\n').at(-1) ?? '') as Figures
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
  const engine = Array.from({ length: PROCESSES }, measureEngine)
  const page = await measurePage()
  const figures: Figures = { ...mediansOf(engine), ...page.figures }
  const [cpu] = cpus()
  const memory = `${Math.round(totalmem() / 2 ** 30)} GB`
  console.log(`${cpus().length} x ${cpu?.model ?? 'unknown'}, ${memory}, Node ${process.version},`)
  console.log(`Chromium ${page.browser}; 10^6 keys, 2^20 buckets, SipHash-1-2; medians\n`)
  for (const [name, value] of Object.entries(figures)) {
    console.log(`${name.padEnd(40)} ${printed(value).padStart(12)}`)
  }
  console.log('')
  for (const [name, above, below, budget] of RATIOS) {
    const ratio = median(engine.map((rates) => (rates[above] ?? 0) / (rates[below] ?? 1)))
    console.log(`${name.padEnd(40)} ${ratio.toFixed(2).padStart(12)}   budget ${budget}`)
  }
  const file = jsonFile(args)
  if (file !== undefined) writeFileSync(file, `${JSON.stringify(figures, null, 2)}\n`)
  return 0
}
