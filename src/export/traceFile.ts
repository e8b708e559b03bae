import type { AnyTrace, Scenario } from '../trace/index.ts'

/** Maps as lists of their entries: JSON has none. */
const plain = (_: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && Symbol.iterator in value
    ? [...(value as Iterable<unknown>)]
    : value

/**
 * A scenario and all that came of it, step by step, one step a line; public/trace.schema.json says
 * what each event is. In pieces, since a long trace makes a longer text than a string may be.
 */
export function traceFileOf(scenario: Scenario, trace: AnyTrace, schema?: string): Blob {
  const head = {
    ...(schema !== undefined && { $schema: schema }),
    format: 'scanscope-trace',
    version: 1,
    scenario,
    moments: trace.length,
  }
  const opening = `${JSON.stringify(head).slice(0, -1)},"steps":[\n`
  const steps = trace.steps.flatMap(({ start, command, events }, index) => [
    index === 0 ? '' : ',\n',
    JSON.stringify({ start, command, events }, plain),
  ])
  return new Blob([opening, ...steps, '\n]}\n'], { type: 'application/json' })
}
