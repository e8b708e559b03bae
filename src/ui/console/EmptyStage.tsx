import { m } from '../../i18n/index.ts'
import { isolated, number } from '../../i18n/words.ts'
import { placeShown } from '../../machines/turn.ts'
import { encodingOf, nameOf, pairsOf, sizeOf } from '../../server/index.ts'
import { stateAt } from '../../trace/index.ts'
import { usePlayer, useText } from '../context.ts'
import { serverTraceOf } from './useServer.ts'

/** Elements drawn of one piece. */
const SHOWN = 80

/** What stands on the stage when there are no buckets: a small collection, or an empty dict. */
export function EmptyStage() {
  const text = useText()
  const state = usePlayer((player) => stateAt(serverTraceOf(player), player.moment))
  const place = placeShown(state)
  const value = place.dict === 'value' ? state.server.values.get(place.key) : undefined
  if (place.dict !== 'value' || value === undefined || value.type === 'string') {
    return (
      <div className="empty-stage">
        <p>{m.stageNoTable({}, text)}</p>
      </div>
    )
  }
  const count = sizeOf(value)
  const params = {
    key: isolated(nameOf(place.key)),
    encoding: encodingOf(value),
    count: number(count, text.locale),
  }
  return (
    <div className="empty-stage">
      <ol className="piece" translate="no">
        {pairsOf(value)
          .slice(0, SHOWN)
          .map(([member]) => (
            <li key={member}>
              <bdi>{nameOf(member)}</bdi>
            </li>
          ))}
        {count > SHOWN && <li>+{number(count - SHOWN, text.locale)}</li>}
      </ol>
      <p>{m.stageSmall(params, text)}</p>
    </div>
  )
}
