/*
 * npm test: installs what is missing, runs every check, and goes on after a failure.
 * The last line is always `N passed, N failed`.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { install, root, runMain } from './install.mjs'

const reports = join(root, 'node_modules/.cache/scanscope')

/** @typedef {{ passed: number, failed: number }} Count */
/** @typedef {{ name: string, args: string[], report?: string }} Check */

/**
 * @param {string} name
 * @param {string[]} projects
 * @returns {Check}
 */
function vitest(name, projects) {
  const report = join(reports, `${projects.join('-')}.json`)
  const selected = projects.flatMap((project) => ['--project', project])
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  return {
    name,
    args: ['node_modules/vitest/vitest.mjs', 'run', ...selected, ...reporters],
    report,
  }
}

const prettier = ['node_modules/prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.']
const prettierCache = ['--cache', '--cache-strategy', 'content']
const eslint = ['node_modules/eslint/bin/eslint.js', '--max-warnings', '0', '.']
const eslintCache = ['--cache', '--cache-strategy', 'content']
const eslintCacheFolder = ['--cache-location', 'node_modules/.cache/eslint/']

/** @type {Check[]} */
const checks = [
  { name: 'messages', args: ['test/setup/messages.mjs'] },
  { name: 'format', args: [...prettier, ...prettierCache] },
  { name: 'lint', args: [...eslint, ...eslintCache, ...eslintCacheFolder] },
  { name: 'types', args: ['node_modules/typescript/bin/tsc', '-b'] },
  vitest('unit, property, golden and component tests', ['unit', 'dom']),
  { name: 'live redis-server', args: ['test/setup/run.mjs', '--bundle', 'test/live/main.ts'] },
  { name: 'build', args: ['test/setup/build.mjs', '--if-changed'] },
  vitest('end to end and bundle budget', ['e2e']),
]

/**
 * @param {string} file
 * @returns {Count | undefined}
 */
function readReport(file) {
  try {
    const report = JSON.parse(readFileSync(file, 'utf8'))
    /** @type {{ status: string, assertionResults: unknown[] }[]} */
    const files = report.testResults
    // A file that cannot be loaded has no tests to fail, so it counts as one.
    const broken = files.filter(
      (one) => one.status === 'failed' && one.assertionResults.length === 0,
    )
    return { passed: report.numPassedTests, failed: report.numFailedTests + broken.length }
  } catch {
    return undefined
  }
}

/**
 * @param {Check} check
 * @returns {Count}
 */
function run(check) {
  if (check.report !== undefined) rmSync(check.report, { force: true })
  const { status } = spawnSync(process.execPath, check.args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    // CI: Vitest then refuses to write snapshots, so a test run changes no file.
    env: { ...process.env, CI: 'true' },
  })
  const ok = status === 0
  if (check.report === undefined) return { passed: ok ? 1 : 0, failed: ok ? 0 : 1 }
  const count = readReport(check.report) ?? { passed: 0, failed: 1 }
  return !ok && count.failed === 0 ? { ...count, failed: 1 } : count
}

/**
 * @param {string} name
 * @param {Count} count
 * @param {number} seconds
 */
function summaryLine(name, { passed, failed }, seconds) {
  const verdict = failed === 0 ? 'ok    ' : 'FAILED'
  const numbers = `${String(passed).padStart(6)} passed ${String(failed).padStart(4)} failed`
  return `${verdict}  ${name.padEnd(44)}${numbers} ${seconds.toFixed(1).padStart(7)} s`
}

function runAll() {
  mkdirSync(reports, { recursive: true })
  const total = { passed: 0, failed: 0 }
  const lines = checks.map((check) => {
    console.log(`\n=== ${check.name}`)
    const start = performance.now()
    const count = run(check)
    total.passed += count.passed
    total.failed += count.failed
    return summaryLine(check.name, count, (performance.now() - start) / 1000)
  })
  console.log(`\n=== summary\n${lines.join('\n')}\n`)
  console.log(`${total.passed} passed, ${total.failed} failed`)
  return total.failed === 0 ? 0 : 1
}

await runMain(async () => {
  try {
    await install({ browser: true, server: true })
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    console.log('0 passed, 1 failed')
    return 1
  }
  return runAll()
})
