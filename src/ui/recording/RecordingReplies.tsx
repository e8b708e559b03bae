import { memo, useDeferredValue } from 'react'
import { m } from '../../i18n/index.ts'
import { number } from '../../i18n/words.ts'
import { callAt, walkAt, type Line, type Telling } from '../../recording/index.ts'
import { typed } from '../../view/recording/name.ts'
import { linesOf, printedReply } from '../../view/recording/printed.ts'
import { useText } from '../context.ts'
import { useRecording } from './store.ts'

/** Lines of the recording that are written out. */
const SHOWN = 40
/** Lines of one reply that are. */
const REPLY_LINES = 40
const COMMAND_LENGTH = 240

/** What was sent and answered so far, as redis-cli prints it. */
export function RecordingReplies() {
  const text = useText()
  const telling = useRecording((state) => state.telling)
  const moment = useDeferredValue(useRecording((state) => state.moment))
  return (
    <section className="panel cli" aria-label={m.recReplies({}, text)}>
      <div className="panel-head">
        <h2>{m.recReplies({}, text)}</h2>
      </div>
      {telling === null || moment === 0 ? (
        <p className="muted">{m.recRepliesNone({}, text)}</p>
      ) : (
        <Told telling={telling} moment={Math.min(moment, telling.recording.lines.length)} />
      )}
    </section>
  )
}

const Told = memo(function Told({
  telling,
  moment,
}: {
  readonly telling: Telling
  readonly moment: number
}) {
  const text = useText()
  const first = Math.max(0, moment - SHOWN)
  return (
    <div className="cli-scroll" tabIndex={0} role="group" aria-label={m.recRepliesHint({}, text)}>
      <ol translate="no">
        {first > 0 && (
          <li className="muted">{m.recEarlier({ count: number(first, text.locale) }, text)}</li>
        )}
        {telling.recording.lines.slice(first, moment).map((line, nth) => (
          <Entry
            key={line.line}
            telling={telling}
            line={line}
            moment={first + nth + 1}
            isNow={first + nth + 1 === moment}
          />
        ))}
      </ol>
    </div>
  )
})

interface EntryProps {
  readonly telling: Telling
  readonly line: Line
  readonly moment: number
  readonly isNow: boolean
}

const Entry = memo(function Entry({ telling, line, moment, isNow }: EntryProps) {
  const look = isNow ? 'is-now' : ''
  if (line.kind === 'event') {
    return (
      <li className={`${look} is-event`}>
        <bdi># {line.text}</bdi>
      </li>
    )
  }
  const command = typed(line.words)
  const short = command.length > COMMAND_LENGTH
  return (
    <li className={look}>
      <code className="cli-command">
        &gt; <bdi>{short ? `${command.slice(0, COMMAND_LENGTH)} …` : command}</bdi>
      </code>
      <Reply telling={telling} line={line} moment={moment} />
    </li>
  )
})

/** How often the element at a place of the reply has come by then. */
function useTimes(telling: Telling, moment: number): (path: string) => number {
  const call = callAt(telling, moment)
  const at = walkAt(telling, moment)
  if (call === null || at === null) return () => 1
  const times = at.walk.times[at.calls.length - 1]
  const line = telling.recording.lines[call.index]
  const items = line?.kind === 'command' && line.reply.kind === 'array' ? line.reply.items[1] : null
  const every = items?.kind === 'array' && items.items.length > call.keys.length ? 2 : 1
  return (path) => {
    const nth = /^1\.(\d+)$/.exec(path)?.[1]
    return nth === undefined || Number(nth) % every > 0 ? 1 : (times?.[Number(nth) / every] ?? 1)
  }
}

function Reply({
  telling,
  line,
  moment,
}: {
  readonly telling: Telling
  readonly line: Extract<Line, { kind: 'command' }>
  readonly moment: number
}) {
  const text = useText()
  const timesOf = useTimes(telling, moment)
  const printed = printedReply(line.reply, REPLY_LINES)
  const rest = linesOf(line.reply) - printed.length
  return (
    <code className="cli-reply">
      {printed.map(({ text: own, path }) => {
        const times = timesOf(path)
        return (
          <span key={path} className={times > 1 ? 'cli-line again' : 'cli-line'}>
            <bdi>{own}</bdi>
            {times > 1 && <b> ×{times}</b>}
          </span>
        )
      })}
      {rest > 0 && (
        <span className="cli-line muted">
          {m.recMore({ count: number(rest, text.locale) }, text)}
        </span>
      )}
    </code>
  )
}
