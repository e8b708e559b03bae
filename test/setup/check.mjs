/*
 * npm test: installs what is missing, runs every check, and goes on after a failure.
 * The last line is always `N passed, N failed`.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { install, root, runMain } from './install.mjs'

const reports = join(root, 'node_modules/.cache/scanscope')

/** @typedef {{ passed: number, failed: number, failures?: string[] }} Count */
/** @typedef {{ status: string, fullName: string, failureMessages: string[] }} Test */
/** @typedef {{ name: string, status: string, message: string, assertionResults: Test[] }} TestFile */
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

/** Of a failure's message; fast-check tells seed, path and counterexample in the first three. */
const LINES_OF_MESSAGE = 4

/**
 * @param {string} file
 * @param {string} name
 * @param {string} message
 */
function failureText(file, name, message) {
  const lines = stripVTControlCharacters(message).split('\n').slice(0, LINES_OF_MESSAGE)
  return [`${relative(root, file)} > ${name}`, ...lines.map((line) => `    ${line}`)].join('\n')
}

/**
 * A file that cannot be loaded has no tests to fail, so it counts as one.
 * @param {TestFile} file
 */
function failuresOf({ name: file, status, message, assertionResults }) {
  if (status === 'failed' && assertionResults.length === 0) {
    return [failureText(file, 'the file itself', message)]
  }
  return assertionResults
    .filter((test) => test.status === 'failed')
    .map((test) => failureText(file, test.fullName, test.failureMessages[0] ?? ''))
}

/**
 * @param {string} file
 * @returns {Count | undefined}
 */
function readReport(file) {
  try {
    const report = JSON.parse(readFileSync(file, 'utf8'))
    /** @type {TestFile[]} */
    const files = report.testResults
    const failures = files.flatMap(failuresOf)
    return { passed: report.numPassedTests, failed: failures.length, failures }
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
  /** @type {string[]} */
  const failures = []
  const lines = checks.map((check) => {
    console.log(`\n=== ${check.name}`)
    const start = performance.now()
    const count = run(check)
    total.passed += count.passed
    total.failed += count.failed
    failures.push(...(count.failures ?? []))
    return summaryLine(check.name, count, (performance.now() - start) / 1000)
  })
  // Last, so that the end of a log says what is to be mended.
  if (failures.length > 0) console.log(`\n=== failures\n${failures.join('\n')}`)
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
