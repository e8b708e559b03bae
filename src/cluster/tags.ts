import { slotOf, SLOTS } from '../server/index.ts'

const LETTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

function* words(length: number): Generator<string> {
  if (length === 0) yield ''
  else for (const head of words(length - 1)) for (const letter of LETTERS) yield head + letter
}

function findTags(): readonly string[] {
  const tags = new Array<string>(SLOTS)
  let missing = SLOTS
  for (let length = 1; missing > 0; length++) {
    for (const word of words(length)) {
      const slot = slotOf(word)
      if (tags[slot] !== undefined) continue
      tags[slot] = word
      if (--missing === 0) break
    }
  }
  return tags
}

let found: readonly string[] | null = null

/**
 * The hash tag by which a cursor of CLUSTERSCAN names a slot: the first word in the slot, short ones
 * before long ones, digits before capitals before small letters. Three letters reach every slot.
 */
export function tagOfSlot(slot: number): string {
  found ??= findTags()
  return found[slot] ?? ''
}
