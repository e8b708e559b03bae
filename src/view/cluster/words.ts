import type { StrategyId } from '../../cluster/strategies/index.ts'
import { m, type Locale } from '../../i18n/index.ts'

type Say = (locale: Locale) => string

/** What is said of a strategy. */
export interface StrategyText {
  readonly name: Say
  readonly promise: Say
  readonly cost: Say
  readonly failure: Say
}

/** Name, promise, cost and failure of each strategy: the compiler asks for those of a new one. */
export const strategyText: Readonly<Record<StrategyId, StrategyText>> = {
  perNode: {
    name: (locale) => m.strategyPerNode({}, { locale }),
    promise: (locale) => m.promisePerNode({}, { locale }),
    cost: (locale) => m.costPerNode({}, { locale }),
    failure: (locale) => m.failurePerNode({}, { locale }),
  },
  parallel: {
    name: (locale) => m.strategyParallel({}, { locale }),
    promise: (locale) => m.promiseParallel({}, { locale }),
    cost: (locale) => m.costParallel({}, { locale }),
    failure: (locale) => m.failureParallel({}, { locale }),
  },
  routed: {
    name: (locale) => m.strategyRouted({}, { locale }),
    promise: (locale) => m.promiseRouted({}, { locale }),
    cost: (locale) => m.costRouted({}, { locale }),
    failure: (locale) => m.failureRouted({}, { locale }),
  },
  randomNode: {
    name: (locale) => m.strategyRandomNode({}, { locale }),
    promise: (locale) => m.promiseRandomNode({}, { locale }),
    cost: (locale) => m.costRandomNode({}, { locale }),
    failure: (locale) => m.failureRandomNode({}, { locale }),
  },
  replicasToo: {
    name: (locale) => m.strategyReplicasToo({}, { locale }),
    promise: (locale) => m.promiseReplicasToo({}, { locale }),
    cost: (locale) => m.costReplicasToo({}, { locale }),
    failure: (locale) => m.failureReplicasToo({}, { locale }),
  },
  oneCursor: {
    name: (locale) => m.strategyOneCursor({}, { locale }),
    promise: (locale) => m.promiseOneCursor({}, { locale }),
    cost: (locale) => m.costOneCursor({}, { locale }),
    failure: (locale) => m.failureOneCursor({}, { locale }),
  },
  frozenNodes: {
    name: (locale) => m.strategyFrozenNodes({}, { locale }),
    promise: (locale) => m.promiseFrozenNodes({}, { locale }),
    cost: (locale) => m.costFrozenNodes({}, { locale }),
    failure: (locale) => m.failureFrozenNodes({}, { locale }),
  },
  slotBitmap: {
    name: (locale) => m.strategySlotBitmap({}, { locale }),
    promise: (locale) => m.promiseSlotBitmap({}, { locale }),
    cost: (locale) => m.costSlotBitmap({}, { locale }),
    failure: (locale) => m.failureSlotBitmap({}, { locale }),
  },
  clusterScan: {
    name: (locale) => m.strategyClusterScan({}, { locale }),
    promise: (locale) => m.promiseClusterScan({}, { locale }),
    cost: (locale) => m.costClusterScan({}, { locale }),
    failure: (locale) => m.failureClusterScan({}, { locale }),
  },
  perSlot: {
    name: (locale) => m.strategyPerSlot({}, { locale }),
    promise: (locale) => m.promisePerSlot({}, { locale }),
    cost: (locale) => m.costPerSlot({}, { locale }),
    failure: (locale) => m.failurePerSlot({}, { locale }),
  },
  proxyCursor: {
    name: (locale) => m.strategyProxyCursor({}, { locale }),
    promise: (locale) => m.promiseProxyCursor({}, { locale }),
    cost: (locale) => m.costProxyCursor({}, { locale }),
    failure: (locale) => m.failureProxyCursor({}, { locale }),
  },
}
