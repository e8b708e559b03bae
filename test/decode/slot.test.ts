import { expect, it } from 'vitest'
import { slotOfTag } from '../../src/decode/index.ts'
import { clusterStories } from './stories.ts'

it.each([
  ['123456789', 0x31c3],
  ['06S', 0],
  ['Qi', 1],
  ['1Y7', 6],
  ['0or', 100],
  ['8YG', 8192],
])('the tag %s lies in slot %i', (tag, slot) => {
  expect(slotOfTag(tag)).toBe(slot)
})

it('keys of a real cluster lie where the cluster put them', () => {
  const [story] = clusterStories
  const keys = Object.entries(story?.header.keys ?? {})
  expect(keys.length).toBe(90)
  for (const [key, slot] of keys) {
    expect(slotOfTag(/\{(.*)\}/.exec(key)?.[1] ?? key), key).toBe(slot)
  }
})
