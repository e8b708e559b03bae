import { visitOf } from '../../src/app/visit.ts'
import { readQuery } from '../../src/app/wanted.ts'
import { positionOf } from '../../src/engine/index.ts'
import { currentBranch, recordAny } from '../../src/trace/index.ts'
import { readingAt } from '../../src/view/reading.ts'

/** Everything that a link says about the picture, short enough to be compared by eye. */
export async function digestOf(url: string) {
  const { searchParams, hash } = new URL(url)
  const { story, start, report } = await visitOf(searchParams, hash.slice(1))
  const { order, theme, lang, panel } = readQuery(searchParams).wanted
  const branch = currentBranch(start.tree)
  const trace = recordAny(branch.scenario)
  const { dict, scan, algorithm } = readingAt(trace, start.moment)
  return {
    story,
    branches: start.tree.branches.map(({ id, parent }) =>
      parent === null ? String(id) : `${id} from ${parent.id} after ${parent.after}`,
    ),
    branch: branch.id,
    moment: start.moment,
    moments: trace.length,
    algorithm,
    tables: dict.tables.map(({ buckets, used }) => ({
      buckets: buckets.length,
      used,
      chains: Object.fromEntries(
        buckets.flatMap((chain, bucket) =>
          chain.length === 0 ? [] : [[bucket, chain.map(({ key }) => key)]],
        ),
      ),
    })),
    rehashIndex: dict.rehashIndex,
    cursor: scan.cursor,
    position: positionOf(scan.cursor),
    status: scan.status,
    returned: scan.calls.map(({ emitted }) => emitted.map(({ key }) => key)),
    looks: { order, theme, lang, panel },
    unread: report.unread.map(({ name, value }) => `${name}=${value}`),
    fault: report.fault?.why ?? null,
  }
}
