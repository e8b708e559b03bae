/** Throws when a promise of this code is broken: a mistake of ours, never of a user. */
export function assert(condition: boolean, message: string): asserts condition {
  if (!condition) throw new Error(`broken promise: ${message}`)
}

/** The element at `index`; throws with index and length when there is none. */
export function at<T>(array: readonly T[], index: number): T {
  const found = array[index]
  if (found === undefined) throw new Error(`no element ${index} in an array of ${array.length}`)
  return found
}
