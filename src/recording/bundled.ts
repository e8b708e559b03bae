/** The recordings that come with the page, in the order of the list. */
export const recordingIds = [
  'growingSet',
  'shrinkingSet',
  'changingHash',
  'sortedSetAtRest',
  'keyspaceUnderLoad',
  'killedServer',
] as const

export type RecordingId = (typeof recordingIds)[number]
