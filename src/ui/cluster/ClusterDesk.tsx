import { useState } from 'react'
import { isPresenting } from '../../app/address.ts'
import { isRecorded, readyIn } from '../../app/cluster.ts'
import { readQuery, type Panel } from '../../app/wanted.ts'
import { m } from '../../i18n/index.ts'
import { Bench, type BenchParts } from '../Bench.tsx'
import { useAddress, usePlayer, useText } from '../context.ts'
import { ExportButton } from '../export/ExportButton.tsx'
import { UndoRedo } from '../headerTools.tsx'
import { NoticeBar } from '../NoticeBar.tsx'
import { Speech } from '../panels/Caption.tsx'
import { Legend } from '../panels/Legend.tsx'
import { FileDrop } from '../share/FileDrop.tsx'
import { ShareButton } from '../share/ShareButton.tsx'
import { ClusterCaption } from './ClusterCaption.tsx'
import { ClusterControls } from './ClusterControls.tsx'
import { ClientPanels, LedgerLine, LedgerPanel, MetricsPanel } from './ClusterPanels.tsx'
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

/** The workbench of a cluster; the player is that of the context. */
export function ClusterBench({ top, ...parts }: BenchParts) {
  const text = useText()
  const query = useAddress((address) => address.query)
  const presenting = useAddress(isPresenting)
  const [tab, setTab] = useState<Tab>(() => {
    const asked = readQuery(query).wanted.panel
    return TABS.find((one) => one === asked) ?? 'explain'
  })
  return (
    <Bench {...parts} tab={tab} machine="cluster">
      <main className="middle">
        {top}
        <NoticeBar />
        <ClusterStage fits={presenting} />
        {presenting && <LedgerLine />}
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
    </Bench>
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
        <ExportButton />
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
