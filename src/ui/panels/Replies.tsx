import { memo } from 'react'
import type { ScanCall } from '../../machines/index.ts'
import { m } from '../../i18n/index.ts'
import { readingAt } from '../../view/reading.ts'
import { useText } from '../context.ts'
import { useCalmMoment, type Shown } from '../dom/useCalmMoment.ts'
import { ReplyKey } from './ReplyKey.tsx'

/** Calls written out; the older ones of a long scan are scrolled to, not mounted by the thousand. */
const SHOWN = 120

/** Keys written out of one reply. */
const KEYS_SHOWN = 60

/** What the client has got so far, as redis-cli prints it. */
export const Replies = () => <ReplyList {...useCalmMoment()} />

const ReplyList = memo(function ReplyList({ trace, moment }: Shown) {
  const text = useText()
  const { calls } = readingAt(trace, moment).scan
  const counts = new Map<number, number>()
  const first = Math.max(0, calls.length - SHOWN)
  return (
    <section className="replies" aria-label={m.replies({}, text)}>
      <h2 title={m.scanStepNote({}, text)}>
        {m.replies({}, text)}
        <small>{m.repliesNote({}, text)}</small>
      </h2>
      {calls.length === 0 ? (
        <p className="muted">{m.repliesNone({}, text)}</p>
      ) : (
        <div
          className="replies-scroll"
          tabIndex={0}
          role="group"
          aria-label={m.repliesHint({}, text)}
        >
          <ol translate="no">
            {calls.map((call, index) => {
              const told = call.emitted.map(({ id, key }) => {
                const times = (counts.get(id) ?? 0) + 1
                counts.set(id, times)
                return { id, key, times }
              })
              return index < first ? null : <Reply key={index} call={call} told={told} />
            })}
          </ol>
        </div>
      )}
    </section>
  )
})

interface ReplyProps {
  readonly call: ScanCall
  readonly told: readonly { readonly id: number; readonly key: string; readonly times: number }[]
}

/** A call that is over does not change any more, so its line is not drawn again. */
const Reply = memo(ReplyLine, (before, after) => before.call === after.call)

function ReplyLine({ call, told }: ReplyProps) {
  const pending = call.next === null
  return (
    <li className={pending ? 'is-pending' : ''}>
      <code>dictScan {call.cursor}</code>
      <code>1) {pending ? '…' : `"${call.next}"`}</code>
      <span className="reply-keys">
        <code>2)</code>
        {told.slice(0, KEYS_SHOWN).map(({ id, key, times }, index) => (
          <ReplyKey key={`${id} ${times}`} nth={index + 1} name={key} times={times} />
        ))}
        {told.length > KEYS_SHOWN && <span className="muted">+{told.length - KEYS_SHOWN}</span>}
        {/* As redis-cli prints it, in every language. */}
        {told.length === 0 && <code className="muted">{pending ? '…' : '(empty array)'}</code>}
      </span>
    </li>
  )
}
