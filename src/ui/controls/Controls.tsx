import { Suspense } from 'react'
import { isServerTrace } from '../../trace/index.ts'
import { usePlayer } from '../context.ts'
import { lazily } from '../dom/lazily.ts'
import { AutomaticControls, RuleControls } from './RuleControls.tsx'
import { KeyControls } from './KeyControls.tsx'
import { ScanControls } from './ScanControls.tsx'
import { ScenarioControls } from './ScenarioControls.tsx'
import { TableControls } from './TableControls.tsx'

const ServerControls = lazily(async () => (await import('../console/index.ts')).ServerControls)

/** Everything that can be done to one table and its scan, in the order of the eye. */
const DictControls = () => (
  <>
    <TableControls />
    <KeyControls />
    <ScanControls />
    <RuleControls />
    <AutomaticControls />
  </>
)

/**
 * What the reader can do: to a table, or at the console of a server. A lesson has its own scenario,
 * so that there is none to choose.
 */
export function Controls({ fixed = false }: { readonly fixed?: boolean }) {
  const ofServer = usePlayer(({ trace }) => isServerTrace(trace))
  return (
    <>
      {!fixed && <ScenarioControls />}
      {ofServer ? (
        <Suspense>
          <ServerControls />
        </Suspense>
      ) : (
        <DictControls />
      )}
    </>
  )
}
