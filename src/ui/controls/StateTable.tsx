import { Suspense } from 'react'
import { m } from '../../i18n/index.ts'
import { pictureOf } from '../../view/picture.ts'
import { usePlayer, useText } from '../context.ts'
import { lazily } from '../dom/lazily.ts'
import { stateName } from '../stateName.ts'
import { Dialog } from './Dialog.tsx'

const EmptyList = lazily(async () => (await import('../console/index.ts')).EmptyList)

/** The same state as plain tables, for everybody. */
export function StateTable({ onClose }: { readonly onClose: () => void }) {
  const text = useText()
  const trace = usePlayer((player) => player.trace)
  const moment = usePlayer((player) => player.moment)
  const picture = pictureOf(trace, moment)
  return (
    <Dialog title={m.tableView({}, text)} wide onClose={onClose}>
      {picture.tables.length === 0 && (
        <Suspense>
          <EmptyList />
        </Suspense>
      )}
      {picture.tables.map(({ table, buckets, cells }) => {
        const bits = Math.log2(buckets)
        return (
          <div
            key={buckets}
            className="state-table"
            tabIndex={0}
            role="group"
            aria-label={`ht[${table}]`}
          >
            <table>
              <caption>
                ht[{table}] · {m.bucketsUnit({ count: buckets }, text)}
              </caption>
              <thead>
                <tr>
                  <th scope="col">{m.tableViewBucket({}, text)}</th>
                  <th scope="col">{m.tableViewKeys({}, text)}</th>
                </tr>
              </thead>
              <tbody>
                {cells.map((cell) => (
                  <tr key={cell.id}>
                    <th scope="row">
                      {cell.bucket} <code>{cell.bucket.toString(2).padStart(bits, '0')}</code>
                    </th>
                    <td>
                      {cell.moved && cell.count === 0 && (
                        <span className="muted">{m.moved({}, text)}</span>
                      )}
                      {picture.chips
                        .filter((chip) => chip.table === table && chip.bucket === cell.bucket)
                        .map((chip) => (
                          <span key={chip.id} className="state-key">
                            <bdi>{chip.key}</bdi> ({stateName(chip.state, text.locale)})
                          </span>
                        ))}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )
      })}
    </Dialog>
  )
}
