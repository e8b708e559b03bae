import { Suspense } from 'react'
import type { Screen } from '../app/address.ts'
import { useAddress } from './context.ts'
import { useDocument } from './dom/useDocument.ts'
import { Explore } from './Explore.tsx'
import { Header } from './Header.tsx'

/** One component per screen; all but the first are loaded when they are first shown. */
const screens: Readonly<Record<Screen, React.ComponentType>> = {
  explore: Explore,
}

/** The page: the screen that the address names. */
export function Shell() {
  useDocument()
  const Shown = screens[useAddress((state) => state.screen)]
  return (
    <Suspense fallback={<Header skipTo="root" />}>
      <Shown />
    </Suspense>
  )
}
