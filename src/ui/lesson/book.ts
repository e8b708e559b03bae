import { useStore } from 'zustand'
import {
  createLessonBook,
  followTabs,
  NOT_BEGUN,
  type LessonBook,
  type LessonProgress,
} from '../../app/lesson.ts'
import { storage } from '../../app/storage.ts'

/** How far the reader has come in each lesson. */
export const book = createLessonBook(storage)
followTabs(book, window)

export const useBook = <T>(select: (state: LessonBook) => T): T => useStore(book, select)

export const useProgress = (id: string): LessonProgress =>
  useBook(({ progress }) => progress[id]) ?? NOT_BEGUN
