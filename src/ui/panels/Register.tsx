import { memo, useMemo, useRef, type CSSProperties } from 'react'
import { TWEEN } from '../../app/clock.ts'
import { scanAlgorithms, type CursorOp } from '../../engine/index.ts'
import { m } from '../../i18n/index.ts'
import { masksAt } from '../../view/listing.ts'
import { readingAt } from '../../view/reading.ts'
import {
  backwards,
  registerFrame,
  restingBits,
  workedRows,
  type Bit,
  type BitFrame,
} from '../../view/register.ts'
import { usePlayer, usePreferences, useText } from '../context.ts'
import { useReducedMotion } from '../dom/useMedia.ts'
import { useTween } from '../dom/useTween.ts'

/** After these the word is no cursor. */
const UNREADABLE = new Set<CursorOp>(['setUnmasked', 'reverse', 'increment'])

/** The word of this moment and the operation that made it. */
function useWord() {
  const trace = usePlayer((player) => player.trace)
  const moment = usePlayer((player) => player.moment)
  const allBits = usePreferences((preferences) => preferences.allBits)
  return useMemo(() => {
    const state = readingAt(trace, moment)
    const { m0, m1 } = masksAt(state)
    const { registers, status, cursor } = state.scan
    const counting = scanAlgorithms[state.algorithm].order === 'counting'
    if (status === 'inCall' && registers !== null && registers.op !== null) {
      const row = workedRows(registers, allBits, counting).findLast(({ now }) => now)
      // Unseen until the word is a cursor again, so what is read stays as it was.
      const away = UNREADABLE.has(registers.op)
      const v = away ? registers.from : registers.v
      if (row !== undefined) return { bits: row.bits, op: row.op, m1, v, away }
    }
    const v = status === 'inCall' ? (registers?.v ?? cursor) : cursor
    return { bits: restingBits(v, m0, m1, allBits), op: null, m1, v, away: false }
  }, [trace, moment, allBits])
}

/** The cursor as bits: under both masks, under the larger only, above; and read backwards. */
export function Register() {
  const text = useText()
  const { bits, op, m1, v, away } = useWord()
  const allBits = usePreferences(({ allBits: all }) => all)
  const row = useRef<HTMLSpanElement>(null)
  const reduced = useReducedMotion()
  const speed = usePreferences((state) => state.speed)
  const duration = op === null || reduced || speed >= 4 ? 0 : TWEEN
  useTween(bits, () => {
    let shown: readonly BitFrame[] = []
    const draw = (t: number) => {
      const next = registerFrame(bits, op, t)
      if (t < 1 && isHardlySeen(shown, next)) return
      shown = next
      next.forEach((frame, index) => {
        paint(row.current?.children[index], frame)
      })
    }
    return { duration, draw }
  })
  return (
    <div className={allBits ? 'register all' : 'register'}>
      <span className="register-label">{m.cursor({}, text)}</span>
      {!allBits && (
        <span className="fold" title={m.foldedBits({ count: 64 - bits.length }, text)}>
          …
        </span>
      )}
      <span
        className="bits-row apart"
        style={sharedBy(bits)}
        ref={row}
        aria-label={bits.map(({ value }) => value).join('')}
        role="img"
      >
        {bits.map((bit) => (
          <BitCell key={bit.place} zone={bit.zone} changed={bit.changed} />
        ))}
      </span>
      <Reading low={(v & m1) >>> 0} mask={m1} away={away} />
    </div>
  )
}

interface ReadingProps {
  readonly low: number
  readonly mask: number
  readonly away: boolean
}

/** The low bits as a bucket's number, and backwards as a place on the ruler. */
const Reading = memo(function Reading({ low, mask, away }: ReadingProps) {
  const text = useText()
  const back = backwards(low, mask)
  return (
    <span className={away ? 'register-reading away' : 'register-reading'} aria-hidden={away}>
      <b>{low}</b>
      <span className="muted">{m.readBackwards({}, text)}</span>
      {back.length < 6 && <code>{back}</code>}
      <span>{m.ofBuckets({ at: Number.parseInt(back, 2), buckets: mask + 1 }, text)}</span>
    </span>
  )
})

/** So many bits share the width of a row. */
export const sharedBy = (bits: readonly Bit[]) => ({ '--bits': bits.length }) as CSSProperties

/** React gives a cell its zone; its digit and place belong to the tween. */
const BitCell = memo(function BitCell({ zone, changed }: Pick<Bit, 'zone' | 'changed'>) {
  return <span className={`bit in-${zone}${changed ? ' changed' : ''}`} />
})

/** Widths of a bit; a smaller step on the way nobody sees. */
const UNSEEN = 0.025

const isHardlySeen = (a: readonly BitFrame[], b: readonly BitFrame[]): boolean =>
  a.length === b.length &&
  a.every(({ digit, shift }, index) => {
    const other = b[index]
    return digit === other?.digit && Math.abs(shift - other.shift) < UNSEEN
  })

/** Writes only what differs: each new digit is laid out anew. */
function paint(cell: Element | undefined, { digit, shift }: BitFrame): void {
  if (!(cell instanceof HTMLElement)) return
  if (cell.textContent !== digit) cell.textContent = digit
  const transform = shift === 0 ? '' : `translateX(${shift * 100}%)`
  if (cell.style.transform !== transform) cell.style.transform = transform
}
