/** ScanScope as a library: the engine, traces and scenarios, without a screen. */
export * from './engine/index.ts'
export * from './machines/index.ts'
export * from './scenarios/index.ts'
export * from './trace/index.ts'
