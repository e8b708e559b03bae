import { Suspense } from 'react'
import { useStore } from 'zustand'
import { isWorkNotice } from '../app/notice.ts'
import { m } from '../i18n/index.ts'
import { useOfCluster, usePlayer, useStores, useText } from '../ui/context.ts'
import { lazily } from '../ui/dom/lazily.ts'
import { useDocument } from '../ui/dom/useDocument.ts'
import { useKeyboard } from '../ui/dom/useKeyboard.ts'
import { usePlayback } from '../ui/dom/usePlayback.ts'
import { Caption, Speech } from '../ui/panels/Caption.tsx'
import { Register } from '../ui/panels/Register.tsx'
import { Stage } from '../ui/stage/Stage.tsx'
import { Bar } from './Bar.tsx'
import type { MannersStore } from './manners.ts'
import type { Predicted } from './Predict.tsx'
import { usePageUrl } from './usePageUrl.ts'

const ClusterFrame = lazily(async () => (await import('./ClusterFrame.tsx')).ClusterFrame)
const NoticeBar = lazily(async () => (await import('../ui/NoticeBar.tsx')).NoticeBar)
const Predict = lazily(async () => (await import('./Predict.tsx')).Predict)

interface Props {
  readonly manners: MannersStore
  readonly onPredicted: (prediction: Predicted) => void
}

/** The page in somebody's frame: a sentence, the picture and a bar. */
export function Embed({ manners, onPredicted }: Props) {
  const text = useText()
  const { keys, predict } = useStore(manners)
  const ofCluster = useOfCluster()
  useDocument()
  usePlayback()
  useKeyboard(useStores(), keys === 'focus')
  return (
    <main className="embed">
      <h1 className="visually-hidden">{m.appName({}, text)}</h1>
      {ofCluster ? (
        <Suspense>
          <ClusterFrame />
        </Suspense>
      ) : (
        <>
          <Caption />
          <Suspense>{predict === 'on' && <Predict onPredicted={onPredicted} />}</Suspense>
          <div className="cursor-bar">
            <Register />
          </div>
          <Stage />
        </>
      )}
      <Bar page={usePageUrl()} />
      <LinkNotice />
      <Speech />
    </main>
  )
}

/** What of the frame's link could not be followed; what a host does is not commented. */
function LinkNotice() {
  const isTold = usePlayer(
    ({ notice }) => notice !== null && (isWorkNotice(notice) || notice.kind === 'notLoaded'),
  )
  return <Suspense>{isTold && <NoticeBar />}</Suspense>
}
