import { useMemo } from 'react'
import { m } from '../../i18n/index.ts'
import { walkAt } from '../../recording/index.ts'
import { recordingPictureOf } from '../../view/recording/picture.ts'
import { backwards, restingBits } from '../../view/register.ts'
import { useText } from '../context.ts'
import { useRecording } from './store.ts'

const WORD = 2n ** 32n

/** Beside more bits there is no room for words. */
const WORDY = 16

/** The cursor that the client holds as bits, and read backwards. */
export function CursorBits() {
  const text = useText()
  const telling = useRecording((state) => state.telling)
  const moment = useRecording((state) => state.moment)
  const shown = useMemo(
    () => (telling === null ? null : recordingPictureOf(telling, moment)),
    [telling, moment],
  )
  const at = telling === null ? null : walkAt(telling, moment)
  const cursor = at?.calls.at(-1)?.next ?? 0n
  if (shown === null || cursor >= WORD) return null
  const drawn = shown.picture.tables.map(({ buckets }) => buckets)
  const sizes = drawn.length === 0 && shown.span !== null ? [shown.span.size] : drawn
  const masks = sizes.length > 0 ? sizes.map((size) => size - 1) : [0]
  const [small, large] = [Math.min(...masks), Math.max(...masks)]
  const bits = restingBits(Number(cursor), small, large, false)
  const back = backwards(Number(cursor) & large, large)
  return (
    <div className="register">
      <span className="register-label">{m.cursor({}, text)}</span>
      <span className="fold" title={m.foldedBits({ count: 64 - bits.length }, text)}>
        …
      </span>
      <span
        className={bits.length > 8 ? 'bits-row small' : 'bits-row'}
        role="img"
        aria-label={bits.map(({ value }) => value).join('')}
      >
        {bits.map(({ place, zone, value }) => (
          <span key={place} className={`bit in-${zone}`}>
            {value}
          </span>
        ))}
      </span>
      {sizes.length > 0 && (
        <span className="register-reading">
          <b>{String(cursor)}</b>
          {bits.length <= WORDY && <span className="muted">{m.readBackwards({}, text)}</span>}
          {back.length < 6 && <code>{back}</code>}
          <span>{m.ofBuckets({ at: Number.parseInt(back, 2), buckets: large + 1 }, text)}</span>
        </span>
      )}
    </div>
  )
}
