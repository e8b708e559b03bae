import { backwards } from './backwards.ts'
import { bothTables } from './bothTables.ts'
import { buckets } from './buckets.ts'
import { chains } from './chains.ts'
import { clusterBitmap } from './clusterBitmap.ts'
import { clusterFinished } from './clusterFinished.ts'
import { clusterOneCursor } from './clusterOneCursor.ts'
import { clusterScan } from './clusterScan.ts'
import { clusterSeed } from './clusterSeed.ts'
import { counterGrows } from './counterGrows.ts'
import { counterShrinks } from './counterShrinks.ts'
import { count } from './count.ts'
import { edits } from './edits.ts'
import { grow4to16 } from './grow4to16.ts'
import { grow4to8 } from './grow4to8.ts'
import { lostBucket } from './lostBucket.ts'
import { lostReported } from './lostReported.ts'
import { progress } from './progress.ts'
import { ruler } from './ruler.ts'
import { shrink16to4 } from './shrink16to4.ts'
import { shrink8to4 } from './shrink8to4.ts'

export { bits, factsAt, familyOf, rulerOrder, type Facts } from './facts.ts'
export type { Figure, Lesson, Outcome, Stop } from './lesson.ts'
export { momentOf, type When } from './moment.ts'
export { outcomeOf } from './outcome.ts'

/** Every lesson, in the order in which they are read. */
export const lessons = [
  buckets,
  chains,
  counterGrows,
  counterShrinks,
  backwards,
  ruler,
  grow4to8,
  grow4to16,
  bothTables,
  shrink8to4,
  shrink16to4,
  lostBucket,
  lostReported,
  edits,
  count,
  progress,
  clusterOneCursor,
  clusterFinished,
  clusterSeed,
  clusterBitmap,
  clusterScan,
] as const

export type LessonId = (typeof lessons)[number]['id']
