import { ExternalLink } from 'lucide-react'
import { memo } from 'react'
import { perilIds, strategies, type Outcome, type PerilId } from '../../cluster/strategies/index.ts'
import type { StrategyId } from '../../cluster/strategies/index.ts'
import { m, type Locale } from '../../i18n/index.ts'
import { strategyText } from '../../view/cluster/words.ts'
import { useText } from '../context.ts'

/** The listing of the strategy, with the line that runs. */
export const StrategyCode = memo(function StrategyCode({
  id,
  line,
}: {
  readonly id: StrategyId
  readonly line: string | null
}) {
  const text = useText()
  const { listing, source } = strategies[id]
  return (
    <section className="panel">
      <h2>{m.clusterCode({}, text)}</h2>
      <ol className="listing" translate="no">
        {listing.map((one) => {
          const now = one.id === line
          return (
            <li
              key={one.id}
              data-line={one.id}
              className={now ? 'is-current' : ''}
              aria-current={now ? 'step' : undefined}
            >
              <code style={{ paddingInlineStart: `${one.indent * 1.1}em` }}>{one.text}</code>
            </li>
          )
        })}
      </ol>
      <p className="fine">
        {m.ruleWords({}, text)}
        {source.startsWith('https://') ? (
          <>
            {' · '}
            <a href={source} target="_blank" rel="noreferrer">
              {m.ruleSource({}, text)} <ExternalLink size={12} aria-hidden />
            </a>
          </>
        ) : (
          ` · ${source}`
        )}
      </p>
    </section>
  )
})

/** Promise, cost and failure in a sentence each. */
export const StrategySays = memo(function StrategySays({ id }: { readonly id: StrategyId }) {
  const text = useText()
  const { promise, cost, failure } = strategyText[id]
  return (
    <section className="panel">
      <h2>{m.clusterSays({}, text)}</h2>
      <dl className="cluster-says">
        <div>
          <dt>{m.clusterPromise({}, text)}</dt>
          <dd>{promise(text.locale)}</dd>
        </div>
        <div>
          <dt>{m.clusterCost({}, text)}</dt>
          <dd>{cost(text.locale)}</dd>
        </div>
        <div>
          <dt>{m.clusterFailure({}, text)}</dt>
          <dd>{failure(text.locale)}</dd>
        </div>
      </dl>
    </section>
  )
})

const perilName: Readonly<Record<PerilId, (locale: Locale) => string>> = {
  rest: (locale) => m.perilRest({}, { locale }),
  resize: (locale) => m.perilResize({}, { locale }),
  slotToFinished: (locale) => m.perilSlotToFinished({}, { locale }),
  slotFromFinished: (locale) => m.perilSlotFromFinished({}, { locale }),
  slotBehindCursor: (locale) => m.perilSlotBehindCursor({}, { locale }),
  slotBehindCursorOldEpoch: (locale) => m.perilSlotBehindCursorOldEpoch({}, { locale }),
  keyByKey: (locale) => m.perilKeyByKey({}, { locale }),
  failoverOtherSeed: (locale) => m.perilFailoverOtherSeed({}, { locale }),
  failoverSameSeed: (locale) => m.perilFailoverSameSeed({}, { locale }),
  nodeAdded: (locale) => m.perilNodeAdded({}, { locale }),
  nodeRemoved: (locale) => m.perilNodeRemoved({}, { locale }),
  networkError: (locale) => m.perilNetworkError({}, { locale }),
}

const outcomeName: Readonly<Record<Outcome, (locale: Locale) => string>> = {
  once: (locale) => m.clusterOnce({}, { locale }),
  atLeastOnce: (locale) => m.clusterAtLeast({}, { locale }),
  misses: (locale) => m.clusterMisses({}, { locale }),
  refuses: (locale) => m.clusterRefuses({}, { locale }),
}

/** What each thing that can happen does to this strategy. */
export const Perils = memo(function Perils({ id }: { readonly id: StrategyId }) {
  const text = useText()
  const { holds } = strategies[id]
  return (
    <section className="panel">
      <h2>{m.clusterPerils({}, text)}</h2>
      <table className="perils">
        <tbody>
          {perilIds.map((peril) => (
            <tr key={peril}>
              <th scope="row">{perilName[peril](text.locale)}</th>
              <td className={`is-${holds[peril]}`}>{outcomeName[holds[peril]](text.locale)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="fine">{m.clusterPerilsNote({}, text)}</p>
    </section>
  )
})
