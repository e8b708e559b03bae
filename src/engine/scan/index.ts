import type { ScanAlgorithm } from './algorithm.ts'
import { dictScan2013 } from './dictScan2013.ts'
import { dictScan2018 } from './dictScan2018.ts'
import { naive } from './naive.ts'
import { tableZeroOnly } from './tableZeroOnly.ts'

/** Every rule by its id. A new one is one file and one word here; the compiler asks for the rest. */
const all = { dictScan2018, dictScan2013, tableZeroOnly, naive } as const

export type ScanAlgorithmId = keyof typeof all

export const scanAlgorithms: Readonly<Record<ScanAlgorithmId, ScanAlgorithm>> = all
export const scanAlgorithmIds = Object.keys(all) as readonly ScanAlgorithmId[]
