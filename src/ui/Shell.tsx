import { Suspense } from 'react'
import type { Screen } from '../app/address.ts'
import { useAddress, useOfCluster } from './context.ts'
import { lazily } from './dom/lazily.ts'
import { useDocument } from './dom/useDocument.ts'
import { Explore } from './Explore.tsx'
import { Header } from './Header.tsx'

const Lessons = lazily(async () => (await import('./lesson/Lessons.tsx')).Lessons)
const Cluster = lazily(async () => (await import('./cluster/ClusterScreen.tsx')).ClusterScreen)
const ClusterDesk = lazily(async () => (await import('./cluster/ClusterDesk.tsx')).ClusterDesk)
const Recordings = lazily(
  async () => (await import('./recording/RecordingScreen.tsx')).RecordingScreen,
)
const Decode = lazily(async () => (await import('./decode/Decode.tsx')).Decode)

/** One component per screen; all but the first are loaded when they are first shown. */
const screens: Readonly<Record<Screen, React.ComponentType>> = {
  explore: Explore,
  lessons: Lessons,
  cluster: Cluster,
  recording: Recordings,
  decode: Decode,
}

/** The page: the screen that the address names. */
export function Shell() {
  useDocument()
  const screen = useAddress((state) => state.screen)
  const ofCluster = useOfCluster()
  // A link of old hands may name no screen: a cluster has its own all the same.
  const Shown = screen === 'explore' && ofCluster ? ClusterDesk : screens[screen]
  return (
    <Suspense fallback={<Header skipTo="root" />}>
      <Shown />
    </Suspense>
  )
}
