import { useMemo, useRef } from 'react'
import { TWEEN } from '../../app/clock.ts'
import { scanAlgorithms } from '../../engine/index.ts'
import { m } from '../../i18n/index.ts'
import { masksAt } from '../../view/listing.ts'
import { readingAt } from '../../view/reading.ts'
import { backwards, registerFrame, restingBits, workedRows, type Bit } from '../../view/register.ts'
import { usePlayer, usePreferences, useText } from '../context.ts'
import { useReducedMotion } from '../dom/useMedia.ts'
import { useTween } from '../dom/useTween.ts'

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
      if (row !== undefined) return { bits: row.bits, op: row.op, m1, v: registers.v }
    }
    const v = status === 'inCall' ? (registers?.v ?? cursor) : cursor
    return { bits: restingBits(v, m0, m1, allBits), op: null, m1, v }
  }, [trace, moment, allBits])
}

/** The cursor as bits: under both masks, under the larger only, above; and read backwards. */
export function Register() {
  const text = useText()
  const { bits, op, m1, v } = useWord()
  const allBits = usePreferences(({ allBits: all }) => all)
  const row = useRef<HTMLSpanElement>(null)
  const reduced = useReducedMotion()
  const speed = usePreferences((state) => state.speed)
  const duration = op === null || reduced || speed >= 4 ? 0 : TWEEN
  useTween(bits, duration, (t) => {
    const cells = row.current?.children
    if (cells === undefined) return
    registerFrame(bits, op, t).forEach(({ digit, shift }, index) => {
      const cell = cells[index]
      if (!(cell instanceof HTMLElement)) return
      cell.textContent = digit
      cell.style.transform = shift === 0 ? '' : `translateX(${shift * 100}%)`
    })
  })
  const between = op === 'setUnmasked' || op === 'reverse' || op === 'increment'
  const low = (v & m1) >>> 0
  const back = backwards(low, m1)
  return (
    <div className={allBits ? 'register all' : 'register'}>
      <span className="register-label">{m.cursor({}, text)}</span>
      {!allBits && (
        <span className="fold" title={m.foldedBits({ count: 64 - bits.length }, text)}>
          …
        </span>
      )}
      <span
        className="bits-row"
        ref={row}
        aria-label={bits.map(({ value }) => value).join('')}
        role="img"
      >
        {bits.map((bit) => (
          <BitCell key={bit.place} bit={bit} />
        ))}
      </span>
      <span
        className={between ? 'register-reading away' : 'register-reading'}
        aria-hidden={between}
      >
        <b>{low}</b>
        <span className="muted">{m.readBackwards({}, text)}</span>
        {back.length < 6 && <code>{back}</code>}
        <span>{m.ofBuckets({ at: Number.parseInt(back, 2), buckets: m1 + 1 }, text)}</span>
      </span>
    </div>
  )
}

/** React gives a cell its zone; its digit and place belong to the tween. */
const BitCell = ({ bit }: { readonly bit: Bit }) => (
  <span className={`bit in-${bit.zone}${bit.changed ? ' changed' : ''}`} />
)
