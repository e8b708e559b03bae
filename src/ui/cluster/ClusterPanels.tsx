import { Check, CircleDashed, TriangleAlert, X } from 'lucide-react'
import { memo } from 'react'
import { m } from '../../i18n/index.ts'
import { number } from '../../i18n/words.ts'
import { stateAt } from '../../trace/index.ts'
import { ledgerAt, type LedgerPicture, type Verdict } from '../../view/cluster/ledgerView.ts'
import { metricsAt, type MetricsPicture } from '../../view/cluster/metrics.ts'
import { useText } from '../context.ts'
import { MetricsChart } from './MetricsChart.tsx'
import { Perils, StrategyCode, StrategySays } from './StrategyPanel.tsx'
import { useCalmCluster, type ClusterShown } from './useCluster.ts'

/** What the client does, what it promises, and the line that it is at. */
export const ClientPanels = () => <Client {...useCalmCluster()} />

const Client = memo(function Client({ trace, moment }: ClusterShown) {
  const { strategy, line } = stateAt(trace, moment).client
  return (
    <>
      <StrategyCode id={strategy} line={line} />
      <StrategySays id={strategy} />
      <Perils id={strategy} />
    </>
  )
})

interface LedgerProps {
  readonly ledger: LedgerPicture
}

/** What has come of the keys, and why. */
export const LedgerPanel = () => <Books {...useCalmCluster()} />

const Books = memo(function Books({ trace, moment }: ClusterShown) {
  const text = useText()
  const ledger = ledgerAt(trace, moment)
  return (
    <section className="panel">
      <h2>{m.clusterLedger({}, text)}</h2>
      <div className={`promise is-${lookOf(ledger)}`}>
        <Heading verdict={ledger.verdict} />
        <Rows ledger={ledger} />
        <Reasons ledger={ledger} />
      </div>
    </section>
  )
})

/** The ledger's verdict and its numbers in one line, for an audience. */
export const LedgerLine = () => <Line {...useCalmCluster()} />

const Line = memo(function Line({ trace, moment }: ClusterShown) {
  const text = useText()
  const ledger = ledgerAt(trace, moment)
  return (
    <section
      className={`promise ledger-line is-${lookOf(ledger)}`}
      aria-label={m.clusterLedger({}, text)}
    >
      <Heading verdict={ledger.verdict} />
      <Rows ledger={ledger} />
    </section>
  )
})

const lookOf = ({ verdict }: LedgerPicture) =>
  verdict === 'failed' || verdict === 'threatened' ? 'broken' : verdict

/** How many keys came, will come, came again and are missed. */
function Rows({ ledger: { returned, coming, twice, missed, final } }: LedgerProps) {
  const text = useText()
  const rows = [
    [m.clusterReturned({}, text), returned, ''],
    [m.clusterComing({}, text), coming, ''],
    [m.clusterTwice({}, text), twice, ''],
    [
      final ? m.clusterMissed({}, text) : m.clusterWillMiss({}, text),
      missed,
      missed > 0 ? 'is-missed' : '',
    ],
  ] as const
  return (
    <dl className="ledger-rows">
      {rows.map(([name, value, className]) => (
        <div key={name} className={className}>
          <dt>{name}</dt>
          <dd>{number(value, text.locale)}</dd>
        </div>
      ))}
    </dl>
  )
}

const ICONS = {
  idle: CircleDashed,
  holds: Check,
  threatened: TriangleAlert,
  kept: Check,
  broken: X,
  failed: X,
} as const satisfies Readonly<Record<Verdict, typeof X>>

const Heading = memo(function Heading({ verdict }: { readonly verdict: Verdict }) {
  const text = useText()
  const words = {
    idle: m.clusterVerdictIdle,
    holds: m.clusterVerdictHolds,
    threatened: m.clusterVerdictThreatened,
    kept: m.clusterVerdictKept,
    broken: m.clusterVerdictBroken,
    failed: m.clusterVerdictFailed,
  }[verdict]
  const Icon = ICONS[verdict]
  return (
    <p className="verdict">
      <Icon size={18} strokeWidth={2.5} aria-hidden /> {words({}, text)}
    </p>
  )
})

function Reasons({ ledger: { reasons, final } }: LedgerProps) {
  const text = useText()
  if (reasons.length === 0) return null
  return (
    <ul className="ledger-reasons" tabIndex={0} aria-label={m.clusterWhy({}, text)}>
      {reasons.map(({ kind, text: say }, index) => (
        <li key={index} className={`is-${kind}`}>
          <strong>
            {kind === 'twice'
              ? m.clusterTwice({}, text)
              : final
                ? m.clusterMissed({}, text)
                : m.clusterWillMiss({}, text)}
          </strong>{' '}
          {say(text.locale)}
        </li>
      ))}
    </ul>
  )
}

/** The scan over the model's clock, and what each node had to do. */
export const MetricsPanel = () => <Metrics {...useCalmCluster()} />

const Metrics = memo(function Metrics({ trace, moment }: ClusterShown) {
  const text = useText()
  const picture = metricsAt(trace, moment)
  const seconds = picture.now / 1000
  const rate = seconds > 0 ? Math.round(picture.keys / seconds) : 0
  return (
    <section className="panel">
      <h2>{m.clusterMetrics({}, text)}</h2>
      <MetricsChart picture={picture} />
      <p className="fine">
        {m.clusterMetricsRate(
          {
            calls: number(picture.calls, text.locale),
            ms: number(Math.round(picture.now * 10) / 10, text.locale),
            rate: number(rate, text.locale),
          },
          text,
        )}
      </p>
      <p className="fine">
        {m.clusterHandedOut({ keys: number(picture.handed, text.locale) }, text)}
      </p>
      <NodeTable picture={picture} />
      <p className="fine">
        {m.clusterSnapshot(
          {
            nodes: number(picture.snapshot.nodes, text.locale),
            keys: number(picture.snapshot.keys, text.locale),
            ms: number(Math.round(picture.snapshot.stopMs * 10) / 10, text.locale),
          },
          text,
        )}
      </p>
    </section>
  )
})

const BAR = 62

function NodeTable({ picture: { nodes } }: { readonly picture: MetricsPicture }) {
  const text = useText()
  const most = Math.max(0.001, ...nodes.map(({ busy }) => busy))
  return (
    <table className="node-metrics">
      <thead>
        <tr>
          <th scope="col">{m.clusterNode({}, text)}</th>
          <th scope="col">{m.clusterCalls({}, text)}</th>
          <th scope="col">{m.clusterKeysCame({}, text)}</th>
          <th scope="col">{m.clusterErrors({}, text)}</th>
          <th scope="col">{m.clusterBusy({}, text)}</th>
        </tr>
      </thead>
      <tbody>
        {nodes.map(({ id, hue, calls, keys, errors, busy }) => (
          <tr key={id} className={`node-${hue}`}>
            <th scope="row">{id}</th>
            <td>{number(calls, text.locale)}</td>
            <td>{number(keys, text.locale)}</td>
            <td>{number(errors, text.locale)}</td>
            <td>
              <span className="busy-bar" style={{ width: (busy / most) * BAR }} aria-hidden />{' '}
              {m.clusterMetricsTime({ ms: number(Math.round(busy * 10) / 10, text.locale) }, text)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
