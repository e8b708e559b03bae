import { Suspense, type ReactNode } from 'react'
import { isPresenting } from '../app/address.ts'
import type { Panel } from '../app/wanted.ts'
import { m } from '../i18n/index.ts'
import { PanelContext, useAddress, useStores, useText } from './context.ts'
import { lazily } from './dom/lazily.ts'
import { useKeyboard } from './dom/useKeyboard.ts'
import { usePlayback } from './dom/usePlayback.ts'
import { Header } from './Header.tsx'
import { PresentButton } from './headerTools.tsx'

const PresentMoments = lazily(
  async () => (await import('./present/PresentMoments.tsx')).PresentMoments,
)

/** What the screen that has the bench puts onto it. */
export interface BenchParts {
  /** What the header has besides what all screens have. */
  readonly tools: ReactNode
  /** What is said of this moment, over the picture. */
  readonly top: ReactNode
  readonly controls: ReactNode
  /** What a screen reader is told at each moment. */
  readonly speech: ReactNode
  /** What present mode goes through, if not the moments; it is rendered only in that mode. */
  readonly present?: ReactNode
}

interface Props extends Omit<BenchParts, 'top'> {
  /** The panel that a narrow screen shows. */
  readonly tab: Panel
  readonly machine: 'dict' | 'server' | 'cluster'
  /** The picture and all around it. */
  readonly children: ReactNode
}

/** What every workbench has: the header, the controls, playing, the keyboard and present mode. */
export function Bench({ tab, machine, tools, controls, speech, present, children }: Props) {
  const text = useText()
  const presenting = useAddress(isPresenting)
  usePlayback()
  useKeyboard(useStores())
  return (
    <div
      className="app"
      data-tab={tab}
      data-machine={machine}
      data-presenting={presenting || undefined}
    >
      <PanelContext value={tab}>
        <Header skipTo="stage">
          {tools}
          <PresentButton />
        </Header>
      </PanelContext>
      <aside className="controls" aria-label={m.controls({}, text)}>
        {controls}
      </aside>
      {children}
      {speech}
      <Suspense>{presenting && (present ?? <PresentMoments />)}</Suspense>
    </div>
  )
}
