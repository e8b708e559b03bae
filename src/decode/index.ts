/** What a cursor, and a list of cursors, gives away: for numbers that somebody brings along. */
export { bitLength, leastSize, sizeOfWalk } from './sizes.ts'
export { cellAt, mirrored, placeOf, type Cell } from './place.ts'
export {
  clusteredOf,
  clusterPlaceOf,
  cursorOf,
  SLOT_BITS,
  SLOTS,
  type Clustered,
} from './clustered.ts'
export { slotOfTag } from './slot.ts'
export { meaningOf, type Meaning, type NumberMeaning, type Oddity } from './meaning.ts'
export type { Call, Found, Role, ScanCommand } from './found.ts'
export { PASTE_LIMITS, readPaste, type Paste } from './paste.ts'
export { DOUBT, mostExponent, stretchesOf, type Stretch } from './stretches.ts'
export { decodePaste, walksOneTable, type Decoded } from './decoded.ts'
export type { Finding, FindingKind } from './finding.ts'
export { orderOf, progressOf, type Layout } from './orders.ts'
export type { ScanReport } from './scanReport.ts'
export type { Scan, Stop } from './scans.ts'
export { damageOf, roundedBits, type Damage } from './swaps.ts'
export { exampleIds, exampleText, type ExampleId } from './examples.ts'
