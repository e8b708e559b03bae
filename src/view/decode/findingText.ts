import type { Damage, Decoded, Finding } from '../../decode/index.ts'
import { m, type Locale } from '../../i18n/index.ts'
import { isolated, number } from '../../i18n/words.ts'
import { power, share } from './amounts.ts'

export interface FindingText {
  readonly title: string
  readonly body: readonly string[]
  /** Whether something is wrong, or only good to know. */
  readonly tone: 'wrong' | 'odd' | 'calm'
  /** The cursor to look at; null when the finding is about a line without one. */
  readonly at: number | null
}

type Of<K extends Finding['kind']> = Finding & { readonly kind: K }

const damageText = (damage: Damage | null, text: { readonly locale: Locale }): string => {
  switch (damage) {
    case 'double':
      return m.findSwapDouble({}, text)
    case 'cut32':
      return m.findSwapCut32({}, text)
    case 'signed32':
      return m.findSwapSigned32({}, text)
    case 'clamped32':
      return m.findSwapClamped32({}, text)
    case 'signed64':
      return m.findSwapSigned64({}, text)
    case 'clamped64':
      return m.findSwapClamped64({}, text)
    case 'shortened':
      return m.findSwapShortened({}, text)
    case null:
      return m.findSwapUnknown({}, text)
  }
}

function resizeText(
  { at, from, to, calls, bits, proof }: Of<'resize'>,
  { paste }: Decoded,
  locale: Locale,
): FindingText {
  const text = { locale }
  const found = paste.found[at]
  const line = number(found?.line ?? 0, locale)
  const sizes = { from: power(from, locale), to: power(to, locale) }
  const odds = { calls: number(calls, locale), odds: power(bits, locale) }
  const proofLine = number(paste.found[proof?.at ?? 0]?.line ?? 0, locale)
  const proven =
    proof === null
      ? []
      : [m.findProof({ line: proofLine, count: number(proof.count, locale) }, text)]
  return to > from
    ? {
        title: m.findGrowthTitle({ line, ...sizes }, text),
        body: [
          m.findGrowthBody({ cursor: isolated(found?.words ?? ''), ...sizes, ...odds }, text),
          ...proven,
          m.findGrowthNone({}, text),
        ],
        tone: 'calm',
        at,
      }
    : {
        title: m.findShrinkTitle({ line, ...sizes }, text),
        body: [
          m.findShrinkBody({ ...sizes, ...odds }, text),
          ...proven,
          m.findShrinkTwice({}, text),
        ],
        tone: 'calm',
        at,
      }
}

function swapText(finding: Of<'swap'>, { paste }: Decoded, locale: Locale): FindingText {
  const text = { locale }
  const { at, repliedAt, damage, times } = finding
  const words = (index: number) => isolated(paste.found[index]?.words ?? '')
  return {
    title: m.findSwapTitle({ line: number(paste.found[at]?.line ?? 0, locale) }, text),
    body: [
      m.findSwapPair({ replied: words(repliedAt), sent: words(at) }, text),
      damageText(damage, text),
      ...(damage === null ? [] : [m.findSwapEffect({}, text)]),
      ...(times > 1 ? [m.findTimes({ count: number(times, locale) }, text)] : []),
    ],
    tone: damage === null ? 'odd' : 'wrong',
    at,
  }
}

function loopText(finding: Of<'loop'>, { paste }: Decoded, locale: Locale): FindingText {
  const text = { locale }
  const { at, period, rounds, endless } = finding
  const found = paste.found[at]
  const line = number(found?.line ?? 0, locale)
  const counts = { period: number(period, locale), rounds: number(rounds, locale) }
  const cursor = isolated(found?.words ?? '')
  return {
    title:
      period === 1
        ? m.findStuckTitle({ line }, text)
        : m.findLoopTitle({ line, period: counts.period }, text),
    body: [
      period === 1
        ? m.findStuckBody({ cursor, rounds: counts.rounds }, text)
        : m.findLoopBody(counts, text),
      ...(endless ? [m.findEndless({}, text)] : []),
    ],
    tone: 'wrong',
    at,
  }
}

function backText({ at, from, to }: Of<'back'>, line: string, locale: Locale): FindingText {
  const text = { locale }
  return from === to
    ? {
        title: m.findTwiceTitle({ line }, text),
        body: [m.findTwiceBody({}, text)],
        tone: 'calm',
        at,
      }
    : {
        title: m.findBackTitle({ line }, text),
        body: [m.findBackBody({ from: share(from, locale), to: share(to, locale) }, text)],
        tone: 'odd',
        at,
      }
}

function repeatedText({ at, scans, alike }: Of<'repeated'>, locale: Locale): FindingText {
  const text = { locale }
  return {
    title: m.findRepeatedTitle({ scans: number(scans, locale) }, text),
    body: [
      alike === scans - 1
        ? m.findRepeatedAll({}, text)
        : alike === 0
          ? m.findRepeatedNone({}, text)
          : m.findRepeatedSome({ alike: number(alike, locale) }, text),
    ],
    tone: 'calm',
    at,
  }
}

/** A finding in words: what was seen, what it means, who does it. */
export function findingText(finding: Finding, decoded: Decoded, locale: Locale): FindingText {
  const text = { locale }
  const at = finding.kind === 'refused' ? null : finding.at
  const place = finding.kind === 'refused' ? finding.line : decoded.paste.found[finding.at]?.line
  const line = number(place ?? 0, locale)
  const plain = (tone: FindingText['tone'], title: string, ...body: string[]): FindingText => ({
    title,
    body,
    tone,
    at,
  })
  switch (finding.kind) {
    case 'swap':
      return swapText(finding, decoded, locale)
    case 'rounded': {
      const params = { times: number(finding.times, locale), odds: power(finding.bits, locale) }
      return plain('wrong', m.findRoundedTitle({}, text), m.findRoundedBody(params, text))
    }
    case 'loop':
      return loopText(finding, decoded, locale)
    case 'again': {
      const rounds = number(finding.rounds, locale)
      return plain('odd', m.findAgainTitle({ line }, text), m.findAgainBody({ rounds }, text))
    }
    case 'mixed': {
      const params = { walks: number(finding.walks, locale), backs: number(finding.backs, locale) }
      return plain('wrong', m.findMixedTitle(params, text), m.findMixedBody(params, text))
    }
    case 'unordered': {
      const backs = number(finding.backs, locale)
      return plain('wrong', m.findUnorderedTitle({}, text), m.findUnorderedBody({ backs }, text))
    }
    case 'back':
      return backText(finding, line, locale)
    case 'restart': {
      const percent = share(finding.place, locale)
      return plain('odd', m.findRestartTitle({ line }, text), m.findRestartBody({ percent }, text))
    }
    case 'early': {
      const percent = share(finding.place, locale)
      return plain('odd', m.findEarlyTitle({ line }, text), m.findEarlyBody({ percent }, text))
    }
    case 'resize':
      return resizeText(finding, decoded, locale)
    case 'restless': {
      const changes = number(finding.changes, locale)
      return plain('odd', m.findRestlessTitle({ changes }, text), m.findRestlessBody({}, text))
    }
    case 'offset': {
      const step = String(finding.step)
      return plain('odd', m.findOffsetTitle({ step }, text), m.findOffsetBody({ step }, text))
    }
    case 'repeated':
      return repeatedText(finding, locale)
    case 'refused': {
      const many = m.findTimes({ count: number(finding.times, locale) }, text)
      const body = [m.findRefusedBody({}, text), ...(finding.times > 1 ? [many] : [])]
      return plain('odd', m.findRefusedTitle({ line }, text), ...body)
    }
  }
}
