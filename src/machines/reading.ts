import type { DictState, Fact, Probe, ScanAlgorithmId } from '../engine/index.ts'
import type { ScanState } from './scanState.ts'

/** What a picture needs of a machine: one dict, the scan that walks it, and the rule it walks by. */
export interface Reading {
  readonly dict: DictState
  readonly scan: ScanState
  readonly algorithm: ScanAlgorithmId
  /** Which dict it is, by number: entries of two dicts are never one chip. */
  readonly home: number
  /** An entry's key as a person reads it. */
  readonly nameOf: (key: string) => string
}

/** What can be seen to happen on the stage: a fact of its dict, or a micro-step of its scan. */
export type StageEvent = Fact | (Probe & { readonly line: string })
