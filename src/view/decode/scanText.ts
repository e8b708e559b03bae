import { bitLength, type Call, type Decoded, type ScanReport } from '../../decode/index.ts'
import { m, type Locale } from '../../i18n/index.ts'
import { isolated, number } from '../../i18n/words.ts'
import { power, share } from './amounts.ts'

/** A scan as one row of a table. */
export interface ScanText {
  readonly name: string
  readonly lines: string
  readonly cursors: string
  readonly size: string
  readonly state: string
  /** Its last cursor. */
  readonly at: number
}

/** A command and its key, shortened. */
export const callName = ({ command, key }: Call): string =>
  key === null ? command : `${command} ${isolated(key)}`

function stateText(scan: ScanReport, place: number | undefined, locale: Locale): string {
  const text = { locale }
  if (scan.endedAt !== null) {
    return scan.stops.length === 0 ? m.decodeStateNone({}, text) : m.decodeStateDone({}, text)
  }
  const percent = share(place ?? 0, locale)
  if (scan.leftAt !== null) return m.decodeStateRestarted({ percent }, text)
  const { pace, layout, stops } = scan
  if (pace === null || place === undefined || layout === 'cluster' || stops.length < 3) {
    return m.decodeStateAt({ percent }, text)
  }
  const calls = number(Math.ceil((1 - place) / pace), locale)
  return m.decodeStateLeft({ percent, calls }, text)
}

/** What is known of a scan. */
export function scanText(scan: ScanReport, { paste, places }: Decoded, locale: Locale): ScanText {
  const last = scan.stops.at(-1)?.at
  const end = scan.endedAt ?? last ?? scan.first
  const lineOf = (at: number) => number(paste.found[at]?.line ?? 0, locale)
  const { size } = scan
  const call = paste.found[scan.first]?.call ?? null
  return {
    name: call === null ? m.decodeScanList({}, { locale }) : callName(call),
    lines: m.decodeLines({ from: lineOf(scan.first), to: lineOf(end) }, { locale }),
    cursors: number(scan.stops.length, locale),
    size: size === null ? '–' : power(bitLength(size - 1n), locale),
    state: stateText(scan, last === undefined ? undefined : places[last], locale),
    at: last ?? scan.first,
  }
}
