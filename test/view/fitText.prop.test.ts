import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fitText } from '../../src/view/fitText.ts'
import { runs } from '../engine/settings.ts'

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' })
const graphemes = (text: string) => [...segmenter.segment(text)].map(({ segment }) => segment)

/** What a terminal gives a character: two columns for East Asian ones, emoji and flags. */
const WIDE =
  /[\p{Script=Han}\p{Script=Hiragana}\u30a1-\u30fa\uac00-\ud7a3\uff01-\uff60\uffe0-\uffe6]|\p{RI}\p{RI}|\p{Emoji_Presentation}/u
const columnsOf = (text: string) =>
  graphemes(text).reduce((sum, one) => sum + (WIDE.test(one) ? 2 : 1), 0)

const anyText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 120, size: 'max' }),
  fc.string({ unit: 'grapheme-ascii', maxLength: 40, size: 'max' }),
  fc
    .array(
      fc.constantFrom(
        '👩‍👩‍👧‍👦',
        '🇩🇪',
        '🀄',
        '键',
        '𠮷',
        '한',
        'ｱ',
        'Ａ',
        '￥',
        'e\u0301',
        'ש',
        'a',
        '…',
        '🏳️‍🌈',
        '1️⃣',
      ),
      { maxLength: 60, size: 'max' },
    )
    .map((parts) => parts.join('')),
)
const anyWidth = fc.double({ min: -10, max: 300, noNaN: true })

describe('a text that is fitted', () => {
  it('is never wider than its room', () => {
    fc.assert(
      fc.property(anyText, anyWidth, (text, width) => {
        expect(columnsOf(fitText(text, width, 7.5)) * 7.5).toBeLessThanOrEqual(Math.max(0, width))
      }),
      runs(1000),
    )
  })

  it('is whole when there is room, and else ends in an ellipsis after whole characters', () => {
    fc.assert(
      fc.property(anyText, anyWidth, (text, width) => {
        const fitted = fitText(text, width, 7.5)
        if (fitted === text) return
        const cut = fitted.replace(/…$/, '')
        const [whole, shown] = [graphemes(text), graphemes(cut)]
        expect(shown).toEqual(whole.slice(0, shown.length))
        if (width >= 2 * 7.5) expect(fitted).toMatch(/…$/)
      }),
      runs(1000),
    )
  })

  it('never has half of a surrogate pair', () => {
    fc.assert(
      fc.property(anyText, anyWidth, (text, width) => {
        expect(fitText(text, width, 7.5)).not.toMatch(/\p{Cs}/u)
      }),
      runs(1000),
    )
  })

  it('is not cut when it fits', () => {
    expect(fitText('cherry', 6 * 7.5, 7.5)).toBe('cherry')
    expect(fitText('cherry', 6 * 7.5 - 1, 7.5)).toBe('cher…')
    expect(fitText('键键键', 6 * 7.5, 7.5)).toBe('键键键')
    expect(fitText('键键键', 5 * 7.5, 7.5)).toBe('键…')
    expect(fitText('𠮷𠮷', 4 * 7.5, 7.5)).toBe('𠮷𠮷')
    expect(fitText('abc', 0, 7.5)).toBe('')
    expect(fitText('', 100, 7.5)).toBe('')
  })

  it('is cut however long it is', () => {
    expect(fitText('k'.repeat(1_000_000), 60, 7.5)).toBe('kkkkkkk…')
  })
})
