import { memo } from 'react'
import { m } from '../../i18n/index.ts'
import { number, percent } from '../../i18n/words.ts'
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
      first: number(first ?? 0, text.locale),
      second: number(second ?? 0, text.locale),
      cursor: state.scan.cursor,
      percent: percent(state.scan.reached, text.locale),
      keys: number(tables[0].used + tables[1].used, text.locale),
      returned: number(ledgerOf(state).returned, text.locale),
    },
    text,
  )
  return (
    <p id={id} hidden>
      {sentence}
    </p>
  )
})
