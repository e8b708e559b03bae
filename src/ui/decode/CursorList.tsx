import { ArrowLeft, ArrowRight } from 'lucide-react'
import { useEffect, useId, useRef, useState } from 'react'
import type { Decoded, Role } from '../../decode/index.ts'
import { m } from '../../i18n/index.ts'
import { isolated, number } from '../../i18n/words.ts'
import { share } from '../../view/decode/amounts.ts'
import { useText } from '../context.ts'
import { useSize } from '../dom/useSize.ts'

const ROW = 28
/** Rows drawn beyond the visible ones, so that a quick scroll shows no gap. */
const SPARE = 8

interface Props {
  readonly decoded: Decoded
  readonly chosen: number
  readonly onChoose: (at: number) => void
  readonly onHover: (at: number | null) => void
}

/** Where a key leads in a list of so many rows. */
function rowFor(key: string, chosen: number, last: number, page: number): number | null {
  switch (key) {
    case 'ArrowDown':
      return Math.min(last, chosen + 1)
    case 'ArrowUp':
      return Math.max(0, chosen - 1)
    case 'PageDown':
      return Math.min(last, chosen + page)
    case 'PageUp':
      return Math.max(0, chosen - page)
    case 'Home':
      return 0
    case 'End':
      return last
    default:
      return null
  }
}

/** All cursors of the paste; only the visible rows are there. */
export function CursorList({ decoded, chosen, onChoose, onHover }: Props) {
  const text = useText()
  const id = useId()
  const box = useRef<HTMLDivElement>(null)
  const height = useSize(box)?.height ?? 300
  const [top, setTop] = useState(0)
  const { found } = decoded.paste
  const page = Math.max(1, Math.floor(height / ROW) - 1)

  useEffect(() => {
    const node = box.current
    if (node === null) return
    const [from, to] = [chosen * ROW, (chosen + 1) * ROW]
    if (from < node.scrollTop) node.scrollTop = from
    else if (to > node.scrollTop + node.clientHeight) node.scrollTop = to - node.clientHeight
  }, [chosen, found])

  const first = Math.max(0, Math.floor(top / ROW) - SPARE)
  const last = Math.min(found.length, Math.ceil((top + height) / ROW) + SPARE)
  const rows = Array.from({ length: last - first }, (_, nth) => first + nth)
  // The chosen row is always there, for the reader that follows it.
  const shown = rows.includes(chosen) || found.length === 0 ? rows : [...rows, chosen]
  return (
    <div
      className="cursor-list"
      ref={box}
      tabIndex={0}
      role="listbox"
      aria-label={m.decodeList({}, text)}
      aria-activedescendant={`${id}-${chosen}`}
      onScroll={(event) => {
        setTop(event.currentTarget.scrollTop)
      }}
      onKeyDown={(event) => {
        const row = rowFor(event.key, chosen, found.length - 1, page)
        if (row === null) return
        event.preventDefault()
        onChoose(row)
      }}
      onPointerLeave={() => {
        onHover(null)
      }}
    >
      <div role="presentation" style={{ height: found.length * ROW }}>
        {shown.map((at) => (
          <Row
            key={at}
            id={`${id}-${at}`}
            decoded={decoded}
            at={at}
            isChosen={at === chosen}
            onChoose={onChoose}
            onHover={onHover}
          />
        ))}
      </div>
    </div>
  )
}

/** An arrow to the server, or from it. */
function RoleIcon({ role }: { readonly role: Role }) {
  if (role === 'listed') return null
  const Icon = role === 'sent' ? ArrowRight : ArrowLeft
  return <Icon size={14} aria-hidden />
}

interface RowProps {
  readonly id: string
  readonly decoded: Decoded
  readonly at: number
  readonly isChosen: boolean
  readonly onChoose: (at: number) => void
  readonly onHover: (at: number) => void
}

function Row({ id, decoded, at, isChosen, onChoose, onHover }: RowProps) {
  const text = useText()
  const found = decoded.paste.found[at]
  const place = decoded.places[at] ?? NaN
  if (found === undefined) return null
  const isPlace = !Number.isNaN(place)
  const percent = isPlace ? share(place, text.locale) : ''
  const role =
    found.role === 'listed'
      ? ''
      : found.role === 'sent'
        ? m.decodeSent({}, text)
        : m.decodeReplied({}, text)
  return (
    <div
      id={id}
      role="option"
      aria-selected={isChosen}
      aria-setsize={decoded.paste.found.length}
      aria-posinset={at + 1}
      className={`cursor-row is-${found.role}`}
      style={{ top: at * ROW }}
      onClick={() => {
        onChoose(at)
      }}
      onPointerEnter={() => {
        onHover(at)
      }}
    >
      <span className="row-line">{number(found.line, text.locale)}</span>{' '}
      <code>{isolated(found.words)}</code>{' '}
      <span className="row-role" title={role}>
        <RoleIcon role={found.role} />
        <span className="visually-hidden">{role}</span>
      </span>{' '}
      <span className="row-place">{percent}</span>
      <span className="row-bar">
        <span style={{ width: `${(isPlace ? place : 0) * 100}%` }} />
      </span>
    </div>
  )
}
