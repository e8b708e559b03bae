import { X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { m } from '../../i18n/index.ts'
import { isolated } from '../../i18n/words.ts'
import type { Picture } from '../../view/picture.ts'
import type { Scene } from '../../view/scene.ts'
import { useText } from '../context.ts'
import { stateName } from '../stateName.ts'

/** A bucket in full: its whole chain, each key whole, its hash with the bits that chose the bucket. */
export function Inspector({
  picture,
  scene,
  cell,
  onClose,
}: {
  readonly picture: Picture
  readonly scene: Scene
  readonly cell: string
  readonly onClose: () => void
}) {
  const text = useText()
  const close = useRef<HTMLButtonElement>(null)
  const table = picture.tables.find(({ cells }) => cells.some(({ id }) => id === cell))
  const bucket = table?.cells.find(({ id }) => id === cell)
  const mark = scene.cells.get(cell)
  const gone = table === undefined || bucket === undefined || mark === undefined
  useEffect(() => {
    if (gone) onClose()
  }, [gone, onClose])
  if (gone) return null
  const bits = Math.log2(table.buckets)
  const chain = picture.chips
    .filter((chip) => chip.table === table.table && chip.bucket === bucket.bucket)
    .toSorted((a, b) => a.place - b.place)
  const left = Math.max(4, Math.min(mark.rect.x, scene.width - 300))
  return (
    <section className="inspector" style={{ left, top: mark.rect.y + Math.min(mark.rect.h, 46) }}>
      <header>
        <h3>
          {m.inspectBucket(
            {
              table: table.table,
              bucket: bucket.bucket,
              bits: bucket.bucket.toString(2).padStart(bits, '0'),
            },
            text,
          )}
        </h3>
        <button
          type="button"
          className="icon"
          ref={close}
          onClick={onClose}
          aria-label={m.close({}, text)}
        >
          <X size={16} aria-hidden />
        </button>
      </header>
      {chain.length === 0 && (
        <p>{bucket.moved ? m.inspectMoved({}, text) : m.inspectEmpty({}, text)}</p>
      )}
      <ul>
        {chain.map((chip) => (
          <li key={chip.id}>
            <strong>{isolatedWhole(chip.key)}</strong>
            <span className="state">{stateName(chip.state, text.locale)}</span>
            <HashBits hash={chip.hash} bits={bits} label={m.inspectHash({ bits: '' }, text)} />
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Every character of a key counts here: only what could turn the text round is made visible. */
const isolatedWhole = (key: string) => (key.length <= 40 ? isolated(key) : `\u2068${key}\u2069`)

function HashBits({
  hash,
  bits,
  label,
}: {
  readonly hash: number
  readonly bits: number
  readonly label: string
}) {
  const shown = Math.max(8, bits)
  const digits = hash.toString(2).padStart(shown, '0').slice(-shown)
  return (
    <code>
      {label}
      {digits.slice(0, -bits)}
      <u>{digits.slice(-bits)}</u>
    </code>
  )
}
