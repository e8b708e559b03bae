import { number } from '../../i18n/words.ts'
import { usePlayer, useText } from '../context.ts'
import { emptyContent } from './emptyContent.ts'

/** What there is when there are no buckets, as text: beside the tables of the state. */
export function EmptyList() {
  const { locale } = useText()
  const trace = usePlayer((player) => player.trace)
  const moment = usePlayer((player) => player.moment)
  const { names, more, sentence } = emptyContent(trace, moment, locale)
  return (
    <div className="empty-list">
      {names.length > 0 && (
        <ol translate="no">
          {names.map((name) => (
            <li key={name}>
              <bdi>{name}</bdi>
            </li>
          ))}
          {more > 0 && <li>+{number(more, locale)}</li>}
        </ol>
      )}
      <p>{sentence}</p>
    </div>
  )
}
