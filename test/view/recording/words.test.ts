import { describe, expect, it } from 'vitest'
import { locales } from '../../../src/i18n/index.ts'
import { ENDINGS } from '../../../src/recording/format.ts'
import type { Reply } from '../../../src/server/index.ts'
import { recordingCaptionOf } from '../../../src/view/recording/caption.ts'
import { recordingLanesOf } from '../../../src/view/recording/lanes.ts'
import { nameOf, typed } from '../../../src/view/recording/name.ts'
import { linesOf, printedReply } from '../../../src/view/recording/printed.ts'
import { allTellings, bundled, madeOf, scanLine } from './files.ts'

const bulk = (bytes: string): Reply => ({ kind: 'bulk', bytes })
const list = (...items: Reply[]): Reply => ({ kind: 'array', items })
const printed = (reply: Reply, most = 99) => printedReply(reply, most).map(({ text }) => text)

describe('replies as redis-cli prints them', () => {
  it.each<[Reply, readonly string[]]>([
    [{ kind: 'nil' }, ['(nil)']],
    [{ kind: 'status', text: 'OK' }, ['OK']],
    [{ kind: 'integer', value: '3' }, ['(integer) 3']],
    [{ kind: 'error', text: 'ERR no' }, ['(error) ERR no']],
    [bulk('a"\n\xff\x07'), ['"a\\"\\n\\xff\\a"']],
    [list(), ['(empty array)']],
    [list(bulk('0'), list()), ['1) "0"', '2) (empty array)']],
    [list(bulk('0'), list(bulk('a'), bulk('b'))), ['1) "0"', '2) 1) "a"', '   2) "b"']],
    [
      list(...Array.from({ length: 10 }, (_, nth) => bulk(String(nth)))),
      [...Array.from({ length: 9 }, (_, nth) => ` ${nth + 1}) "${nth}"`), '10) "9"'],
    ],
  ])('%j', (reply, lines) => {
    expect(printed(reply)).toEqual(lines)
    expect(linesOf(reply)).toBe(lines.length)
  })

  it('are cut when they are long', () => {
    const long = list(bulk('0'), list(...Array.from({ length: 500 }, () => bulk('x'))))
    expect(printed(long, 5)).toHaveLength(5)
    expect(linesOf(long)).toBe(501)
  })

  it('name bytes that are no text as redis-cli does, and text as it is', () => {
    expect(nameOf('\xff\x00')).toBe('\\xff\\x00')
    expect(nameOf('\xc3\xbc')).toBe('ü')
    expect(typed(['SADD', 'a b', '', '\xff', "it's"])).toBe('SADD "a b" "" "\\xff" "it\'s"')
  })
})

describe('captions', () => {
  it.each(allTellings)('say something at every moment of %s, in each language', (_, telling) => {
    for (const locale of locales) {
      for (let moment = 0; moment <= telling.recording.lines.length; moment++) {
        const { title, text } = recordingCaptionOf(telling, moment, 'story', locale)
        expect(title).not.toBe('')
        expect(text).not.toMatch(/undefined|NaN|\{/)
        expect(text.length).toBeLessThan(700)
      }
    }
  })

  const textAt = (telling: Parameters<typeof recordingCaptionOf>[0], moment: number) =>
    recordingCaptionOf(telling, moment, 'story', 'en').text.replace(/[\u2068\u2069]/g, '')

  it('tell of pages', () => {
    const telling = madeOf(
      {},
      scanLine('0', '4', 'a'),
      scanLine('4', '2'),
      { cmd: ['SSCAN', 's', '2', 'MATCH', 'x*', 'COUNT', '1'], reply: ['6', []] },
      scanLine('6', '0', 'a', 'b'),
    )
    expect(textAt(telling, 0)).toBe('story')
    expect(textAt(telling, 1)).toBe(
      'The server returns a and the cursor 4. 12.5% of the hash space is covered.',
    )
    expect(textAt(telling, 2)).toMatch(/^The server returns nothing but the cursor 2: it used up/)
    expect(textAt(telling, 3)).toMatch(/^Nothing on this page passes the filter. The cursor 6/)
    expect(textAt(telling, 4)).toBe(
      'The server returns a and b and the cursor 0: the full scan is complete. Came before already: a.',
    )
  })

  it('mark what is inferred as inferred, with its odds or as certain', () => {
    const telling = bundled('changingHash')
    const sentences = telling.recording.lines.map((_, nth) => textAt(telling, nth + 1))
    const told = sentences.filter((sentence) => sentence.includes('Inferred from the cursors'))
    expect(told).toHaveLength(2)
    expect(told[0]).toMatch(/has grown from 128 to 1,024 buckets\. The calls before cannot have/)
    expect(told[1]).toMatch(/has shrunk from 1,024 to 128 buckets\. The calls from here on cannot/)
  })

  it('tell of the tables that the model has', () => {
    const telling = bundled('growingSet')
    const sentences = telling.recording.lines.map((_, nth) => textAt(telling, nth + 1))
    expect(
      sentences.filter((one) => /The table begins to grow from 16 to 32/.test(one)),
    ).toHaveLength(1)
    expect(sentences.some((one) => /The rehash is over: one table of 32/.test(one))).toBe(true)
    expect(sentences.some((one) => one.includes('Inferred'))).toBe(false)
  })

  it.each(ENDINGS)('say where and why it ended: %s', (why) => {
    const end = { why, calls: 1, cursor: '4' }
    const telling = madeOf({}, scanLine('0', '4', 'a'), { event: 'the reason', end })
    const { title, text, isBad } = recordingCaptionOf(telling, 2, '', 'en')
    expect(title).toBe('The end')
    expect(isBad).toBe(why !== 'complete')
    if (isBad) expect(text).toMatch(/after 1 call, at cursor 4 \(12\.5%\)/)
  })

  it('show what others have written into the file as it is', () => {
    const telling = madeOf(
      {},
      { event: 'a note' },
      { cmd: ['GET', 'x'], reply: { error: 'ERR no' } },
    )
    expect(textAt(telling, 1)).toBe('a note')
    expect(textAt(telling, 2)).toBe('GET x – the server answers (error) ERR no.')
    expect(recordingCaptionOf(telling, 2, '', 'en').title).toBe('Refused')
  })
})

describe('lanes', () => {
  const kinds = (telling: Parameters<typeof recordingLanesOf>[0]) => {
    const counts = new Map<string, number>()
    for (const { kind, inferred } of recordingLanesOf(telling)) {
      const name = inferred ? `${kind} inferred` : kind
      counts.set(name, (counts.get(name) ?? 0) + 1)
    }
    return Object.fromEntries(counts)
  }

  it('hold every line once, and the sizes besides', () => {
    for (const [name, telling] of allTellings) {
      const lines = recordingLanesOf(telling).filter(({ lane }) => lane !== 'table')
      expect(
        lines.map(({ at }) => at).sort((a, b) => a - b),
        name,
      ).toEqual(telling.recording.lines.map((_, nth) => nth))
    }
  })

  it('tell what is known and what is inferred', () => {
    expect(kinds(bundled('growingSet'))).toMatchObject({ grow: 1, end: 1 })
    expect(kinds(bundled('shrinkingSet'))).toMatchObject({ shrink: 1 })
    expect(kinds(bundled('changingHash'))).toMatchObject({
      'grow inferred': 1,
      'shrink inferred': 1,
    })
  })

  it('notch the page that held a duplicate', () => {
    const again = recordingLanesOf(bundled('shrinkingSet')).filter((mark) => mark.again)
    expect(again).toHaveLength(1)
  })
})
