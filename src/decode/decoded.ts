import { byUrgency, type Finding } from './finding.ts'
import type { Found } from './found.ts'
import { repeatedFinding, roundedFinding, swapFindings } from './listFindings.ts'
import { meaningOf, type Meaning } from './meaning.ts'
import { countBacks, likelyLayout, progressOf, type Layout } from './orders.ts'
import { readPaste, type Paste } from './paste.ts'
import { reportOf, type ScanReport } from './scanReport.ts'
import { numberOf, scansOf, type Scan, type Scans } from './scans.ts'
import { isBreath, mapped, within, type Work } from './work.ts'

/** All that a paste gives away. */
export interface Decoded {
  readonly paste: Paste
  /** One for each cursor of the paste, and so are the arrays below. */
  readonly meanings: readonly Meaning[]
  readonly numbers: readonly (bigint | null)[]
  /** Which share of its walk lies behind a cursor; 1 for the 0 of the end, NaN for no number. */
  readonly places: Float64Array
  /** Its scan, counted from 0; -1 when it belongs to none. */
  readonly scanOf: Int32Array
  readonly layout: Layout
  readonly scans: readonly ScanReport[]
  /** Most urgent first. */
  readonly findings: readonly Finding[]
  /** How many findings there are beyond the listed ones. */
  readonly more: number
}

const MOST_FINDINGS = 60

/** Which share of the work is done at the end of each part, about. */
const DONE = { paste: 0.6, meanings: 0.75, scans: 0.85, reports: 0.97 } as const

/** SSCAN, HSCAN and ZSCAN walk one table, in cluster mode too. */
export function walksOneTable(found: Found | undefined): boolean {
  const command = found?.call?.command
  return command !== undefined && command !== 'SCAN' && command !== 'CLUSTERSCAN'
}

interface Laid extends Scans {
  readonly layout: Layout
}

/** Scans by command and key; by connection, too, when only so they go forward. */
function* likelyScans(
  found: readonly Found[],
  numbers: readonly (bigint | null)[],
  layoutFor: (scans: readonly Scan[]) => Work<Layout>,
): Work<Laid> {
  const joined = yield* scansOf(found, numbers, false)
  const layout = yield* layoutFor(joined.scans)
  const backs = yield* countBacks(joined.scans, layout)
  const clients = new Set(found.map(({ call }) => call?.client ?? null))
  if (backs === 0 || clients.size < 2) return { ...joined, layout }
  const apart = yield* scansOf(found, numbers, true)
  const layoutApart = yield* layoutFor(apart.scans)
  return (yield* countBacks(apart.scans, layoutApart)) * 4 <= backs
    ? { ...apart, layout: layoutApart }
    : { ...joined, layout }
}

function* reportsOf(
  { scans, layout }: Laid,
  found: readonly Found[],
): Work<{ readonly scans: readonly ScanReport[]; readonly findings: Finding[] }> {
  const reports: ScanReport[] = []
  const findings: Finding[] = []
  for (const [nth, scan] of scans.entries()) {
    const command = found[scan.first]?.call?.command
    const { report, findings: own } = yield* reportOf(scan, {
      layout: walksOneTable(found[scan.first]) ? 'table' : layout,
      pairs: command === 'HSCAN' || command === 'ZSCAN',
      lastRole: found[scan.stops.at(-1)?.at ?? -1]?.role,
    })
    reports.push(report)
    findings.push(...own)
    if (isBreath(nth)) yield
  }
  return { scans: reports, findings }
}

/** Where each cursor stands in its walk, and which walk that is. */
function* placed(
  { scans, layout }: Laid,
  found: readonly Found[],
  numbers: readonly (bigint | null)[],
): Work<{ readonly places: Float64Array; readonly scanOf: Int32Array }> {
  const places = new Float64Array(numbers.length).fill(NaN)
  const scanOf = new Int32Array(numbers.length).fill(-1)
  for (const [at, value] of numbers.entries()) {
    if (isBreath(at)) yield
    if (value !== null) places[at] = progressOf(value, walksOneTable(found[at]) ? 'table' : layout)
  }
  scans.forEach(({ first, stops, endedAt }, nth) => {
    for (const { at } of stops) scanOf[at] = nth
    if (numbers[first] === 0n) scanOf[first] = nth
    if (endedAt === null) return
    scanOf[endedAt] = nth
    places[endedAt] = 1
  })
  return { places, scanOf }
}

/**
 * Reads a paste and explains it. `wanted`: how cursors of SCAN are taken, or what suits them better.
 * Yields which share of the work is done, every millisecond or so.
 */
export function* decodePaste(text: string, wanted: Layout | 'auto'): Generator<number, Decoded> {
  const paste = yield* within(readPaste(text), 0, DONE.paste)
  const { found, refusals } = paste
  const meanings = yield* within(
    mapped(found, ({ words }) => meaningOf(words)),
    DONE.paste,
    DONE.meanings,
  )
  const numbers = meanings.map(numberOf)
  function* layoutFor(scans: readonly Scan[]): Work<Layout> {
    if (meanings.some(({ kind }) => kind === 'clusterScan')) return 'cluster'
    if (wanted !== 'auto') return wanted
    return yield* likelyLayout(scans.filter((scan) => !walksOneTable(found[scan.first])))
  }
  const laid = yield* within(likelyScans(found, numbers, layoutFor), DONE.meanings, DONE.scans)
  const { scans, findings } = yield* within(reportsOf(laid, found), DONE.scans, DONE.reports)
  const swaps = yield* within(swapFindings(laid.swaps, found, numbers), DONE.reports, 1)
  findings.push(...swaps, ...repeatedFinding(scans))
  if (swaps.length === 0) {
    findings.push(...(yield* within(roundedFinding(numbers), DONE.reports, 1)))
  }
  const [line] = refusals
  if (line !== undefined) findings.push({ kind: 'refused', line, times: refusals.length })
  return {
    paste,
    meanings,
    numbers,
    ...(yield* within(placed(laid, found, numbers), DONE.reports, 1)),
    layout: laid.layout,
    scans,
    findings: byUrgency(findings).slice(0, MOST_FINDINGS),
    more: Math.max(0, findings.length - MOST_FINDINGS),
  }
}
