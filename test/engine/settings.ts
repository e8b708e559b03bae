import { env } from 'node:process'

/** `FC_SEED=... npx vitest run FILE` repeats a run; without it every run draws its own seed. */
export const runs = (numRuns: number) => {
  const seed = env['FC_SEED']
  return seed === undefined ? { numRuns } : { numRuns, seed: Number(seed) }
}
