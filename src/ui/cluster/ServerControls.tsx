import { clusterProfiles, clusterVersions } from '../../cluster/index.ts'
import { m } from '../../i18n/index.ts'
import { Group, SelectField } from '../controls/Field.tsx'
import { useText } from '../context.ts'
import { useConfigure } from './ClientControls.tsx'
import { useClusterTrace } from './useCluster.ts'

/** The servers: whose seed they hash with, and how they keep their keys. */
export function ServerControls() {
  const text = useText()
  const { cluster } = useClusterTrace().config
  const configure = useConfigure()
  return (
    <Group title={m.clusterServer({}, text)}>
      <SelectField
        label={m.clusterSeeds({}, text)}
        value={cluster.seeds}
        options={[
          ['own', m.clusterSeedsOwn({}, text)],
          ['shared', m.clusterSeedsShared({}, text)],
        ]}
        onChange={(seeds) => {
          configure({ cluster: { ...cluster, seeds } })
        }}
      />
      <SelectField
        label={m.clusterVersion({}, text)}
        value={cluster.version}
        options={clusterVersions.map((version) => {
          const { label, dictPerSlot } = clusterProfiles[version]
          const name = dictPerSlot
            ? m.clusterStorageSlot({ version: label }, text)
            : m.clusterStorageDict({ version: label }, text)
          return [version, name] as const
        })}
        onChange={(version) => {
          configure({ cluster: { ...cluster, version } })
        }}
      />
    </Group>
  )
}
