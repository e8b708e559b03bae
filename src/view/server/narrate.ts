import { dictOf, placeName, type ConsoleEvent } from '../../machines/client.ts'
import { IDLE_SCAN } from '../../machines/scanState.ts'
import type { Reading } from '../../machines/index.ts'
import { m, type Locale } from '../../i18n/index.ts'
import { isolated } from '../../i18n/words.ts'
import { lineOf, type ServerCommand } from '../../server/index.ts'
import { eventAt, stateAt, type ServerTrace } from '../../trace/index.ts'
import { stageText, type Caption, type Teller } from '../narrate.ts'
import { readingAt, stageEventAt } from '../reading.ts'
import { answerText, elsewhereText, otherText } from './eventText.ts'
import {
  calledText,
  collectedText,
  droppedText,
  enteredText,
  optionsText,
  pageText,
  returnedText,
  stoppedText,
} from './scanText.ts'
import { fourStepsAt, type FourSteps } from './steps.ts'

type DictEvent = Extract<ConsoleEvent, { readonly kind: 'dict.fact' | 'dict.probe' }>

/** The reading of the dict that an event speaks of, on the stage or not. */
function readingOf(trace: ServerTrace, moment: number, { place }: DictEvent): Reading {
  const { server, client } = stateAt(trace, moment)
  const scan = client.scans.get(placeName(place)) ?? IDLE_SCAN
  return { ...readingAt(trace, moment), dict: dictOf(server, place), scan }
}

function dictText(trace: ServerTrace, moment: number, event: DictEvent, locale: Locale): string {
  const teller: Teller = { state: readingOf(trace, moment, event), locale }
  if (event.kind === 'dict.probe') {
    const { probe } = event
    if (probe.kind === 'scan.entered') return enteredText(probe, locale)
    if (probe.kind === 'entry.emitted') return collectedText(probe, teller)
    if (probe.kind === 'scan.returned') return returnedText(probe, locale)
    return stageText(probe, teller)
  }
  const text = stageText(event.fact, teller)
  const onStage = stageEventAt(trace, moment) !== null
  return onStage ? text : elsewhereText(event.place, text, locale)
}

const NO_STEPS: FourSteps = {
  words: [],
  now: 0,
  running: false,
  options: null,
  calls: [],
  collected: 0,
  stoppedBy: null,
  dropped: [],
  reply: null,
}

function textOf(trace: ServerTrace, moment: number, event: ConsoleEvent, locale: Locale): string {
  const { server } = stateAt(trace, moment)
  const steps = () => fourStepsAt(trace, moment) ?? NO_STEPS
  switch (event.kind) {
    case 'dict.fact':
    case 'dict.probe':
      return dictText(trace, moment, event, locale)
    case 'scan.options':
      return optionsText(event, locale)
    case 'scan.called':
      return calledText(event, steps(), locale)
    case 'scan.collected':
      return stoppedText(event, steps(), locale)
    case 'scan.dropped':
      return droppedText(event, steps(), locale)
    case 'replied': {
      const scan = steps()
      const teller: Teller = { state: readingAt(trace, moment), locale }
      const page = scan.running ? pageText(scan, server, teller) : null
      return page ?? answerText(event, stateAt(trace, moment).client.words, locale)
    }
    default: {
      const before = stateAt(trace, moment - 1).server
      return otherText(event, { before, after: stateAt(trace, moment).server, locale })
    }
  }
}

function titleOf(command: ServerCommand, locale: Locale): string {
  switch (command.type) {
    case 'call':
      return isolated(lineOf(command.words))
    case 'tick':
      return m.conTitleTick({}, { locale })
    case 'wait':
      return m.conTitleWait({}, { locale })
    case 'childEnds':
      return m.conTitleChild({}, { locale })
  }
}

/** What a moment of a server's scenario says; `story` is the text of the beginning. */
export function narrateServer(
  trace: ServerTrace,
  moment: number,
  locale: Locale,
  story?: string,
): Caption {
  const found = eventAt(trace, moment)
  if (found === undefined) {
    const keys = stateAt(trace, moment).server.values.size
    return {
      title: m.capStart({}, { locale }),
      text: story ?? m.conCustom({ keys }, { locale }),
    }
  }
  return {
    title: titleOf(found.step.command, locale),
    text: textOf(trace, moment, found.event, locale),
  }
}
