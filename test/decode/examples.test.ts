import { describe, expect, it } from 'vitest'
import { exampleIds, exampleText, type FindingKind } from '../../src/decode/index.ts'
import { decoded, kindsIn } from './decoded.ts'
import { clusterStories, repliedCursors, serverStories } from './stories.ts'

const repliesIn = (text: string) =>
  decoded(text)
    .paste.found.filter(({ role }) => role === 'replied')
    .map(({ words }) => words)

it.each([
  ['growth', 'sscan-growth.jsonl'],
  ['shrink', 'sscan-shrink.jsonl'],
] as const)('the example %s holds the cursors of a real server', (id, name) => {
  const story = serverStories.find((one) => one.name === name)
  expect(story && repliedCursors(story)).toEqual(repliesIn(exampleText(id)))
})

it('the three nodes are those of a real cluster', () => {
  const story = clusterStories.find(({ name }) => name.startsWith('missed'))
  expect(story && repliedCursors(story)).toEqual(repliesIn(exampleText('nodes')))
})

describe('each example shows what it is named after', () => {
  it.each<[(typeof exampleIds)[number], FindingKind[]]>([
    ['single', []],
    ['growth', ['resize']],
    ['shrink', ['resize']],
    ['nodes', ['repeated']],
    ['slots', []],
    ['rounded', ['swap']],
    ['cut', ['swap']],
    ['clusterScan', []],
    ['glide', []],
  ])('%s', (id, kinds) => {
    expect(kindsIn(exampleText(id))).toEqual(kinds)
  })

  it('the damage is named', () => {
    expect(decoded(exampleText('rounded')).findings[0]).toMatchObject({ damage: 'double' })
    expect(decoded(exampleText('cut')).findings[0]).toMatchObject({ damage: 'cut32' })
  })

  it('the slots are read from the low bits, and CLUSTERSCAN knows its own', () => {
    expect(decoded(exampleText('slots')).layout).toBe('cluster')
    expect(decoded(exampleText('clusterScan')).layout).toBe('cluster')
    expect(decoded(exampleText('glide')).meanings).toEqual([{ kind: 'glide', finished: false }])
  })

  it('none is missing here', () => {
    expect(exampleIds.every((id) => exampleText(id) !== '')).toBe(true)
  })
})
