/** What the recorder writes and others may bring: files of a real server's replies, read and told. */
export { recordingIds, type RecordingId } from './bundled.ts'
export {
  isClusterStory,
  readClusterStory,
  type ClusterStory,
  type ClusterStoryLine,
  type ClusterStoryReading,
} from './clusterStory.ts'
export { callsOf, scanCallOf, walksOf, type ScanCall, type Walk } from './calls.ts'
export { whyNotComparable, type NotComparable, type Unknown } from './comparable.ts'
export { bytesFrom, textFrom } from './escaped.ts'
export {
  hashLowSchema,
  SCAN_COMMANDS,
  type End,
  type Ending,
  type Header,
  type Line,
  type Recording,
  type ScanCommand,
} from './format.ts'
export { bucketOf, knownIn, readBy, type Known, type Stretch } from './knowledge.ts'
export { RECORDING_LIMITS } from './limits.ts'
export { membersIn } from './names.ts'
export { readRecording, type Cut, type Fault, type Reading } from './read.ts'
export { commandOfEvent, optionsOf, statesOf } from './replay.ts'
export { jsonOfReply, replyOfJson, type ReplyJson } from './replyText.ts'
export { sizeFromCursors, sizesOf, type SizeSpan } from './sizes.ts'
export { profileOf } from './version.ts'
export {
  callAt,
  spanAt,
  tellingOf,
  walkAt,
  type Telling,
  type ToldWalk,
  type WalkAt,
} from './telling.ts'
