const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** East Asian wide characters and emoji take two columns of a monospace font. */
const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60]|\p{Extended_Pictographic}/u

/** The longest beginning of `text` that fits, whole characters only, with an ellipsis if cut. */
export function fitText(text: string, width: number, column: number): string {
  const columns = Math.floor(width / column)
  if (text.length <= columns && /^[\x20-\x7e]*$/.test(text)) return text
  let used = 0
  let fitted = ''
  for (const { segment } of segmenter.segment(text.slice(0, 80))) {
    const next = WIDE.test(segment) ? 2 : 1
    if (used + next > columns) {
      return columns < 2 ? fitted : `${dropLast(fitted)}…`
    }
    used += next
    fitted += segment
  }
  return text.length > 80 ? `${dropLast(fitted)}…` : fitted
}

function dropLast(text: string): string {
  const parts = [...segmenter.segment(text)].map(({ segment }) => segment)
  return parts.slice(0, -1).join('')
}
