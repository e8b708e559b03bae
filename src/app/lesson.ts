import * as v from 'valibot'
import { persist } from 'zustand/middleware'
import { createStore } from 'zustand/vanilla'
import { quietly } from './quietStorage.ts'
import type { TextStorage } from './storage.ts'

/** How far a reader has come in a lesson. Stop 0 is its question, the one after the last its moral. */
export interface LessonProgress {
  readonly stop: number
  readonly finished: boolean
  /** Whether the prediction at a stop was right, by the stop. */
  readonly answers: Readonly<Record<string, boolean>>
}

interface Reading {
  /** By the lesson's id. */
  readonly progress: Readonly<Record<string, LessonProgress>>
}

export interface LessonBook extends Reading {
  /** The reader has come to a stop of a lesson. */
  readonly reach: (id: string, stop: number, isEnd: boolean) => void
  readonly answer: (id: string, stop: number, right: boolean) => void
  readonly forget: () => void
}

const NAME = 'scanscope.lessons'

export const NOT_BEGUN: LessonProgress = { stop: 0, finished: false, answers: {} }

const schema = v.object({
  progress: v.record(
    v.pipe(v.string(), v.maxLength(40)),
    v.object({
      stop: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1000)),
      finished: v.boolean(),
      answers: v.record(v.pipe(v.string(), v.maxLength(4)), v.boolean()),
    }),
  ),
})

/** What was stored; anything else than a reading is forgotten. */
function understood(stored: unknown): Reading {
  const read = v.safeParse(schema, stored)
  return read.success ? read.output : { progress: {} }
}

/** Which lessons were read, kept in a storage. */
export const createLessonBook = (storage: TextStorage) =>
  createStore<LessonBook>()(
    persist(
      (set, get) => {
        const change = (id: string, part: Partial<LessonProgress>) => {
          const { progress } = get()
          const known = progress[id] ?? NOT_BEGUN
          set({ progress: { ...progress, [id]: { ...known, ...part } } })
        }
        return {
          progress: {},
          reach: (id, stop, isEnd) => {
            const { finished } = get().progress[id] ?? NOT_BEGUN
            change(id, { stop, finished: finished || isEnd })
          },
          answer: (id, stop, right) => {
            const { answers } = get().progress[id] ?? NOT_BEGUN
            change(id, { answers: { ...answers, [stop]: right } })
          },
          forget: () => {
            set({ progress: {} })
          },
        }
      },
      {
        name: NAME,
        version: 1,
        storage: quietly(storage),
        migrate: (): Reading => ({ progress: {} }),
        partialize: ({ progress }): Reading => ({ progress }),
        merge: (stored, current) => ({ ...current, ...understood(stored) }),
      },
    ),
  )

export type LessonBookStore = ReturnType<typeof createLessonBook>

/** What another tab writes down is known here, too, so that the next stop does not write over it. */
export function followTabs({ persist }: LessonBookStore, page: EventTarget): void {
  page.addEventListener('storage', (event) => {
    if ('key' in event && event.key === NAME) void persist.rehydrate()
  })
}
