import { memo } from 'react'
import { m } from '../../i18n/index.ts'
import { scanRepliesAt, type ScanReply } from '../../view/server/replies.ts'
import { useText } from '../context.ts'
import { ReplyKey } from '../panels/ReplyKey.tsx'
import { useCalmServer, type ServerShown } from './useServer.ts'

/** Replies written out; the older ones are scrolled to, not mounted by the thousand. */
const SHOWN = 120

/** Elements written out of one reply. */
const ITEMS = 60

/** The pages that the client has got, as redis-cli prints them. */
export const ServerReplies = () => <Pages {...useCalmServer()} />

const Pages = memo(function Pages({ trace, moment }: ServerShown) {
  const text = useText()
  const replies = scanRepliesAt(trace, moment)
  return (
    <section className="replies of-server" aria-label={m.replies({}, text)}>
      <h2>
        {m.replies({}, text)}
        <small>{m.conRepliesNote({}, text)}</small>
      </h2>
      {replies.length === 0 ? (
        <p className="muted">{m.conRepliesNone({}, text)}</p>
      ) : (
        <div
          className="replies-scroll"
          tabIndex={0}
          role="group"
          aria-label={m.conRepliesNote({}, text)}
        >
          <ol translate="no">
            {replies.slice(-SHOWN).map((reply) => (
              <Page
                key={reply.exchange.index}
                reply={reply}
                pending={moment < reply.exchange.end}
              />
            ))}
          </ol>
        </div>
      )}
    </section>
  )
})

interface PageProps {
  readonly reply: ScanReply
  readonly pending: boolean
}

/** A page that has come does not change any more. */
const Page = memo(
  PageLine,
  (before, after) => before.pending === after.pending && before.reply === after.reply,
)

function PageLine({ reply: { exchange, asked, next, items }, pending }: PageProps) {
  const rest = items.length - ITEMS
  return (
    <li className={pending ? 'is-pending' : ''}>
      <code title={exchange.line}>{asked}</code>
      <code>{pending ? '1) …' : next === null ? '(error)' : `1) "${next}"`}</code>
      <span className="reply-keys">
        {(pending || next !== null) && <code>2)</code>}
        {pending && <code className="muted">…</code>}
        {!pending &&
          items
            .slice(0, ITEMS)
            .map(({ name, times }, index) => (
              <ReplyKey key={index} nth={index + 1} name={name} times={times} />
            ))}
        {!pending && rest > 0 && <span className="muted">+{rest}</span>}
        {/* As redis-cli prints it, in every language. */}
        {!pending && next !== null && items.length === 0 && (
          <code className="muted">(empty array)</code>
        )}
        {!pending && next === null && <code className="muted">{exchange.reply?.slice(8)}</code>}
      </span>
    </li>
  )
}
