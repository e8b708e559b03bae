const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** East Asian wide characters, emoji and flags take two columns of a monospace font. */
const WIDE = new RegExp(
  [
    '[\\u1100-\\u115f\\u2e80-\\ua4cf\\ua960-\\ua97c\\uac00-\\ud7a3\\uf900-\\ufaff\\ufe10-\\ufe19]',
    '[\\ufe30-\\ufe6f\\uff01-\\uff60\\uffe0-\\uffe6]',
    '[\\u{16fe0}-\\u{1b2ff}\\u{1f1e6}-\\u{1f2ff}\\u{20000}-\\u{3fffd}]',
    '\\p{Extended_Pictographic}',
  ].join('|'),
  'u',
)

/** The longest beginning of `text` that fits, whole characters only, with an ellipsis if cut. */
export function fitText(text: string, width: number, column: number): string {
  const columns = Math.floor(width / column)
  if (text.length <= columns && /^[\x20-\x7e]*$/.test(text)) return text
  let used = 0
  let fitted = ''
  for (const { segment } of segmenter.segment(text)) {
    const next = WIDE.test(segment) ? 2 : 1
    if (used + next > columns) return columns < 2 ? fitted : `${dropLast(fitted)}…`
    used += next
    fitted += segment
  }
  return fitted
}

function dropLast(text: string): string {
  const parts = [...segmenter.segment(text)].map(({ segment }) => segment)
  return parts.slice(0, -1).join('')
}

/** Columns that a text takes in a monospace font. */
export function columnsOf(text: string): number {
  if (/^[\x20-\x7e]*$/.test(text)) return text.length
  const parts = [...segmenter.segment(text)]
  return parts.reduce((sum, { segment }) => sum + (WIDE.test(segment) ? 2 : 1), 0)
}
