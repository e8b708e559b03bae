import type { NumberMeaning } from '../../decode/index.ts'
import { m } from '../../i18n/index.ts'
import { useText } from '../context.ts'

/** The words of the server; they are the same in every language. */
const REFUSAL = 'ERR invalid cursor'

/** What each generation of Redis reads when the words are not simply a number. */
export function Verdict({ meaning }: { readonly meaning: NumberMeaning }) {
  const text = useText()
  if (meaning.oddity === null) return null
  const versions = [
    [m.decodeUntil72({}, text), meaning.until72],
    [m.decodeSince74({}, text), meaning.since74],
  ] as const
  return (
    <section className="panel verdicts">
      <h2>{m.decodeVerdict({}, text)}</h2>
      <dl>
        {versions.map(([name, value]) => (
          <div key={name} className={value === null ? 'refuses' : 'reads'}>
            <dt>{name}</dt>
            <dd>
              {value === null ? (
                <code>{REFUSAL}</code>
              ) : (
                m.decodeReadsAs({ value: String(value) }, text)
              )}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
