import type { Finding } from './finding.ts'
import type { Found } from './found.ts'
import type { Scan, Swap } from './scans.ts'
import { damageOf, roundedBits } from './swaps.ts'
import { isBreath, type Work } from './work.ts'

type Numbers = readonly (bigint | null)[]

/** Swaps of one kind as one finding; a cursor that another reply gave belongs to another scan. */
export function* swapFindings(
  swaps: readonly Swap[],
  found: readonly Found[],
  numbers: Numbers,
): Work<Finding[]> {
  const replied = new Set(
    found.flatMap(({ role }, at) => (role === 'replied' ? (numbers[at] ?? []) : [])),
  )
  const kinds = new Map<string, Finding & { readonly kind: 'swap' }>()
  for (const [nth, { repliedAt, sentAt }] of swaps.entries()) {
    if (isBreath(nth)) yield
    const damage = damageOf(numbers[repliedAt] ?? 0n, found[sentAt]?.words ?? '')
    const sent = numbers[sentAt]
    if (damage === null && typeof sent === 'bigint' && replied.has(sent)) continue
    const known = kinds.get(String(damage))
    kinds.set(
      String(damage),
      known === undefined
        ? { kind: 'swap', at: sentAt, repliedAt, damage, times: 1 }
        : { ...known, times: known.times + 1 },
    )
  }
  return [...kinds.values()]
}

/** Zero bits that say that numbers went through a double. */
const ROUNDED_BITS = 8
const DOUBLE_LEAST = 2n ** 53n

/** When every number too large for a double is one that a double holds. */
export function* roundedFinding(numbers: Numbers): Work<Finding[]> {
  let [at, times, bits] = [-1, 0, 0]
  for (const [index, value] of numbers.entries()) {
    if (isBreath(index)) yield
    if (value === null || value < DOUBLE_LEAST) continue
    const zeros = roundedBits(value)
    if (zeros === 0) return []
    if (at === -1) at = index
    times++
    bits += zeros
  }
  return bits >= ROUNDED_BITS ? [{ kind: 'rounded', at, times, bits }] : []
}

const isSame = (a: Scan, b: Scan | undefined): boolean =>
  a.stops.length === b?.stops.length &&
  a.stops.every(({ value }, nth) => value === b.stops[nth]?.value)

/** When the paste holds more than one scan of the same thing. */
export function repeatedFinding(scans: readonly Scan[]): Finding[] {
  const streams = new Map<string, Scan[]>()
  for (const scan of scans) {
    if ((!scan.began && scan.endedAt === null) || scan.stops.length === 0) continue
    const known = streams.get(scan.stream)
    if (known === undefined) streams.set(scan.stream, [scan])
    else known.push(scan)
  }
  return [...streams.values()].flatMap((full): Finding[] => {
    const [, second] = full
    if (second === undefined) return []
    const alike = full.filter((scan, nth) => nth > 0 && isSame(scan, full[nth - 1])).length
    return [{ kind: 'repeated', at: second.first, scans: full.length, alike }]
  })
}
