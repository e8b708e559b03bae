import { useState, type ReactNode } from 'react'
import { isRecorded, readyIn } from '../../app/cluster.ts'
import { readQuery, type Panel } from '../../app/wanted.ts'
import { m } from '../../i18n/index.ts'
import { eventAt, isClusterTrace, stateAt } from '../../trace/index.ts'
import { PanelContext, useAddress, usePlayer, useStores, useText } from '../context.ts'
import { useKeyboard } from '../dom/useKeyboard.ts'
import { usePlayback } from '../dom/usePlayback.ts'
import { Header } from '../Header.tsx'
import { UndoRedo } from '../headerTools.tsx'
import { NoticeBar } from '../NoticeBar.tsx'
import { Speech, useCaption } from '../panels/Caption.tsx'
import { Legend } from '../panels/Legend.tsx'
import { FileDrop } from '../share/FileDrop.tsx'
import { ShareButton } from '../share/ShareButton.tsx'
import { ClusterControls } from './ClusterControls.tsx'
import { ClientPanels, LedgerPanel, MetricsPanel } from './ClusterPanels.tsx'
import { ClusterReplies } from './ClusterReplies.tsx'
import { ClusterStage } from './ClusterStage.tsx'
import { ClusterTimeline } from './ClusterTimeline.tsx'
import './cluster.css'

/** The parts that share one place on a narrow screen. */
const TABS = ['explain', 'controls', 'code', 'replies'] as const satisfies readonly Panel[]

type Tab = (typeof TABS)[number]

function Tabs({ tab, onTab }: { readonly tab: Tab; readonly onTab: (tab: Tab) => void }) {
  const text = useText()
  const names: Readonly<Record<Tab, string>> = {
    explain: m.clusterLedger({}, text),
    controls: m.tabControls({}, text),
    code: m.clusterTabClient({}, text),
    replies: m.tabReplies({}, text),
  }
  return (
    <nav className="tabs" aria-label={m.explanation({}, text)}>
      {TABS.map((one) => (
        <button
          key={one}
          type="button"
          aria-pressed={tab === one}
          onClick={() => {
            onTab(one)
          }}
        >
          {names[one]}
        </button>
      ))}
    </nav>
  )
}

/** The sentence of this moment, over the picture; red when keys are lost at the end of a scan. */
export function ClusterCaption() {
  const { title, text } = useCaption()
  const broken = usePlayer(
    ({ trace, moment }) =>
      isClusterTrace(trace) &&
      eventAt(trace, moment)?.event.kind === 'client.stopped' &&
      (stateAt(trace, moment).ledger.missed ?? []).length > 0,
  )
  return (
    <p className={broken ? 'caption is-broken' : 'caption'}>
      <strong>{title}</strong> {text}
    </p>
  )
}

interface DeskProps {
  readonly tools: ReactNode
  readonly top: ReactNode
  readonly controls: ReactNode
  readonly speech: ReactNode
}

/** The workbench of a cluster; the player is that of the context. */
export function ClusterBench({ tools, top, controls, speech }: DeskProps) {
  const text = useText()
  const stores = useStores()
  const query = useAddress((address) => address.query)
  const [tab, setTab] = useState<Tab>(() => {
    const asked = readQuery(query).wanted.panel
    return TABS.find((one) => one === asked) ?? 'explain'
  })
  usePlayback()
  useKeyboard(stores)
  return (
    <div className="app" data-tab={tab} data-machine="cluster">
      <PanelContext value={tab}>
        <Header skipTo="stage">{tools}</Header>
      </PanelContext>
      <aside className="controls" aria-label={m.controls({}, text)}>
        {controls}
      </aside>
      <main className="middle">
        {top}
        <NoticeBar />
        <ClusterStage />
        <ClusterReplies />
      </main>
      <Tabs tab={tab} onTab={setTab} />
      <aside className="explain" aria-label={m.explanation({}, text)}>
        <div className="part" data-part="explain">
          <LedgerPanel />
        </div>
        <div className="part" data-part="code">
          <ClientPanels />
        </div>
        <div className="part" data-part="explain">
          <MetricsPanel />
          <Legend />
        </div>
      </aside>
      <ClusterTimeline />
      {speech}
    </div>
  )
}

/** Says that what is played was recorded from a real cluster. */
function RealMark() {
  const text = useText()
  const isReal = usePlayer(({ scenarioId, origin, history }) => {
    const ready = readyIn(scenarioId)
    // Another strategy, or an edit, and it is a story of the model's own.
    const isAsItCame = history.present.tree.branches === origin.tree.branches
    return ready !== null && isAsItCame && isRecorded(ready)
  })
  if (!isReal) return null
  return <p className="evidence">{m.clusterReal({}, text)}</p>
}

/** The Cluster screen with everything that can be done on it. */
export const ClusterDesk = () => (
  <ClusterBench
    tools={
      <>
        <RealMark />
        <UndoRedo />
        <ShareButton />
      </>
    }
    top={<ClusterCaption />}
    controls={<ClusterControls />}
    speech={
      <>
        <Speech />
        <FileDrop />
      </>
    }
  />
)
