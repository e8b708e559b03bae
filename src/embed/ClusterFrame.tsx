import { ClusterCaption } from '../ui/cluster/ClusterCaption.tsx'
import { LedgerLine } from '../ui/cluster/ClusterPanels.tsx'
import { ClusterStage } from '../ui/cluster/ClusterStage.tsx'
import '../ui/cluster/cluster.css'

/** What a frame shows of a cluster: a sentence, a lane for each node, and what came of the keys. */
export const ClusterFrame = () => (
  <>
    <ClusterCaption />
    <ClusterStage fits />
    <LedgerLine />
  </>
)
