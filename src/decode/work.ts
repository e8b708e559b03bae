/**
 * Work that can be done bit by bit: it yields every millisecond or so, for whoever runs it to let
 * others go first.
 */
export type Work<T> = Generator<undefined, T>

const ITEMS = 1024

/** Whether a loop over single cursors should yield after this one. */
export const isBreath = (nth: number): boolean => nth % ITEMS === ITEMS - 1

/** The shares from 0 to 1 that a part of the work yields, as shares of the whole. */
export function* within<T>(
  part: Generator<number | undefined, T>,
  from: number,
  to: number,
): Generator<number, T> {
  let share = from
  let step = part.next()
  while (step.done !== true) {
    if (step.value !== undefined) share = from + step.value * (to - from)
    yield share
    step = part.next()
  }
  return step.value
}

/** A new list, one item for each of another, made bit by bit. */
export function* mapped<T, U>(items: readonly T[], make: (item: T, nth: number) => U): Work<U[]> {
  const made: U[] = []
  for (const [nth, item] of items.entries()) {
    made.push(make(item, nth))
    if (isBreath(nth)) yield
  }
  return made
}
