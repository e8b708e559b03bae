import { X } from 'lucide-react'
import { useEffect } from 'react'
import { m } from '../../i18n/index.ts'
import { number, percent } from '../../i18n/words.ts'
import type { Telling } from '../../recording/index.ts'
import type { Chip } from '../../view/picture.ts'
import type { Page, RecordingPicture } from '../../view/recording/picture.ts'
import type { RecordingScene } from '../../view/recording/scene.ts'
import type { Rect } from '../../view/scene.ts'
import { useText } from '../context.ts'
import { stateName } from '../stateName.ts'

interface Part {
  readonly title: string
  readonly rect: Rect
  readonly chips: readonly Chip[]
  /** Where the elements lie, when no bucket is known. */
  readonly page: Page | null
}

function usePart(shown: RecordingPicture, scene: RecordingScene, part: string): Part | null {
  const text = useText()
  const mark = scene.pages.find(({ page }) => `page ${page.call}` === part)
  if (mark !== undefined) {
    const { page, rect } = mark
    const names = { number: number(page.call + 1, text.locale), cursor: String(page.cursor) }
    return { title: m.recInspectPage(names, text), rect, chips: page.chips, page }
  }
  const table = shown.picture.tables.find(({ cells }) => cells.some(({ id }) => id === part))
  const cell = table?.cells.find(({ id }) => id === part)
  const rect = scene.cells.get(part)?.rect
  if (table === undefined || cell === undefined || rect === undefined) return null
  const own = (chip: Chip) => chip.table === table.table && chip.bucket === cell.bucket
  return {
    title: m.recInspectBucket({ bucket: cell.bucket, size: table.buckets }, text),
    rect,
    chips: shown.picture.chips.filter(own).toSorted((a, b) => a.place - b.place),
    page: null,
  }
}

/** How the place of an element is known. */
function usePlaceText(telling: Telling, page: Page | null): (chip: Chip) => string {
  const text = useText()
  return (chip) => {
    if (page !== null) {
      const { from, to } = page.stretch
      const ends = { from: percent(from, text.locale), to: percent(to, text.locale) }
      return m.recInspectSomewhere(ends, text)
    }
    if (telling.low.size === 0) return m.recInspectPaged({}, text)
    const bits = chip.hash.toString(2).padStart(telling.hashBits, '0').slice(-telling.hashBits)
    return m.recInspectLearned({ bits }, text)
  }
}

/** A bucket or a page in full: each element whole, and how its place is known. */
export function PartInspector({
  telling,
  shown,
  scene,
  part,
  onClose,
}: {
  readonly telling: Telling
  readonly shown: RecordingPicture
  readonly scene: RecordingScene
  readonly part: string
  readonly onClose: () => void
}) {
  const text = useText()
  const found = usePart(shown, scene, part)
  const placeText = usePlaceText(telling, found?.page ?? null)
  const gone = found === null
  useEffect(() => {
    if (gone) onClose()
  }, [gone, onClose])
  if (found === null) return null
  const left = Math.max(4, Math.min(found.rect.x, scene.width - 300))
  return (
    <section className="inspector" style={{ left, top: found.rect.y + Math.min(found.rect.h, 46) }}>
      <header>
        <h3>{found.title}</h3>
        <button type="button" className="icon" onClick={onClose} aria-label={m.close({}, text)}>
          <X size={16} aria-hidden />
        </button>
      </header>
      {found.chips.length === 0 && <p>{m.recInspectEmpty({}, text)}</p>}
      <ul>
        {found.chips.map((chip) => (
          <li key={chip.id}>
            <strong>
              <bdi>{chip.key}</bdi>
            </strong>
            <span className="state">{stateName(chip.state, text.locale)}</span>
            <code>{placeText(chip)}</code>
          </li>
        ))}
      </ul>
    </section>
  )
}
