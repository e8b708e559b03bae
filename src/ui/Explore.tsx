import { useState } from 'react'
import { m } from '../i18n/index.ts'
import { Controls } from './controls/Controls.tsx'
import { useStores, useText } from './context.ts'
import { useKeyboard } from './dom/useKeyboard.ts'
import { usePlayback } from './dom/usePlayback.ts'
import { Header } from './Header.tsx'
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
import { Stage } from './stage/Stage.tsx'
import { StageBar } from './stage/StageBar.tsx'

type Tab = 'explain' | 'controls' | 'code' | 'replies'

/** On a narrow screen the panels share one place under the picture. */
function Tabs({ tab, onTab }: { readonly tab: Tab; readonly onTab: (tab: Tab) => void }) {
  const text = useText()
  const names: Readonly<Record<Tab, string>> = {
    explain: m.tabExplain({}, text),
    controls: m.tabControls({}, text),
    code: m.tabCode({}, text),
    replies: m.tabReplies({}, text),
  }
  return (
    <nav className="tabs" aria-label={m.explanation({}, text)}>
      {(Object.keys(names) as Tab[]).map((one) => (
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

/** The Explore screen. */
export function Explore() {
  const text = useText()
  const stores = useStores()
  const [tab, setTab] = useState<Tab>('explain')
  usePlayback()
  useKeyboard(stores)
  return (
    <div className="app" data-tab={tab}>
      <Header skipTo="stage">
        <Evidence />
        <UndoRedo />
      </Header>
      <aside className="controls" aria-label={m.controls({}, text)}>
        <Controls />
      </aside>
      <main
        className="middle"
        onPointerOver={(event) => {
          lightLines(event.target)
        }}
        onPointerLeave={() => {
          lightLines(null)
        }}
      >
        <Caption />
        <NoticeBar />
        <div className="cursor-bar">
          <Register />
          <StageBar />
        </div>
        <Stage />
        <Replies />
      </main>
      <Tabs tab={tab} onTab={setTab} />
      <aside className="explain" aria-label={m.explanation({}, text)}>
        <CodePanel />
        <Worked />
        <PromiseBox />
        <Legend />
      </aside>
      <Timeline />
      <Speech />
    </div>
  )
}
