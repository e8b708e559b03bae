/** The words and pictures of a server's scenario: loaded when one is opened. */
export { serverLanesOf } from './lanes.ts'
export { narrateServer } from './narrate.ts'
