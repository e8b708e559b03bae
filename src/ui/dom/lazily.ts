import { lazy, type ComponentType } from 'react'

/** A component that is loaded when it is first shown: dialogs are not part of the first load. */
export const lazily = <Props>(load: () => Promise<ComponentType<Props>>) =>
  lazy(async () => ({ default: await load() }))
