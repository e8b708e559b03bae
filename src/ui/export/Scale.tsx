import { useId } from 'react'
import { m } from '../../i18n/index.ts'
import { useText } from '../context.ts'

const SCALES = [1, 2] as const

interface Props {
  readonly scale: number
  readonly onScale: (scale: number) => void
}

/** Pixels of the file for each pixel of the page. */
export function Scale({ scale, onScale }: Props) {
  const text = useText()
  const id = useId()
  return (
    <div className="export-scale" role="group" aria-labelledby={id}>
      <span id={id} className="fine">
        {m.exportScale({}, text)}
      </span>
      <div className="segmented">
        {SCALES.map((one) => (
          <button
            key={one}
            type="button"
            aria-pressed={one === scale}
            onClick={() => {
              onScale(one)
            }}
          >
            {one}×
          </button>
        ))}
      </div>
    </div>
  )
}
