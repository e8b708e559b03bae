import { BackgroundRun } from './BackgroundRun.tsx'
import { ClientControls, ScanControls } from './ClientControls.tsx'
import { EventControls } from './EventControls.tsx'
import { ScenarioSelect } from './ScenarioSelect.tsx'
import { ServerControls } from './ServerControls.tsx'

/** Everything that can be chosen and done: the story, the client, the world, the servers. */
export const ClusterControls = ({ fixed = false }: { readonly fixed?: boolean }) => (
  <>
    {!fixed && <ScenarioSelect />}
    <ClientControls />
    <ScanControls />
    <EventControls />
    <ServerControls />
    <BackgroundRun />
  </>
)
