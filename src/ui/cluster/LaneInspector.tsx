import { X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { m } from '../../i18n/index.ts'
import { isolated } from '../../i18n/words.ts'
import type { ClusterPicture } from '../../view/cluster/picture.ts'
import type { ClusterScene } from '../../view/cluster/scene.ts'
import type { Rect } from '../../view/scene.ts'
import { useText } from '../context.ts'
import { stateName } from '../stateName.ts'

interface Props {
  readonly picture: ClusterPicture
  readonly scene: ClusterScene
  readonly cell: string
  readonly onClose: () => void
}

/** Keys written out of one cell. */
const SHOWN = 60

/** Pixels of an inspector at most. */
const [WIDTH, HEIGHT] = [300, 260]

/** Under its cell, or above it where there is more room. */
function placeFor({ x, y, h }: Rect, { width, height }: ClusterScene) {
  const left = Math.max(4, Math.min(x, width - WIDTH))
  if (y <= height - y - h) return { left, top: y + h }
  return { left, bottom: height - y, maxHeight: Math.min(HEIGHT, y) }
}

/** A bucket or a slot of a node in full: each key whole, and what has become of it. */
export function LaneInspector({ picture, scene, cell, onClose }: Props) {
  const text = useText()
  const close = useRef<HTMLButtonElement>(null)
  const node = picture.nodes.find(({ tables }) =>
    tables.some(({ cells }) => cells.some(({ id }) => id === cell)),
  )
  const table = node?.tables.find(({ cells }) => cells.some(({ id }) => id === cell))
  const found = table?.cells.find(({ id }) => id === cell)
  const mark = scene.lanes.find(({ id }) => id === node?.id)?.cells.get(cell)
  const gone = node === undefined || table === undefined || found === undefined
  useEffect(() => {
    if (gone) onClose()
    else close.current?.focus({ preventScroll: true })
  }, [gone, onClose])
  if (gone || mark === undefined) return null
  const chain = node.chips
    .filter((chip) => chip.table === table.table && chip.bucket === found.bucket)
    .toSorted((a, b) => a.place - b.place)
  const place = placeFor(mark.rect, scene)
  const title = node.bySlot
    ? m.clusterInspectSlot({ node: node.id, slot: found.bucket }, text)
    : m.clusterInspectBucket({ node: node.id, bucket: found.bucket, buckets: table.size }, text)
  return (
    <section className="inspector" style={place}>
      <header>
        <h3>{title}</h3>
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
      {chain.length === 0 && <p>{m.inspectEmpty({}, text)}</p>}
      <ul>
        {chain.slice(0, SHOWN).map((chip) => (
          <li key={chip.id}>
            <strong>{isolated(chip.key)}</strong>
            <span className="state">{stateName(chip.state, text.locale)}</span>
          </li>
        ))}
        {chain.length > SHOWN && <li>+{chain.length - SHOWN}</li>}
      </ul>
    </section>
  )
}
