import * as v from 'valibot'

/** What is wrong with an object, from what the schema expected in its place. */
function objectFault({ expected }: { readonly expected: string | null }): string {
  if (expected === 'never') return 'is not known'
  return expected?.startsWith('"') === true ? 'is missing' : 'must be an object'
}

/** One of several objects: `("scan" | "add")` is what the schema expects of their names. */
export function variantFault({ expected }: { readonly expected: string | null }): string {
  const names = [...(expected ?? '').matchAll(/"([^"]*)"/g)].map(([, name]) => name)
  return names.length === 0 ? 'must be an object' : `must be one of ${names.join(', ')}`
}

/** An object with these fields and no others. */
export const object = <const Fields extends v.ObjectEntries>(fields: Fields) =>
  v.strictObject(fields, objectFault)

/** A list of at most so many things of one kind. */
export const listOf = <Item extends v.GenericSchema>(item: Item, what: string, most: number) =>
  v.pipe(
    v.array(item, `must be a list of ${what}`),
    v.maxLength(most, `must have at most ${most} ${what}`),
  )

export const whole = (least: number, most: number) =>
  v.pipe(
    v.number('must be a number'),
    v.integer('must be a whole number'),
    v.minValue(least, `must be at least ${least}`),
    v.maxValue(most, `must be at most ${most}`),
  )

/** One of these words. */
export const oneOf = <const Names extends readonly string[]>(names: Names) =>
  v.picklist(names, `must be one of ${names.join(', ')}`)

/** How names get their hashes. */
export const hashSchema = v.variant(
  'kind',
  [
    object({
      kind: v.literal('siphash'),
      seed: v.pipe(
        v.string('must be text'),
        v.regex(/^[0-9a-f]{32}$/, 'must be 32 hexadecimal digits'),
      ),
    }),
    object({ kind: v.literal('given') }),
  ],
  variantFault,
)

/** Shown characters of a field's name: a stranger may bring a long one. */
const FIELD_LENGTH = 80

/** The good value, or where and why it is not one. `field` reads like `commands.3.buckets`. */
export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly field: string; readonly reason: string }

/** Reads unknown data by a schema; the first fault is told with its field, or with `name`. */
export function parseWith<T>(
  schema: v.GenericSchema<unknown, T>,
  data: unknown,
  name: string,
): Parsed<T> {
  const result = v.safeParse(schema, data, { abortEarly: true })
  if (result.success) return { ok: true, value: result.output }
  const [issue] = result.issues
  const field = (v.getDotPath(issue) ?? name).slice(0, FIELD_LENGTH)
  return { ok: false, field, reason: issue.message }
}
