import type * as ClusterSchema from './clusterSchema.ts'

/*
 * The shape of a cluster's scenario is no part of the first load: it comes with the machine, so
 * whatever reads such a scenario loads that first.
 */
let clusterSchema: typeof ClusterSchema | undefined

export async function loadClusterSchema(): Promise<void> {
  clusterSchema ??= await import('./clusterSchema.ts')
}

/** Undefined before it is loaded. */
export const clusterSchemaLoaded = () => clusterSchema
