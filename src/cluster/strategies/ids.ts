/** All strategies by name, without the weight of their code. */
export const strategyIds = [
  'perNode',
  'parallel',
  'routed',
  'randomNode',
  'replicasToo',
  'oneCursor',
  'frozenNodes',
  'slotBitmap',
  'clusterScan',
  'perSlot',
  'proxyCursor',
] as const

export type StrategyId = (typeof strategyIds)[number]
