import { useId, useRef, useState, type KeyboardEvent } from 'react'
import type { ProfileId } from '../../engine/index.ts'
import { m } from '../../i18n/index.ts'
import type { ServerCommand } from '../../server/index.ts'
import { faultText } from '../../view/server/faultText.ts'
import { completionsOf, nameIn, namesIn, readLine, usageOf } from '../../view/server/typing.ts'
import { useStores, useText } from '../context.ts'
import { useLines } from './useLines.ts'

interface Told {
  readonly isError: boolean
  readonly lines: readonly string[]
}

/** What the line comes to: a call is made, anything else is told and the line stays. */
function useSend(profile: ProfileId, tell: (told: Told | null) => void) {
  const { player } = useStores()
  const text = useText()
  return (line: string): boolean => {
    const typed = readLine(line)
    switch (typed.kind) {
      case 'nothing':
        return true
      case 'fault':
        tell({ isError: true, lines: faultText(typed.fault, text.locale) })
        return false
      case 'help': {
        const { about } = typed
        const usage = usageOf(about, profile)
        const all = m.conHelp({ names: namesIn(profile).join(' ') }, text)
        tell({
          isError: false,
          lines: [usage === undefined ? all : `${about.toUpperCase()} ${usage}`],
        })
        return true
      }
      case 'call': {
        const { words, times } = typed
        const call: ServerCommand = { type: 'call', words }
        const isRun = player.getState().run(new Array<ServerCommand>(times).fill(call))
        tell(isRun ? null : { isError: true, lines: [m.conRefused({}, text)] })
        return isRun
      }
    }
  }
}

/** The line that is typed: sent by Enter, with history, completion and help as in redis-cli. */
export function Prompt({ profile }: { readonly profile: ProfileId }) {
  const text = useText()
  const [told, setTold] = useState<Told | null>(null)
  const input = useRef<HTMLInputElement>(null)
  const lines = useLines((line) => completionsOf(line, profile))
  const send = useSend(profile, setTold)
  const id = useId()
  const submit = () => {
    if (send(lines.line)) lines.sent()
    input.current?.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
    if (lines.press(event.key, event.shiftKey)) event.preventDefault()
  }
  return (
    <form
      className="prompt"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <div className="prompt-line">
        <span aria-hidden>&gt;</span>
        <input
          ref={input}
          type="text"
          value={lines.line}
          aria-label={m.conInput({}, text)}
          aria-describedby={`${id}help ${id}keys`}
          autoCapitalize="off"
          autoComplete="off"
          autoCorrect="off"
          spellCheck={false}
          enterKeyHint="send"
          onKeyDown={onKeyDown}
          onChange={(event) => {
            lines.type(event.currentTarget.value)
            setTold(null)
          }}
        />
        <button type="submit">{m.conSend({}, text)}</button>
      </div>
      <Help id={`${id}help`} line={lines.line} profile={profile} told={told} />
      <p className="visually-hidden" id={`${id}keys`}>
        {m.conKeys({}, text)}
      </p>
    </form>
  )
}

interface HelpProps {
  readonly id: string
  readonly line: string
  readonly profile: ProfileId
  readonly told: Told | null
}

/** What was wrong with the line, or how the command that is being typed goes on. */
function Help({ id, line, profile, told }: HelpProps) {
  const text = useText()
  const name = nameIn(line)
  const usage = name === null ? undefined : usageOf(name, profile)
  const isBegun = name !== null && completionsOf(name, profile).length > 0
  const said = told?.lines ?? []
  return (
    <div className={told?.isError === true ? 'prompt-help is-error' : 'prompt-help'} id={id}>
      <div role="status">
        {said.map((one) => (
          <p key={one}>{one}</p>
        ))}
      </div>
      {said.length === 0 && name === null && <p className="muted">{m.conKeys({}, text)}</p>}
      {said.length === 0 && name !== null && usage !== undefined && (
        <code>
          <b>{name.toUpperCase()}</b> {usage}
        </code>
      )}
      {said.length === 0 && name !== null && usage === undefined && !isBegun && (
        <p className="muted">{m.conUnknown({ name: name.slice(0, 40) }, text)}</p>
      )}
    </div>
  )
}
