import { Suspense, useState } from 'react'
import { readQuery, type Panel } from '../app/wanted.ts'
import { m } from '../i18n/index.ts'
import { isServerTrace } from '../trace/index.ts'
import { Bench, type BenchParts } from './Bench.tsx'
import { Controls } from './controls/Controls.tsx'
import { useAddress, usePlayer, useText } from './context.ts'
import { lazily } from './dom/lazily.ts'
import { ExportButton } from './export/ExportButton.tsx'
import { Evidence, UndoRedo } from './headerTools.tsx'
import { NoticeBar } from './NoticeBar.tsx'
import { Caption, Speech } from './panels/Caption.tsx'
import { CodePanel } from './panels/CodePanel.tsx'
import { Legend } from './panels/Legend.tsx'
import { lightLines } from './panels/light.ts'
import { PromiseBox } from './panels/Promise.tsx'
import { Register } from './panels/Register.tsx'
import { Replies } from './panels/Replies.tsx'
import { Timeline } from './panels/Timeline.tsx'
import { Worked } from './panels/Worked.tsx'
import { PredictPlace } from './predict/PredictPlace.tsx'
import { PredictSwitch } from './predict/PredictSwitch.tsx'
import { FileDrop } from './share/FileDrop.tsx'
import { ShareButton } from './share/ShareButton.tsx'
import { Stage } from './stage/Stage.tsx'
import { StageBar } from './stage/StageBar.tsx'

const Storyboard = lazily(async () => (await import('./board/Storyboard.tsx')).Storyboard)
const consoleParts = () => import('./console/index.ts')
const ServerStatus = lazily(async () => (await consoleParts()).ServerStatus)
const ServerReplies = lazily(async () => (await consoleParts()).ServerReplies)
const FourStepsPanel = lazily(async () => (await consoleParts()).FourStepsPanel)

/** Whether a server is on the screen, not just one dict. */
const useOfServer = () => usePlayer(({ trace }) => isServerTrace(trace))

/** On a narrow screen the panels share one place under the picture. */
function Tabs({ tab, onTab }: { readonly tab: Panel; readonly onTab: (tab: Panel) => void }) {
  const text = useText()
  const ofServer = useOfServer()
  const names: Partial<Readonly<Record<Panel, string>>> = {
    explain: m.tabExplain({}, text),
    controls: ofServer ? m.tabConsole({}, text) : m.tabControls({}, text),
    ...(ofServer && { steps: m.tabSteps({}, text) }),
    code: m.tabCode({}, text),
    replies: m.tabReplies({}, text),
  }
  return (
    <nav className="tabs" aria-label={m.explanation({}, text)}>
      {(Object.keys(names) as Panel[]).map((one) => (
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

/** What is said of this moment beside the picture. */
function Explanation() {
  const text = useText()
  const ofServer = useOfServer()
  return (
    <aside className="explain" aria-label={m.explanation({}, text)}>
      {ofServer && (
        <div className="part" data-part="steps">
          <Suspense>
            <FourStepsPanel />
          </Suspense>
        </div>
      )}
      <div className="part" data-part="code">
        <CodePanel />
        <Worked />
      </div>
      <div className="part" data-part="explain">
        <PromiseBox />
        <Legend />
      </div>
    </aside>
  )
}

/** The picture with everything that can be done to it; the player is that of the context. */
export function Workbench({ top, ...parts }: BenchParts) {
  const query = useAddress((address) => address.query)
  const ofServer = useOfServer()
  const [chosen, setTab] = useState(() => readQuery(query).wanted.panel ?? 'explain')
  const tab = chosen === 'steps' && !ofServer ? 'explain' : chosen
  return (
    <Bench {...parts} tab={tab} machine={ofServer ? 'server' : 'dict'}>
      <main
        className="middle"
        onPointerOver={(event) => {
          lightLines(event.target)
        }}
        onPointerLeave={() => {
          lightLines(null)
        }}
      >
        {top}
        <NoticeBar />
        <div className="cursor-bar">
          <Register />
          <StageBar />
        </div>
        {ofServer && (
          <Suspense fallback={<p className="server-status" />}>
            <ServerStatus />
          </Suspense>
        )}
        <Stage />
        {ofServer ? (
          <Suspense fallback={<section className="replies" />}>
            <ServerReplies />
          </Suspense>
        ) : (
          <Replies />
        )}
      </main>
      <Tabs tab={tab} onTab={setTab} />
      <Explanation />
      <Timeline />
    </Bench>
  )
}

/** The Explore screen, or the same branch on paper. */
export function Explore() {
  const [onPaper, setOnPaper] = useState(false)
  if (onPaper) {
    return (
      <Suspense>
        <Storyboard
          onClose={() => {
            setOnPaper(false)
          }}
        />
      </Suspense>
    )
  }
  return (
    <Workbench
      tools={
        <>
          <Evidence />
          <PredictSwitch />
          <UndoRedo />
          <ExportButton
            onBoard={() => {
              setOnPaper(true)
            }}
          />
          <ShareButton />
        </>
      }
      top={
        <>
          <Caption />
          <PredictPlace />
        </>
      }
      controls={<Controls />}
      speech={
        <>
          <Speech />
          <FileDrop />
        </>
      }
    />
  )
}
