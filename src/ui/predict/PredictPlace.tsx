import { Suspense } from 'react'
import { lazily } from '../dom/lazily.ts'
import { usePredictions } from './predictions.ts'

const PredictRow = lazily(async () => (await import('./PredictRow.tsx')).PredictRow)

/** Where the questions stand, when they are asked. */
export function PredictPlace() {
  const on = usePredictions((state) => state.on)
  return <Suspense>{on && <PredictRow />}</Suspense>
}
