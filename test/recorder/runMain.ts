import { vi } from 'vitest'
import { main } from '../../src/recorder/main.ts'

export interface Said {
  readonly code: number
  /** All that was written to stdout and stderr. */
  readonly output: string
}

/** Runs the program as the command line does. */
export async function runMain(...args: readonly string[]): Promise<Said> {
  const written: string[] = []
  const take = (text: unknown) => {
    written.push(String(text))
    return true
  }
  const spies = [
    vi.spyOn(process.stderr, 'write').mockImplementation(take),
    vi.spyOn(process.stdout, 'write').mockImplementation(take),
    vi.spyOn(console, 'log').mockImplementation(take),
  ]
  try {
    return { code: await main(args), output: written.join('') }
  } finally {
    for (const spy of spies) spy.mockRestore()
  }
}
