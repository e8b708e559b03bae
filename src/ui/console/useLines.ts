import { useState } from 'react'
import { exchangesOf } from '../../view/server/transcript.ts'
import { useStores } from '../context.ts'
import { serverTraceOf } from './useServer.ts'

/** A walk through the completions of a line; `at` is -1 at the line itself. */
interface Walk {
  readonly from: string
  readonly list: readonly string[]
  readonly at: number
}

interface Typing {
  readonly line: string
  /** Lines that can be brought back, the newest last. */
  readonly past: readonly string[]
  /** How many lines back the walk through the past is, and what was typed before it began. */
  readonly back: number
  readonly draft: string
  readonly walk: Walk | null
  /** Escape was pressed: Tab goes on to the next control. */
  readonly released: boolean
}

const typed = (line: string, past: readonly string[]): Typing => ({
  line,
  past,
  back: 0,
  draft: line,
  walk: null,
  released: false,
})

/** So many lines further into the past; the draft is at its end. */
function walkedBack(typing: Typing, by: 1 | -1): Typing {
  const { past, back, line } = typing
  const draft = back === 0 ? line : typing.draft
  const next = Math.max(0, Math.min(past.length, back + by))
  const found = next === 0 ? draft : (past[past.length - next] ?? draft)
  return { ...typed(found, past), back: next, draft }
}

/** The next completion; null when Tab has nothing to complete. */
function completed(typing: Typing, complete: (line: string) => readonly string[]): Typing | null {
  if (typing.released) return null
  const list = typing.walk?.list ?? complete(typing.line)
  const { from, at } = typing.walk ?? { from: typing.line, at: -1 }
  if (list.length === 0 || (list.length === 1 && at === 0)) return null
  const next = at + 1 < list.length ? at + 1 : -1
  return { ...typing, line: list[next] ?? from, walk: { from, list, at: next } }
}

/** Takes a completion back, and lets Tab go. */
const released = (typing: Typing): Typing => ({
  ...typed(typing.walk?.from ?? typing.line, typing.past),
  released: true,
})

/** The state after a key; null when the key does here what it does everywhere. */
function pressed(
  typing: Typing,
  key: string,
  shift: boolean,
  complete: (line: string) => readonly string[],
): Typing | null {
  switch (key) {
    case 'ArrowUp':
      return walkedBack(typing, 1)
    case 'ArrowDown':
      return walkedBack(typing, -1)
    case 'Tab':
      return shift ? null : completed(typing, complete)
    case 'Escape':
      return released(typing)
    default:
      return null
  }
}

/** The line at the prompt with its history and its completions. */
export function useLines(complete: (line: string) => readonly string[]) {
  const { player } = useStores()
  const [typing, setTyping] = useState<Typing>(() => {
    const lines = exchangesOf(serverTraceOf(player.getState())).map(({ line }) => line)
    return typed('', lines.filter(Boolean))
  })
  const { line, past } = typing
  return {
    line,
    type: (next: string) => {
      setTyping(typed(next, past))
    },
    /** True when the key has been used. */
    press: (key: string, shift: boolean): boolean => {
      const next = pressed(typing, key, shift, complete)
      if (next === null) return false
      setTyping(next)
      return true
    },
    /** The line was sent: it is the past now. */
    sent: () => {
      const known = line.trim() === '' || past.at(-1) === line
      setTyping(typed('', known ? past : [...past, line]))
    },
  }
}
