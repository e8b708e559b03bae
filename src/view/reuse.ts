type Parts = Readonly<Record<string, unknown>>

const isPlain = (value: unknown): value is Parts =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype

function sharedList(before: readonly unknown[], after: readonly unknown[]): readonly unknown[] {
  if (before.length !== after.length) return after.map((part, nth) => shared(before[nth], part))
  let list: unknown[] | null = null
  after.forEach((part, nth) => {
    const kept = shared(before[nth], part)
    if (kept === before[nth]) return
    list ??= [...before]
    list[nth] = kept
  })
  return list ?? before
}

function sharedParts(before: Parts, after: Parts): Parts {
  for (const name in before) if (!(name in after)) return after
  let parts: Record<string, unknown> | null = null
  for (const name in after) {
    const kept = shared(before[name], after[name])
    if (kept === before[name] && name in before) continue
    parts ??= { ...before }
    parts[name] = kept
  }
  return parts ?? before
}

function shared(before: unknown, after: unknown): unknown {
  if (Object.is(before, after)) return before
  if (Array.isArray(before) && Array.isArray(after)) return sharedList(before, after)
  return isPlain(before) && isPlain(after) ? sharedParts(before, after) : after
}

/**
 * `after`, with each part that is equal to the same part of `before` replaced by that very object,
 * so that what has not changed can be told by its identity. Lists and plain objects only.
 */
export const reuse = <T>(before: T | undefined, after: T): T => shared(before, after) as T
