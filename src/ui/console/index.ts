/** What the screen has only for a server: loaded when the first of its scenarios is shown. */
import './console.css'

export { EmptyList } from './EmptyList.tsx'
export { EmptyStage } from './EmptyStage.tsx'
export { FourStepsPanel } from './FourStepsPanel.tsx'
export { ServerControls } from './ServerControls.tsx'
export { ServerReplies } from './ServerReplies.tsx'
export { ServerStatus } from './ServerStatus.tsx'
