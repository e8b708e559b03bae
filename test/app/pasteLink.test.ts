import fc from 'fast-check'
import { expect, it } from 'vitest'
import { holdsPaste, MOST_SHARED } from '../../src/app/pasteFragment.ts'
import { firstLines, openPaste, sharePaste } from '../../src/app/pasteLink.ts'
import { pack } from '../../src/link/pack.ts'
import { runs } from '../engine/settings.ts'

const wanted = fc.constantFrom('auto' as const, 'table' as const, 'cluster' as const)

it('a short paste goes through a link unchanged, whatever is in it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), wanted, (text, as) => {
      const sharing = sharePaste({ text, wanted: as })
      if (!sharing.ok) throw new Error('too long')
      expect(sharing.fragment.length).toBeLessThanOrEqual(MOST_SHARED)
      expect(sharing.fragment).toMatch(/^d=1\.[\w-]+$/)
      expect(holdsPaste(sharing.fragment)).toBe(true)
      expect(openPaste(sharing.fragment)).toEqual({ ok: true, shared: { text, wanted: as } })
    }),
    runs(200),
  )
})

it('of a long paste it is told how many of the first lines fit, and they do', () => {
  let word = 12345
  const lines = Array.from({ length: 20_000 }, () => {
    word = (word * 1103515245 + 12345) % 2 ** 31
    return String(word)
  })
  const text = lines.join('\n')
  const sharing = sharePaste({ text, wanted: 'auto' })
  if (sharing.ok) throw new Error('too short')
  expect(sharing.characters).toBeGreaterThan(MOST_SHARED)
  expect(sharing.lines).toBeGreaterThan(100)
  expect(sharePaste({ text: firstLines(text, sharing.lines), wanted: 'auto' }).ok).toBe(true)
  expect(sharePaste({ text: firstLines(text, sharing.lines + 1), wanted: 'auto' }).ok).toBe(false)
})

it('a paste of many megabytes or one endless line is not tried', () => {
  const noise = Array.from({ length: 40_000 }, (_, nth) => (nth * 7919 * 7919) % 99991).join('')
  expect(sharePaste({ text: noise, wanted: 'auto' })).toMatchObject({ ok: false, lines: 0 })
  const huge = sharePaste({ text: `${noise}\n`.repeat(12), wanted: 'auto' })
  expect(huge).toEqual({ ok: false, characters: null, lines: 0 })
})

it('the first lines of a text', () => {
  expect(firstLines('a\nb\nc', 2)).toBe('a\nb')
  expect(firstLines('a\nb\nc', 9)).toBe('a\nb\nc')
  expect(firstLines('a\nb', 0)).toBe('')
})

it.each([
  ['d=', 'damaged'],
  ['d=1', 'damaged'],
  ['d=1.', 'damaged'],
  ['d=1.!!!', 'damaged'],
  ['d=x.abc', 'damaged'],
  ['d=2.abc', 'version'],
  [`d=1.${pack('no JSON')}`, 'notJson'],
  [`d=1.${pack('{"paste":5}')}`, 'damaged'],
  [`d=1.${pack('{"paste":"5","as":"sideways"}')}`, 'damaged'],
])('%s is a fault', (fragment, why) => {
  expect(openPaste(fragment)).toMatchObject({ ok: false, fault: { why } })
})
