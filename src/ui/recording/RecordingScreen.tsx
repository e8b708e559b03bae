import { useCallback, useEffect, useRef, useState } from 'react'
import { m } from '../../i18n/index.ts'
import { recordingIds } from '../../recording/index.ts'
import { useAddress, useStores, useText } from '../context.ts'
import { Header } from '../Header.tsx'
import { CursorBits } from './CursorBits.tsx'
import { Facts } from './Facts.tsx'
import { Known, RecordingLegend } from './Known.tsx'
import { FaultBar, RecordingCaption, RecordingSpeech } from './RecordingCaption.tsx'
import { RecordingList } from './RecordingList.tsx'
import { RecordingReplies } from './RecordingReplies.tsx'
import { RecordingStage } from './RecordingStage.tsx'
import { RecordingTimeline } from './RecordingTimeline.tsx'
import { recordings } from './store.ts'
import { useFileDrop } from './useFileDrop.ts'
import { STAGE_ID, useKeys } from './useKeys.ts'
import { usePlaying } from './usePlaying.ts'
import './recording.css'

type Tab = 'list' | 'replies' | 'known'

/** On a narrow screen the panels share one place under the picture. */
function Tabs({ tab, onTab }: { readonly tab: Tab; readonly onTab: (tab: Tab) => void }) {
  const text = useText()
  const names: Readonly<Record<Tab, string>> = {
    list: m.recTabPicture({}, text),
    replies: m.recTabReplies({}, text),
    known: m.recTabKnown({}, text),
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

/**
 * Opens the recording that the address names. An address without a name keeps what is open, but back
 * to it from a name leads to the first recording, as it was before.
 */
function useNamedRecording(): void {
  const name = useAddress((state) => state.query.get('recording'))
  const before = useRef<string | null>(null)
  useEffect(() => {
    const { source, openNamed } = recordings.getState()
    const isBack = before.current !== null && source?.kind === 'bundled'
    before.current = name
    if (name === null) {
      if (source === null || isBack) void openNamed(recordingIds[0])
    } else if (source?.kind !== 'bundled' || source.id !== name) void openNamed(name)
  }, [name])
}

/** The Recordings screen: what a real server answered, played. */
export function RecordingScreen() {
  const text = useText()
  const { address } = useStores()
  const [tab, setTab] = useState<Tab>('list')
  useNamedRecording()
  usePlaying()
  useKeys()
  const openFile = useCallback(
    (file: File) => {
      // The address must not name another recording than the one that is shown.
      const { query, go } = address.getState()
      void recordings
        .getState()
        .openFile(file)
        .then(() => {
          const isShown = recordings.getState().source?.kind === 'file'
          if (isShown && query.has('recording')) go('recording')
        })
    },
    [address],
  )
  const isOver = useFileDrop(openFile)
  return (
    <div className="recording" data-tab={tab}>
      <Header skipTo={STAGE_ID} />
      <aside className="controls" aria-label={m.screenRecording({}, text)}>
        <RecordingList onFile={openFile} />
        <Facts />
      </aside>
      <main className="middle">
        <RecordingCaption />
        <FaultBar />
        <div className="cursor-bar">
          <CursorBits />
        </div>
        <RecordingStage />
      </main>
      <Tabs tab={tab} onTab={setTab} />
      <aside className="explain" aria-label={m.explanation({}, text)}>
        <RecordingReplies />
        <Known />
        <RecordingLegend />
      </aside>
      <RecordingTimeline />
      <RecordingSpeech />
      {isOver && <p className="file-drop">{m.recDropNow({}, text)}</p>}
    </div>
  )
}
