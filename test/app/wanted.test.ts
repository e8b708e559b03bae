import { expect, it } from 'vitest'
import { readQuery } from '../../src/app/wanted.ts'

const read = (query: string) => readQuery(new URLSearchParams(query))

it('reads every name of the query', () => {
  const query =
    '?scenario=grow4to8&branch=2&moment=137&call=3&order=index&theme=dark&lang=zh&panel=code' +
    '&speed=0.5&palette=mono&keys=off&predict=on'
  expect(read(query)).toEqual({
    wanted: {
      scenario: 'grow4to8',
      branch: 2,
      moment: 137,
      call: 3,
      order: 'index',
      theme: 'dark',
      lang: 'zh',
      panel: 'code',
      speed: 0.5,
      palette: 'mono',
      keys: 'off',
      predict: 'on',
    },
    unread: [],
  })
})

it('passes over names that it does not know, and names that are not there', () => {
  expect(read('')).toEqual({ wanted: {}, unread: [] })
  expect(read('?utm_source=x&embed&constructor=1&order=scan')).toEqual({
    wanted: { order: 'scan' },
    unread: [],
  })
})

it.each(['zh', 'zh-CN', 'zh-Hans'])('takes the language tag %s for Chinese', (tag) => {
  expect(read(`?lang=${tag}`).wanted.lang).toBe('zh')
})

it.each([
  ['scenario', 'toString'],
  ['scenario', ''],
  ['branch', '0'],
  ['branch', 'B'],
  ['moment', '-1'],
  ['moment', '1.5'],
  ['moment', '1e3'],
  ['moment', '٣'],
  ['moment', '9'.repeat(400)],
  ['call', ''],
  ['order', 'SCAN'],
  ['theme', 'blue'],
  ['lang', 'fr'],
  ['panel', '<b>'],
  ['speed', '3'],
  ['speed', '1.0'],
  ['palette', 'pink'],
  ['keys', 'on'],
  ['predict', '1'],
])('does not follow %s=%s, and says so', (name, value) => {
  const { wanted, unread } = readQuery(new URLSearchParams({ [name]: value }))
  expect(wanted).toEqual({})
  expect(unread).toMatchObject([{ name, value }])
})
