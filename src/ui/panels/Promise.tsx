import { memo } from 'react'
import { Check, CircleDashed, X } from 'lucide-react'
import { m } from '../../i18n/index.ts'
import { keyList } from '../../i18n/words.ts'
import { ledgerOf, type Ledger } from '../../view/ledger.ts'
import { readingAt } from '../../view/reading.ts'
import { useText } from '../context.ts'
import { useCalmMoment, type Shown } from '../dom/useCalmMoment.ts'

/** What SCAN promises, and whether it keeps it. */
export const PromiseBox = () => <Verdict {...useCalmMoment()} />

const Verdict = memo(function Verdict({ trace, moment }: Shown) {
  const text = useText()
  const ledger = ledgerOf(readingAt(trace, moment))
  const { verdict, owed, kept, twice, missed, complete } = ledger
  return (
    <section className="panel">
      <h2>{m.promise({}, text)}</h2>
      <div className={`promise is-${verdict}`}>
        <Heading verdict={verdict} />
        <p>{verdict === 'idle' ? m.promiseText({}, text) : m.promiseCount({ kept, owed }, text)}</p>
        {missed.length > 0 && (
          <p className="missed-line">
            {complete
              ? m.promiseMissed({ keys: keyList(missed, text.locale) }, text)
              : m.promisePassed({ keys: keyList(missed, text.locale) }, text)}
          </p>
        )}
        {twice.length > 0 && <p>{m.promiseTwice({ keys: keyList(twice, text.locale) }, text)}</p>}
      </div>
    </section>
  )
})

const Heading = memo(function Heading({ verdict }: Pick<Ledger, 'verdict'>) {
  const text = useText()
  const words = {
    idle: m.promiseIdle,
    holds: m.promiseHolds,
    kept: m.promiseKept,
    broken: m.promiseBroken,
  }[verdict]
  const Icon = verdict === 'broken' ? X : verdict === 'idle' ? CircleDashed : Check
  return (
    <p className="verdict">
      <Icon size={18} strokeWidth={2.5} aria-hidden /> {words({}, text)}
    </p>
  )
})
