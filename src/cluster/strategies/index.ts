import { clusterScan } from './clusterScan.ts'
import { frozenNodes } from './frozenNodes.ts'
import type { StrategyId } from './ids.ts'
import { oneCursor } from './oneCursor.ts'
import { parallel } from './parallel.ts'
import { perNode } from './perNode.ts'
import { perSlot } from './perSlot.ts'
import { proxyCursor } from './proxyCursor.ts'
import { randomNode } from './randomNode.ts'
import { replicasToo } from './replicasToo.ts'
import { routed } from './routed.ts'
import { slotBitmap } from './slotBitmap.ts'
import type { Strategy } from './strategy.ts'

/** Every strategy by its id. A new one is one file, and one word here and in `ids.ts`. */
export const strategies: Readonly<Record<StrategyId, Strategy>> = {
  perNode,
  parallel,
  routed,
  randomNode,
  replicasToo,
  oneCursor,
  frozenNodes,
  slotBitmap,
  clusterScan,
  perSlot,
  proxyCursor,
}

export { strategyIds, type StrategyId } from './ids.ts'

export {
  DEFAULT_CLIENT,
  isAskedFor,
  pageIn,
  perilIds,
  type Answer,
  type ClientOptions,
  type Line,
  type Outcome,
  type PerilId,
  type Progress,
  type Request,
  type Strategy,
  type Stuck,
} from './strategy.ts'
