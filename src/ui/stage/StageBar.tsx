import { Table2 } from 'lucide-react'
import { Suspense, useState } from 'react'
import { m } from '../../i18n/index.ts'
import { usePreferences, useStores, useText } from '../context.ts'
import { lazily } from '../dom/lazily.ts'

const StateTable = lazily(async () => (await import('../controls/StateTable.tsx')).StateTable)

/** The switch of orders, and the state as a table. */
export function StageBar() {
  const text = useText()
  const { preferences } = useStores()
  const order = usePreferences((state) => state.order)
  const [open, setOpen] = useState(false)
  return (
    <div className="stage-bar">
      <div className="segmented" role="group" aria-label={m.orderLabel({}, text)}>
        <button
          type="button"
          aria-pressed={order === 'scan'}
          {...(order === 'index' ? { 'data-command': 'order' } : {})}
          onClick={() => {
            preferences.setState({ order: 'scan' })
          }}
        >
          {m.scanOrder({}, text)}
        </button>
        <button
          type="button"
          aria-pressed={order === 'index'}
          {...(order === 'scan' ? { 'data-command': 'order' } : {})}
          onClick={() => {
            preferences.setState({ order: 'index' })
          }}
        >
          {m.indexOrder({}, text)}
        </button>
      </div>
      <button
        type="button"
        className="icon"
        data-command="table"
        aria-label={m.tableView({}, text)}
        title={m.tableView({}, text)}
        onClick={() => {
          setOpen(true)
        }}
      >
        <Table2 size={18} aria-hidden />
      </button>
      <Suspense>
        {open && (
          <StateTable
            onClose={() => {
              setOpen(false)
            }}
          />
        )}
      </Suspense>
    </div>
  )
}
