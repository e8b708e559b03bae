import counted from './evidence.json'
import compared from './liveEvidence.json'

/** How much of the real dict.c the engine was held against; counted by the conformance run. */
export const evidence: {
  readonly operations: number
  readonly files: number
  readonly versions: readonly string[]
} = counted

/** How much of a real server's answers the model gave alike; written by a run of the live judge. */
export const liveEvidence: {
  readonly versions: readonly string[]
  readonly commands: number
  readonly scans: number
} = compared
