import type { Locale } from '../i18n/index.ts'
import { isServerTrace, loadMachine, type AnyTrace, type Scenario } from '../trace/index.ts'
import { lanesOf, type LaneMark } from '../view/lanes.ts'
import { narrate, type Caption } from '../view/narrate.ts'
import type * as ServerParts from '../view/server/index.ts'

let serverParts: typeof ServerParts | undefined

/**
 * Loads all that scenarios of a machine need: its rules and its words. Those of a server are not
 * part of the first load. Rejects when they cannot be fetched.
 */
export async function loadParts(machine: Scenario['machine']): Promise<void> {
  if (machine === 'dict' || serverParts !== undefined) return
  const [parts] = await Promise.all([import('../view/server/index.ts'), loadMachine(machine)])
  serverParts = parts
}

/** Whether scenarios of a machine can be shown at once. */
export const hasParts = (machine: Scenario['machine']): boolean =>
  machine === 'dict' || serverParts !== undefined

function ofServer(): typeof ServerParts {
  if (serverParts === undefined) throw new Error('loadParts("server") comes first')
  return serverParts
}

/** What a moment says; `story` is the text of the beginning. */
export const captionAt = (
  trace: AnyTrace,
  moment: number,
  locale: Locale,
  story?: string,
): Caption =>
  isServerTrace(trace)
    ? ofServer().narrateServer(trace, moment, locale, story)
    : narrate(trace, moment, locale, story)

/** What happened, in three lanes. */
export const lanesAt = (trace: AnyTrace): readonly LaneMark[] =>
  isServerTrace(trace) ? ofServer().serverLanesOf(trace) : lanesOf(trace)
