import { memo } from 'react'
import { m } from '../../i18n/index.ts'
import { percent } from '../../i18n/words.ts'
import { ledgerOf } from '../../view/ledger.ts'
import { readingAt } from '../../view/reading.ts'
import { useText } from '../context.ts'
import { useCalmMoment, type Shown } from '../dom/useCalmMoment.ts'

/** What the picture shows, as one sentence that it is labelled by. */
export const Summary = ({ id }: { readonly id: string }) => (
  <Sentence id={id} {...useCalmMoment()} />
)

const Sentence = memo(function Sentence({ id, trace, moment }: Shown & { readonly id: string }) {
  const text = useText()
  const state = readingAt(trace, moment)
  const { tables } = state.dict
  const [first, second] = tables.map(({ buckets }) => buckets.length).filter((size) => size > 0)
  const sentence = m.stageSummary(
    {
      first: first ?? 0,
      second: second ?? 0,
      cursor: state.scan.cursor,
      percent: percent(state.scan.reached, text.locale),
      keys: tables[0].used + tables[1].used,
      returned: ledgerOf(state).returned,
    },
    text,
  )
  return (
    <p id={id} hidden>
      {sentence}
    </p>
  )
})
