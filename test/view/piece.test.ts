import fc from 'fast-check'
import { expect, it } from 'vitest'
import { columnsOf } from '../../src/view/fitText.ts'
import { pieceOf, wrapped } from '../../src/view/server/piece.ts'

const asked = {
  sentence: 'It is stored in one piece of memory, without buckets.',
  rest: (left: number) => `+${left}`,
  locale: 'en',
}

it('a sentence is wrapped without losing a letter, and no line is too long unless a word is', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('memory', 'a', 'cursor,', '0.', '游标为', '桶。', 'SCAN'), {
        minLength: 1,
        maxLength: 30,
      }),
      fc.integer({ min: 12, max: 60 }),
      (words, columns) => {
        const sentence = words.join(' ')
        const lines = wrapped(sentence, columns, 'zh')
        expect(lines.join('').replaceAll(' ', '')).toBe(sentence.replaceAll(' ', ''))
        // A full stop may hang over.
        for (const line of lines) expect(columnsOf(line)).toBeLessThanOrEqual(columns + 2)
      },
    ),
  )
})

it('elements lie in rows in the middle, inside the stage, and what finds no room is counted', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ maxLength: 40 }), { minLength: 1, maxLength: 80 }),
      fc.integer({ min: 0, max: 500 }),
      fc.integer({ min: 260, max: 1200 }),
      fc.integer({ min: 200, max: 700 }),
      (names, more, width, height) => {
        const { items, lines } = pieceOf({ ...asked, names, more, width, height })
        for (const { x, y, w, h } of items) {
          expect(x).toBeGreaterThanOrEqual(0)
          expect(x + w).toBeLessThanOrEqual(width)
          expect(y).toBeGreaterThanOrEqual(0)
          expect(y + h).toBeLessThanOrEqual(height)
        }
        expect(lines.at(-1)?.y ?? 0).toBeLessThanOrEqual(height)
        const hidden = names.length + more
        const last = items.at(-1)?.text ?? ''
        const isWhole = items.length === names.length && more === 0
        if (!isWhole) expect(last).toBe(`+${hidden - (items.length - 1)}`)
      },
    ),
  )
})
