import { AutomaticControls, RuleControls } from './RuleControls.tsx'
import { KeyControls } from './KeyControls.tsx'
import { ScanControls } from './ScanControls.tsx'
import { ScenarioControls } from './ScenarioControls.tsx'
import { TableControls } from './TableControls.tsx'

/** Everything that can be done to the table and the scan, in the order of the eye. */
export function Controls() {
  return (
    <>
      <ScenarioControls />
      <TableControls />
      <KeyControls />
      <ScanControls />
      <RuleControls />
      <AutomaticControls />
    </>
  )
}
