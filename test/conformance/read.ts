import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import type { ProfileId } from '../../src/engine/index.ts'
import { profileOf } from '../../src/recording/index.ts'

export { profileOf }

const size = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const pair = v.strictTuple([size, size])
const hash = v.pipe(v.string(), v.regex(/^0x[0-9a-f]{1,16}$/i, '0x and up to 16 digits expected'))
const cursor = v.pipe(
  v.string(),
  v.regex(/^\d{1,20}$/, 'a decimal string expected'),
  v.check((text) => BigInt(text) < 1n << 64n, 'a number of at most 64 bits expected'),
)
const chains = v.array(v.array(v.string()))

const s = v.object({
  size: pair,
  used: pair,
  rehashidx: v.pipe(v.number(), v.safeInteger(), v.minValue(-1)),
})

const named = <const Op extends string>(op: Op) => ({ op: v.literal(op), s })
const keyed = <const Op extends string>(op: Op) => ({ ...named(op), key: v.string(), hash })
const answered = { ok: v.boolean() }

const operationSchema = v.variant(
  'op',
  [
    v.object({ ...keyed('add'), ...answered }),
    v.object({ ...keyed('delete'), ...answered }),
    v.object({ ...keyed('twoPhaseDelete'), ...answered }),
    v.object({ ...keyed('find'), found: v.boolean() }),
    v.object({ ...named('expand'), size, ...answered }),
    v.object({ ...named('shrink'), size, ...answered }),
    v.object({ ...named('resize'), ...answered }),
    v.object({ ...named('expandIfNeeded'), ...answered }),
    v.object({ ...named('shrinkIfNeeded'), ...answered }),
    v.object({ ...named('rehash'), n: size, more: v.boolean() }),
    v.object({ ...named('resizePolicy'), value: v.picklist(['enable', 'avoid', 'forbid']) }),
    v.object(named('pause')),
    v.object(named('resume')),
    v.object(named('pauseAutoResize')),
    v.object(named('resumeAutoResize')),
    v.object(named('empty')),
    v.object({
      ...named('scan'),
      sid: size,
      cursor,
      next: cursor,
      emitted: v.array(v.string()),
    }),
    v.object({ op: v.literal('layout'), tables: v.strictTuple([chains, chains]) }),
  ],
  'no such operation',
)

const headerSchema = v.object({ source: v.string(), version: v.optional(v.string(), '') })

/** One line of a trace: what was asked of the dict, what it answered and how it looked then. */
export type Operation = v.InferOutput<typeof operationSchema>

export interface Trace {
  readonly version: string
  readonly profile: ProfileId
  /** The operation at index `i` stands on line `i + 2` of its file. */
  readonly operations: readonly Operation[]
}

/** A trace, or why there is none; `line` 0 speaks of the file as a whole. */
export type Reading =
  | { readonly trace: Trace }
  | { readonly trace: null; readonly line: number; readonly reason: string }

const refuse = (line: number, reason: string): Reading => ({ trace: null, line, reason })

type Checked<T> = { readonly value: T } | { readonly reason: string }

export function check<const Schema extends v.GenericSchema>(
  schema: Schema,
  text: string,
): Checked<v.InferOutput<Schema>> {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return { reason: 'not JSON' }
  }
  const result = v.safeParse(schema, json)
  if (result.success) return { value: result.output }
  const [issue] = result.issues
  const path = v.getDotPath(issue)
  if (path === null) return { reason: `a JSON object expected, got ${issue.received}` }
  if (issue.received === 'undefined') return { reason: `field ${path} is missing` }
  return { reason: `field ${path} is ${issue.received}: ${issue.message}` }
}

/** Reads the text of a trace file; everything foreign in it ends as a reason. */
export function readTrace(text: string): Reading {
  const lines = text.trimEnd().split('\n')
  const header = check(headerSchema, lines[0] ?? '')
  if ('reason' in header) return refuse(1, `not a dict trace: ${header.reason}`)
  const { source, version } = header.value
  if (source !== 'redis dict.c') return refuse(1, `not a dict trace: its source is "${source}"`)
  const profile = profileOf(version)
  if (profile === undefined) return refuse(1, `no rules are known for the version "${version}"`)
  const operations: Operation[] = []
  for (const [index, line] of lines.entries()) {
    if (index === 0) continue
    const operation = check(operationSchema, line)
    if ('reason' in operation) return refuse(index + 1, operation.reason)
    operations.push(operation.value)
  }
  return { trace: { version, profile, operations } }
}

export const messageOf = (error: unknown) =>
  error instanceof Error ? error.message : String(error)

/** The text of a file; throws when it is no UTF-8. */
export const readText = (path: string) =>
  new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path))

/** Reads a trace file; a file that cannot be read ends as a reason too. */
export function readTraceFile(path: string): Reading {
  try {
    return readTrace(readText(path))
  } catch (error) {
    return refuse(0, messageOf(error))
  }
}

/** The path itself when it is a file, else all *.jsonl in it and below, in the order of names. */
export function traceFilesIn(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path]
  const names = readdirSync(path, { withFileTypes: true })
  const byName = new Intl.Collator('en', { numeric: true })
  names.sort((a, b) => byName.compare(a.name, b.name))
  return names.flatMap((entry) => {
    const inside = join(path, entry.name)
    if (entry.isDirectory()) return traceFilesIn(inside)
    return entry.name.endsWith('.jsonl') ? [inside] : []
  })
}
