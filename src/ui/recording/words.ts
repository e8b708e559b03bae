import type { OpenFault, RecordingSource } from '../../app/recording.ts'
import { m, type Locale } from '../../i18n/index.ts'
import { refusalText } from '../../i18n/reasons.ts'
import { isolated, number } from '../../i18n/words.ts'
import {
  RECORDING_LIMITS,
  type Fault,
  type NotComparable,
  type RecordingId,
  type Telling,
} from '../../recording/index.ts'
import { nameOf } from '../../view/recording/name.ts'

type Text = (locale: Locale) => string

/** Title and opening sentence of each recording that comes with the page. */
export const bundledText: Readonly<
  Record<RecordingId, { readonly title: Text; readonly story: Text }>
> = {
  growingSet: {
    title: (locale) => m.recTitleGrowingSet({}, { locale }),
    story: (locale) => m.recStoryGrowingSet({}, { locale }),
  },
  shrinkingSet: {
    title: (locale) => m.recTitleShrinkingSet({}, { locale }),
    story: (locale) => m.recStoryShrinkingSet({}, { locale }),
  },
  changingHash: {
    title: (locale) => m.recTitleChangingHash({}, { locale }),
    story: (locale) => m.recStoryChangingHash({}, { locale }),
  },
  sortedSetAtRest: {
    title: (locale) => m.recTitleSortedSet({}, { locale }),
    story: (locale) => m.recStorySortedSet({}, { locale }),
  },
  keyspaceUnderLoad: {
    title: (locale) => m.recTitleKeyspace({}, { locale }),
    story: (locale) => m.recStoryKeyspace({}, { locale }),
  },
  killedServer: {
    title: (locale) => m.recTitleKilled({}, { locale }),
    story: (locale) => m.recStoryKilled({}, { locale }),
  },
}

/** What stands over the picture before the first line. */
export function storyOf(source: RecordingSource | null, telling: Telling, locale: Locale): string {
  if (source?.kind === 'bundled') return bundledText[source.id].story(locale)
  const { header, lines } = telling.recording
  const counts = {
    count: number(lines.length, locale),
    calls: number(telling.calls.length, locale),
  }
  const own = m.recStartOwn(counts, { locale })
  if (header.story === '') return own
  const first = `\u2068${header.story}.\u2069`
  return m.capSentences({ first, second: own }, { locale })
}

function readFault(fault: Fault, locale: Locale): string {
  const line = number(fault.line, locale)
  switch (fault.kind) {
    case 'empty':
      return m.recFaultEmpty({}, { locale })
    case 'notJson':
      return m.recFaultNotJson({ line }, { locale })
    case 'shape':
      return m.recFaultShape({ line, detail: refusalText(fault, locale) }, { locale })
    case 'source':
      return m.recFaultSource({ detail: isolated(fault.source) }, { locale })
    case 'notUtf8':
      return m.recFaultNotUtf8({ line }, { locale })
    case 'lineTooLong':
      return m.recFaultLineTooLong(
        { line, limit: number(RECORDING_LIMITS.line, locale) },
        { locale },
      )
    case 'tooManyLines':
      return m.recFaultTooManyLines(
        { line, limit: number(RECORDING_LIMITS.lines, locale) },
        { locale },
      )
    case 'fileTooLong':
      return m.recFaultFileTooLong(
        { line, limit: number(RECORDING_LIMITS.bytes, locale) },
        { locale },
      )
  }
}

/** What is wrong, and what is shown all the same. */
export function faultText(fault: OpenFault, isOpen: boolean, locale: Locale): string {
  const kept = (first: string) =>
    isOpen ? m.capSentences({ first, second: m.recKept({}, { locale }) }, { locale }) : first
  switch (fault.kind) {
    case 'read': {
      const first = readFault(fault.fault, locale)
      if (fault.shown === null) return kept(first)
      const second = m.recFaultRead({ count: number(fault.shown, locale) }, { locale })
      return m.capSentences({ first, second }, { locale })
    }
    case 'unreadable':
      return kept(m.recFaultUnreadable({ detail: isolated(fault.detail) }, { locale }))
    case 'notLoaded':
      return kept(m.recFaultNotLoaded({}, { locale }))
    case 'noSuch':
      return kept(m.recFaultNoSuch({ detail: isolated(fault.detail) }, { locale }))
    case 'noCalls':
      return m.recFaultNoCalls({}, { locale })
  }
}

/** Why the tables are not those of the model. */
export function whyText({ unknown, detail: given }: NotComparable, locale: Locale): string {
  const detail = isolated(nameOf(given))
  switch (unknown) {
    case 'version':
      return m.recWhyVersion({ detail }, { locale })
    case 'start':
      return m.recWhyStart({}, { locale })
    case 'others':
      return m.recWhyOthers({}, { locale })
    case 'cron':
      return m.recWhyCron({}, { locale })
    case 'config':
      return m.recWhyConfig({}, { locale })
    case 'command':
      return m.recWhyCommand({ detail }, { locale })
    case 'clock':
      return m.recWhyClock({ detail }, { locale })
    case 'hash':
      return m.recWhyHash({}, { locale })
  }
}
