import { memo } from 'react'
import { m, type Locale } from '../../i18n/index.ts'
import { number } from '../../i18n/words.ts'
import { exchangesOf, type Exchange } from '../../view/server/transcript.ts'
import { useStores, useText } from '../context.ts'
import { useCalmServer, type ServerShown } from './useServer.ts'

/** Exchanges written out; the older ones of a long story are counted. */
const SHOWN = 100

/** Lines written out of one reply. */
const LINES = 60

/** All that was typed by this moment, with the replies as redis-cli prints them. */
export const Log = () => <Lines {...useCalmServer()} />

const Lines = memo(function Lines({ trace, moment }: ServerShown) {
  const text = useText()
  const all = exchangesOf(trace)
  const done = all.filter(({ start }) => start < moment)
  const next = all[done.length]
  const first = Math.max(0, done.length - SHOWN)
  return (
    <div className="console-log" role="log" tabIndex={0} aria-label={m.conLog({}, text)}>
      <div className="console-lines" translate="no">
        {first > 0 && (
          <p className="muted">{m.conEarlier({ count: number(first, text.locale) }, text)}</p>
        )}
        {all.length === 0 && <p className="muted">{m.conLogEmpty({}, text)}</p>}
        {done.slice(first).map((exchange) => (
          <Line
            key={exchange.index}
            exchange={exchange}
            state={moment < exchange.end ? 'runs' : 'done'}
          />
        ))}
        {next !== undefined && <Line key={next.index} exchange={next} state="follows" />}
      </div>
    </div>
  )
})

/** What was done, in words where it was no command. */
export function deedText({ command, line }: Exchange, locale: Locale): string {
  switch (command.type) {
    case 'call':
      return line
    case 'tick':
      return m.conDoneTick({ ms: command.ms }, { locale })
    case 'wait':
      return m.conDoneWait({ ms: command.ms }, { locale })
    case 'childEnds':
      return m.conDoneChild({}, { locale })
  }
}

interface LineProps {
  readonly exchange: Exchange
  readonly state: 'done' | 'runs' | 'follows'
}

/** A command leads back to its own beginning, so that it can be stepped through. */
const Line = memo(function Line({ exchange, state }: LineProps) {
  const text = useText()
  const { player } = useStores()
  const isCall = exchange.command.type === 'call'
  const deed = deedText(exchange, text.locale)
  return (
    <div className={`exchange is-${state}`}>
      <button
        type="button"
        className={isCall ? 'exchange-line' : 'exchange-line of-world'}
        title={m.conGoTo({ line: deed.slice(0, 80) }, text)}
        onClick={() => {
          player.getState().seek(exchange.start + 1)
        }}
      >
        {isCall && <span aria-hidden>&gt;&nbsp;</span>}
        <bdi>{deed}</bdi>
      </button>
      {state === 'runs' && isCall && <p className="exchange-waits">…</p>}
      {state === 'done' && exchange.reply !== null && (
        <Reply reply={exchange.reply} isError={exchange.isError} />
      )}
    </div>
  )
})

function Reply({ reply, isError }: { readonly reply: string; readonly isError: boolean }) {
  const lines = reply.split('\n')
  const rest = lines.length - LINES
  return (
    <pre className={isError ? 'exchange-reply is-error' : 'exchange-reply'} dir="ltr">
      {rest > 0 ? `${lines.slice(0, LINES).join('\n')}\n… +${rest}` : reply}
    </pre>
  )
}
