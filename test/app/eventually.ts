import { vi } from 'vitest'

/** Waits until what is checked holds: parts are loaded on demand, and a busy machine takes its time. */
export const eventually = (check: () => void) => vi.waitFor(check, { timeout: 30_000 })
