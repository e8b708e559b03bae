import type * as Beside from './beside.ts'

let part: typeof Beside | undefined

/** What joins the work of two tabs, once it is loaded: who has one tab never needs it. */
export const beside = (): typeof Beside | undefined => part

/** Loads it; when it cannot be fetched, the other tab's work is set aside instead. */
export async function loadBeside(): Promise<void> {
  try {
    part ??= await import('./beside.ts')
  } catch {
    // It is asked for again with the next save.
  }
}
