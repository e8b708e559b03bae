type Parts = Readonly<Record<string, unknown>>

const isPlain = (value: unknown): value is Parts =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype

function sharedList(before: readonly unknown[], after: readonly unknown[]): readonly unknown[] {
  let same = before.length === after.length
  const list = after.map((part, index) => {
    const old = before[index]
    const shared = sharedPart(old, part)
    if (shared !== old) same = false
    return shared
  })
  return same ? before : list
}

function sharedParts(before: Parts, after: Parts): Parts {
  let same = Object.keys(before).length === Object.keys(after).length
  const parts: Record<string, unknown> = {}
  for (const name in after) {
    const old = before[name]
    const shared = sharedPart(old, after[name])
    if (shared !== old) same = false
    parts[name] = shared
  }
  return same ? before : parts
}

function sharedPart(before: unknown, after: unknown): unknown {
  if (Object.is(before, after)) return before
  if (Array.isArray(before) && Array.isArray(after)) return sharedList(before, after)
  return isPlain(before) && isPlain(after) ? sharedParts(before, after) : after
}

/**
 * `after`, with each part that is equal to the same part of `before` replaced by that very object,
 * so that what has not changed can be told by its identity. Lists and plain objects only.
 */
export const reuse = <T>(before: T | undefined, after: T): T => sharedPart(before, after) as T
