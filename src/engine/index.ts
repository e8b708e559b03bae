/** The engine: Redis' dict and its scans, as values and pure functions. */
export type { CursorOp, Fact, FactKind, Probe, ProbeKind } from './events.ts'
export { hasherOf, parseSeed, type HashConfig } from './hash.ts'
export { add } from './operations/add.ts'
export { find, locate, type EntryPlace } from './operations/find.ts'
export { rehash } from './operations/rehash.ts'
export { remove, twoPhaseRemove } from './operations/remove.ts'
export {
  autoShrink,
  expand,
  expandIfNeeded,
  resizeTo,
  resizeToFit,
  shrink,
  shrinkIfNeeded,
} from './operations/resize.ts'
export {
  profileIds,
  profiles,
  rulesOf,
  type Profile,
  type ProfileId,
  type Rules,
} from './profiles.ts'
export { createRandom } from './random.ts'
export { WorkingDict } from './workingDict.ts'
export { createPackedStore, packedFrom, type PackedStore } from './packed.ts'
export { createRecordingStore } from './recordingStore.ts'
export { reduce } from './reduce.ts'
export type { Line, ScanAlgorithm, ScanProbe } from './scan/algorithm.ts'
export { scanAlgorithmIds, scanAlgorithms, type ScanAlgorithmId } from './scan/index.ts'
export {
  SIPHASH_1_2,
  SIPHASH_2_4,
  sipHash,
  sipHashLow,
  sipHashLowOfBytes,
  type HashSeed,
  type Rounds,
} from './sipHash.ts'
export {
  checkDict,
  EMPTY_DICT,
  entriesOf,
  type Chain,
  type DictState,
  type Entry,
  type ResizePolicy,
  type Table,
  type TableIndex,
} from './state.ts'
export { entryCount, isRehashing, NONE, type DictStore, type DictView } from './store.ts'
export { utf8Length, utf8Of } from './utf8.ts'
export {
  maskOf,
  MAX_BUCKETS,
  MIN_BUCKETS,
  nextPower,
  positionOf,
  reverseIncrement,
  type Word,
} from './word.ts'
export { increment64, reverse64, reverseIncrement64, setUnmasked64 } from './word64.ts'
