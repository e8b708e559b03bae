import * as v from 'valibot'
import { persist } from 'zustand/middleware'
import { createStore } from 'zustand/vanilla'
import { quietly } from './quietStorage.ts'
import type { TextStorage } from './storage.ts'

interface Score {
  /** Whether the reader wants to be asked before each call. */
  readonly on: boolean
  readonly asked: number
  readonly right: number
}

export interface Predictions extends Score {
  readonly setOn: (on: boolean) => void
  readonly count: (right: boolean) => void
}

const count = v.pipe(v.number(), v.integer(), v.minValue(0))
const schema = v.pipe(
  v.object({ on: v.boolean(), asked: count, right: count }),
  v.check(({ asked, right }) => right <= asked),
)

const NONE: Score = { on: false, asked: 0, right: 0 }

function understood(stored: unknown): Score {
  const read = v.safeParse(schema, stored)
  return read.success ? read.output : NONE
}

/** Whether questions are asked, and how many were answered right; kept in a storage. */
export const createPredictions = (storage: TextStorage) =>
  createStore<Predictions>()(
    persist(
      (set, get) => ({
        ...NONE,
        setOn: (on) => {
          set({ on })
        },
        count: (right) => {
          const score = get()
          set({ asked: score.asked + 1, right: score.right + (right ? 1 : 0) })
        },
      }),
      {
        name: 'scanscope.predictions',
        version: 1,
        storage: quietly(storage),
        migrate: (): Score => NONE,
        partialize: ({ on, asked, right }): Score => ({ on, asked, right }),
        merge: (stored, current) => ({ ...current, ...understood(stored) }),
      },
    ),
  )

export type PredictionStore = ReturnType<typeof createPredictions>
