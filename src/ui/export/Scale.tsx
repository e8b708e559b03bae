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
  return (
    <div className="segmented" role="group" aria-label={m.exportScale({}, text)}>
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
  )
}
