import { LIMITS } from '../trace/index.ts'
import { broken, type Read } from './fault.ts'
import { canRun } from './run.ts'
import { documentOf, parseWork, type Work } from './work.ts'

/** A work as JSON without a space. */
export const writeWork = (work: Work): string => JSON.stringify(documentOf(work))

const listLines = (list: readonly unknown[]): string =>
  list.length === 0
    ? '[]'
    : `[\n    ${list.map((item) => JSON.stringify(item)).join(',\n    ')}\n  ]`

/**
 * A work as a file: one command a line, to be read and compared by people, too. `schema` is the
 * address of the JSON Schema, for editors.
 */
export function writeFile(work: Work, schema?: string): string {
  const document = { ...(schema !== undefined && { $schema: schema }), ...documentOf(work) }
  const lines = Object.entries(document).map(([name, value]: [string, unknown]) => {
    const written = Array.isArray(value) ? listLines(value) : JSON.stringify(value)
    return `  ${JSON.stringify(name)}: ${written}`
  })
  return `{\n${lines.join(',\n')}\n}\n`
}

function parsed(text: string): Read<Work> {
  if (text.length > LIMITS.workBytes) return broken({ why: 'tooLarge', most: LIMITS.workBytes })
  let data: unknown
  try {
    data = JSON.parse(text)
  } catch {
    return broken({ why: 'notJson' })
  }
  const read = parseWork(data)
  return read.ok ? read : broken({ why: 'invalid', field: read.field, reason: read.reason })
}

/** Reads a work from JSON, as `writeWork` or `writeFile` write it or as a person does. */
export async function readWork(text: string): Promise<Read<Work>> {
  const read = parsed(text)
  if (!read.ok || (await canRun(read.value.place.tree))) return read
  return broken({ why: 'endless', most: LIMITS.moments })
}
