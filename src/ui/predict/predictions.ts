import { useStore } from 'zustand'
import { createPredictions, type Predictions } from '../../app/predictions.ts'
import { storage } from '../../app/storage.ts'

/** The reader's predictions, the same on every screen. */
export const predictions = createPredictions(storage)

export const usePredictions = <T>(select: (state: Predictions) => T): T =>
  useStore(predictions, select)
