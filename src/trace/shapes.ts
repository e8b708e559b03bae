import * as v from 'valibot'
import { because, reasonIn, type Reason, type Refusal, type Things } from './reason.ts'

/** What is wrong with an object, from what the schema expected in its place. */
export function objectFault({ expected }: { readonly expected: string | null }): string {
  if (expected === 'never') return because({ kind: 'unknown' })
  return because({ kind: expected?.startsWith('"') === true ? 'missing' : 'object' })
}

/** One of several objects: `("scan" | "add")` is what the schema expects of their names. */
export function variantFault({ expected }: { readonly expected: string | null }): string {
  const names = [...(expected ?? '').matchAll(/"([^"]*)"/g)].map(([, name = '']) => name)
  return because(names.length === 0 ? { kind: 'object' } : { kind: 'oneOf', names })
}

/** An object with these fields and no others. */
export const object = <const Fields extends v.ObjectEntries>(fields: Fields) =>
  v.strictObject(fields, objectFault)

/** A list of at most so many things of one kind. */
export const listOf = <Item extends v.GenericSchema>(item: Item, things: Things, most: number) =>
  v.pipe(
    v.array(item, because({ kind: 'list', things })),
    v.maxLength(most, because({ kind: 'tooMany', things, most })),
  )

export const text = v.string(because({ kind: 'text' }))
export const flag = v.boolean(because({ kind: 'flag' }))

export const whole = (least: number, most: number) =>
  v.pipe(
    v.number(because({ kind: 'number' })),
    v.integer(because({ kind: 'whole' })),
    v.minValue(least, because({ kind: 'atLeast', least })),
    v.maxValue(most, because({ kind: 'atMost', most })),
  )

/** One of these words. */
export const oneOf = <const Names extends readonly string[]>(names: Names) =>
  v.picklist(names, because({ kind: 'oneOf', names }))

/** Just this value: a version, or the name of a kind. */
export const just = <const Name extends string | number>(name: Name) =>
  v.literal(name, because({ kind: 'oneOf', names: [name] }))

/** So many hexadecimal digits. */
export const hex = (digits: number) =>
  v.pipe(text, v.regex(new RegExp(`^[0-9a-f]{${digits}}$`), because({ kind: 'hexDigits', digits })))

/** How names get their hashes. */
export const hashSchema = v.variant(
  'kind',
  [object({ kind: v.literal('siphash'), seed: hex(32) }), object({ kind: v.literal('given') })],
  variantFault,
)

/** Shown characters of a field's name: a stranger may bring a long one. */
const FIELD_LENGTH = 80

/** The good value, or where and why it is not one. */
export type Parsed<T> =
  { readonly ok: true; readonly value: T } | ({ readonly ok: false } & Refusal)

export const refused = (field: string, reason: Reason): { readonly ok: false } & Refusal => ({
  ok: false,
  field,
  reason,
})

/** Reads unknown data by a schema; the first fault is told with its field, or with `name`. */
export function parseWith<T>(
  schema: v.GenericSchema<unknown, T>,
  data: unknown,
  name: string,
): Parsed<T> {
  const result = v.safeParse(schema, data, { abortEarly: true })
  if (result.success) return { ok: true, value: result.output }
  const [issue] = result.issues
  return refused((v.getDotPath(issue) ?? name).slice(0, FIELD_LENGTH), reasonIn(issue.message))
}
