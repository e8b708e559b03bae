import { memo } from 'react'
import { m } from '../../i18n/index.ts'
import { exchangesAt, type ExchangeLine } from '../../view/cluster/exchanges.ts'
import { useText } from '../context.ts'
import { ReplyKey } from '../panels/ReplyKey.tsx'
import { useCalmCluster, type ClusterShown } from './useCluster.ts'

/** Keys written out of one reply: with more of them its cursor would be out of sight. */
const KEYS = 16

/** Each call with its reply as redis-cli prints it; those in flight stand at the end. */
export const ClusterReplies = () => <Calls {...useCalmCluster()} />

const Calls = memo(function Calls({ trace, moment }: ClusterShown) {
  const text = useText()
  const { lines, earlier } = exchangesAt(trace, moment)
  return (
    <section className="replies cluster-replies" aria-label={m.clusterReplies({}, text)}>
      <h2>{m.replies({}, text)}</h2>
      {lines.length === 0 ? (
        <p className="muted">{m.clusterRepliesNone({}, text)}</p>
      ) : (
        <div
          className="replies-scroll"
          tabIndex={0}
          role="group"
          aria-label={m.clusterRepliesHint({}, text)}
        >
          <ol translate="no">
            {earlier > 0 && <li className="muted">{m.clusterEarlier({ count: earlier }, text)}</li>}
            {lines.map((line) => (
              <Line key={line.id} line={line} />
            ))}
          </ol>
        </div>
      )}
    </section>
  )
})

/** An answered call does not change any more. */
const Line = memo(function Line({ line }: { readonly line: ExchangeLine }) {
  const { node, hue, words, state, cursor, keys, text: printed } = line
  return (
    <li className={state === 'pending' ? 'is-pending' : state === 'error' ? 'is-error' : ''}>
      <span className={`reply-node node-${hue}`}>{node}</span>
      <code title={words}>{words}</code>
      <span className="reply-keys">
        {state === 'pending' && <code>…</code>}
        {state === 'error' && <code>{printed}</code>}
        {state === 'text' && <code className="muted">{printed}</code>}
        {state === 'page' && (
          <>
            <code title={cursor}>1) "{cursor}"</code>
            <code>2)</code>
            {keys.slice(0, KEYS).map(({ name, times }, index) => (
              <ReplyKey key={index} nth={index + 1} name={name} times={times} />
            ))}
            {keys.length > KEYS && <span className="muted">+{keys.length - KEYS}</span>}
            {keys.length === 0 && <code className="muted">(empty array)</code>}
          </>
        )}
      </span>
    </li>
  )
})
