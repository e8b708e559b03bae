/** One Redis: keyspace, encodings, commands, and the four steps of SCAN, as values and events. */
export { bytesOf, textOf, type Bytes } from './bytes.ts'
export { commandNamed, commands, type Command } from './commands/index.ts'
export type { CronWork } from './cron.ts'
export {
  EXPIRES,
  KEYSPACE,
  valueAt,
  type DroppedBy,
  type Place,
  type ScanStep,
  type ServerEvent,
  type StoppedBy,
} from './events.ts'
export {
  runServer,
  serverAfter,
  serverMachine,
  type NodeWork,
  type Run,
  type ServerCommand,
} from './execute.ts'
export { matchesGlob } from './glob.ts'
export type { DumpedKey, KeyMove } from './moving.ts'
export { lineOf, nameOf, quoted, wordsOf } from './line.ts'
export { DEFAULT_OPTIONS, optionNamed, type OptionName, type Options } from './options.ts'
export { printed } from './print.ts'
export { serverProfiles, type ServerProfile } from './profile.ts'
export { reduceServer, reduceServerAll } from './reduce.ts'
export type { Reply } from './reply.ts'
export { serverHasher, serverRulesOf, type ServerRules } from './rules.ts'
export { SlotTable, type SlotDicts } from './slotTable.ts'
export { crc16, SLOT_BITS, slotOf, slotOfPattern, SLOTS, tagOf } from './slot.ts'
export {
  checkServer,
  dictAt,
  initialState,
  type ServerConfig,
  type ServerHash,
  type ServerState,
} from './state.ts'
export {
  encodingOf,
  isTable,
  pairsOf,
  sizeOf,
  type Collection,
  type SmallValue,
  type StringValue,
  type TableValue,
  type Value,
} from './value.ts'
