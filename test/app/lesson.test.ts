import { describe, expect, it, test } from 'vitest'
import { createLessonBook, followTabs } from '../../src/app/lesson.ts'
import { createPredictions } from '../../src/app/predictions.ts'
import { paceOf, wayTo } from '../../src/app/walk.ts'
import { scenarios } from '../../src/scenarios/index.ts'
import { recordDict } from '../../src/trace/index.ts'
import { createShelf } from './shelf.ts'

function shelf(stored: Readonly<Record<string, string>> = {}) {
  const made = createShelf()
  for (const [name, text] of Object.entries(stored)) made.setItem(name, text)
  return made
}

describe('the book of lessons', () => {
  it('is found again: the stop, what is finished, the answers', () => {
    const storage = shelf()
    const book = createLessonBook(storage)
    book.getState().reach('chains', 4, false)
    book.getState().answer('chains', 4, true)
    book.getState().reach('ruler', 11, true)
    const { progress } = createLessonBook(storage).getState()
    expect(progress).toEqual({
      chains: { stop: 4, finished: false, answers: { 4: true } },
      ruler: { stop: 11, finished: true, answers: {} },
    })
  })

  it('keeps a lesson finished that is read again', () => {
    const book = createLessonBook(shelf())
    book.getState().reach('ruler', 11, true)
    book.getState().reach('ruler', 0, false)
    expect(book.getState().progress['ruler']).toMatchObject({ stop: 0, finished: true })
  })

  it('forgets all when asked', () => {
    const storage = shelf()
    const book = createLessonBook(storage)
    book.getState().reach('ruler', 3, false)
    book.getState().forget()
    expect(createLessonBook(storage).getState().progress).toEqual({})
  })

  it.each([
    '{',
    'null',
    '[]',
    '{"state":{"progress":[]},"version":1}',
    '{"state":{"progress":{"ruler":{"stop":-1,"finished":false,"answers":{}}}},"version":1}',
    '{"state":{"progress":{"ruler":{"stop":"2","finished":false,"answers":{}}}},"version":1}',
    '{"state":7,"version":1}',
    '{"state":{"progress":{"ruler":{"stop":2,"finished":true,"answers":{}}}},"version":9}',
  ])('forgets a broken store quietly: %s', (text) => {
    const book = createLessonBook(shelf({ 'scanscope.lessons': text }))
    expect(book.getState().progress).toEqual({})
    book.getState().reach('ruler', 1, false)
    expect(book.getState().progress['ruler']?.stop).toBe(1)
  })

  it('keeps what another tab has read, whoever writes last', () => {
    const [storage, page] = [shelf(), new EventTarget()]
    const [one, other] = [createLessonBook(storage), createLessonBook(storage)]
    followTabs(one, page)
    other.getState().reach('chains', 4, false)
    page.dispatchEvent(Object.assign(new Event('storage'), { key: 'scanscope.lessons' }))
    one.getState().reach('ruler', 2, false)
    expect(createLessonBook(storage).getState().progress).toMatchObject({
      chains: { stop: 4 },
      ruler: { stop: 2 },
    })
  })

  it('works without a storage as long as the page is open', () => {
    const book = createLessonBook(createShelf(-1))
    book.getState().reach('ruler', 2, false)
    expect(book.getState().progress['ruler']?.stop).toBe(2)
  })
})

describe('the predictions', () => {
  it('are off at first, and counted', () => {
    const storage = shelf()
    const predictions = createPredictions(storage)
    expect(predictions.getState()).toMatchObject({ on: false, asked: 0, right: 0 })
    predictions.getState().setOn(true)
    predictions.getState().count(true)
    predictions.getState().count(false)
    expect(createPredictions(storage).getState()).toMatchObject({ on: true, asked: 2, right: 1 })
  })

  it.each(['{', '{"state":{"on":true,"asked":1,"right":2},"version":1}'])(
    'forget a broken store quietly: %s',
    (text) => {
      const predictions = createPredictions(shelf({ 'scanscope.predictions': text }))
      expect(predictions.getState()).toMatchObject({ on: false, asked: 0, right: 0 })
    },
  )
})

describe('the way to a moment', () => {
  const trace = recordDict(scenarios.sixtyFour)

  it('goes by micro-steps when they are few, and always arrives', () => {
    expect(wayTo(trace, 0, 5)).toEqual([1, 2, 3, 4, 5])
  })

  it('goes in longer steps when they are many', () => {
    const all = wayTo(trace, 0, trace.length)
    expect(all.length).toBeLessThanOrEqual(64)
    expect(all.at(-1)).toBe(trace.length)
    expect(all).toEqual(all.toSorted((a, b) => a - b))
  })

  it('goes back at once, and nowhere when it is there', () => {
    expect(wayTo(trace, 9, 4)).toEqual([4])
    expect(wayTo(trace, 9, 9)).toEqual([9])
  })

  it('takes about six seconds at most, and half of it at twice the speed', () => {
    expect(64 * paceOf(64, 1)).toBeLessThanOrEqual(6000)
    expect(paceOf(3, 2)).toBe(paceOf(3, 1) / 2)
  })
})

test('lessons and predictions share no name in the storage', () => {
  const storage = shelf()
  createLessonBook(storage).getState().reach('ruler', 1, false)
  createPredictions(storage).getState().count(true)
  expect(createLessonBook(storage).getState().progress['ruler']?.stop).toBe(1)
  expect(createPredictions(storage).getState().asked).toBe(1)
})
