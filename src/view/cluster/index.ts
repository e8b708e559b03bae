/** The words of a cluster's scenario: loaded when one is opened. */
export { narrateCluster } from './narrate.ts'
export { clusterStory, clusterTitle } from './scenarioWords.ts'
