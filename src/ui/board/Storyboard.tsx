import { useMemo, useState } from 'react'
import { storyIn } from '../../app/guests.ts'
import { captionAt } from '../../app/parts.ts'
import { boardMoments, MOST_PICTURES, type Choosing } from '../../export/storyboard.ts'
import { m } from '../../i18n/index.ts'
import { number, storyOf } from '../../i18n/words.ts'
import { isServerTrace } from '../../trace/index.ts'
import { usePlayer, usePreferences, useText } from '../context.ts'
import { NumberField, SelectField } from '../controls/Field.tsx'
import { workTitle } from '../workTitle.ts'
import { Board, type BoardPicture } from './Board.tsx'

const FIRST_COUNT = 12

/** The branch on the screen as a storyboard. */
export function Storyboard({ onClose }: { readonly onClose: () => void }) {
  const { locale } = useText()
  const trace = usePlayer((player) => player.trace)
  const id = usePlayer((player) => player.scenarioId)
  const order = usePreferences((preferences) => preferences.order)
  const [choosing, setChoosing] = useState<Choosing>('calls')
  const [count, setCount] = useState(FIRST_COUNT)
  const { moments, all } = useMemo(
    () => boardMoments(trace, choosing, count),
    [trace, choosing, count],
  )
  const pictures = useMemo(
    () =>
      moments.map((moment): BoardPicture => {
        const { title, text } = captionAt(trace, moment, locale, storyOf(storyIn(id), locale))
        const at = m.boardMoment({ moment: number(moment, locale) }, { locale })
        return { trace, moment, order, head: `${title} · ${at}`, text }
      }),
    [trace, moments, order, locale, id],
  )
  return (
    <Board
      title={workTitle(id, locale)}
      pictures={pictures}
      onClose={onClose}
      tools={
        <>
          <SelectField<Choosing>
            label={m.boardPictures({}, { locale })}
            value={choosing}
            options={[
              [
                'calls',
                isServerTrace(trace)
                  ? m.boardCommands({}, { locale })
                  : m.boardCalls({}, { locale }),
              ],
              ['even', m.boardEven({}, { locale })],
            ]}
            onChange={setChoosing}
          />
          {choosing === 'even' && (
            <NumberField
              label={m.boardCount({}, { locale })}
              value={count}
              most={MOST_PICTURES}
              onChange={setCount}
            />
          )}
          {all > moments.length && (
            <p className="fine">
              {m.boardCut({ all: number(all, locale), most: moments.length }, { locale })}
            </p>
          )}
        </>
      }
    />
  )
}
