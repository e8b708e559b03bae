import { act, fireEvent, screen, within } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { loadParts } from '../../src/app/parts.ts'
import { lessons, type Lesson, type LessonId } from '../../src/lessons/index.ts'
import { book } from '../../src/ui/lesson/book.ts'
import { LessonList } from '../../src/ui/lesson/LessonList.tsx'
import { LessonScreen } from '../../src/ui/lesson/LessonScreen.tsx'
import { PredictRow } from '../../src/ui/predict/PredictRow.tsx'
import { predictions } from '../../src/ui/predict/predictions.ts'
import { show } from './show.tsx'

vi.setConfig({ testTimeout: 20_000 })

afterEach(() => {
  book.getState().forget()
  predictions.setState({ on: false, asked: 0, right: 0 })
})

const lessonOf = (id: LessonId): Lesson => {
  const found = lessons.find((lesson) => lesson.id === id)
  if (found === undefined) throw new Error(`no lesson ${id}`)
  return found
}

/** The button of this name. Its role is not computed anew for the whole page at every press. */
function button(name: string): HTMLButtonElement | undefined {
  const all = [...document.querySelectorAll('button')]
  return all.find((one) => (one.ariaLabel ?? one.textContent).trim() === name)
}

const press = (name: string) => {
  const found = button(name)
  if (found === undefined) throw new Error(`no button ${name}`)
  fireEvent.click(found)
}

/** jsdom draws no rectangles and scrolls nothing. */
function open(id: LessonId, language: 'en' | 'zh' = 'en') {
  vi.stubGlobal('SVGRectElement', class {})
  Element.prototype.scrollTo = () => {}
  const view = show(<LessonScreen lesson={lessonOf(id)} number={1} />, { language })
  act(() => {
    view.preferences.setState({ motion: 'reduced' })
  })
  return view
}

const moment = () =>
  Number(document.querySelector<HTMLInputElement>('.timeline input[type="range"]')?.value)

function card(): Element {
  const found = document.querySelector('.lesson-card')
  if (found === null) throw new Error('no card')
  return found
}

test('the list holds every lesson with its question and its length', () => {
  show(<LessonList unknown={null} />)
  const entries = screen
    .getAllByRole('listitem')
    .filter((item) => within(item).queryByRole('heading'))
  expect(entries).toHaveLength(lessons.length)
  lessons.forEach((lesson, index) => {
    const text = entries[index]?.textContent ?? ''
    expect(text).toContain(lesson.title({ locale: 'en' }))
    expect(text).toContain(lesson.question({ locale: 'en' }))
    expect(text).toContain(`${lesson.stops.length} stops`)
  })
  expect(screen.getByRole('link', { name: 'Start with the first' })).toBeTruthy()
})

test('the list tells what is finished and what is under way, and forgets it when asked', () => {
  show(<LessonList unknown={null} />)
  act(() => {
    book.getState().reach('buckets', 10, true)
    book.getState().reach('chains', 4, false)
  })
  expect(screen.getByText(/· finished/)).toBeTruthy()
  expect(screen.getByText(/· at stop 4 of 10/)).toBeTruthy()
  expect(screen.getByText(`1 of ${lessons.length} finished`)).toBeTruthy()
  expect(screen.getByRole('link', { name: 'Go on: Chains' })).toBeTruthy()
  press('Forget my progress')
  expect(screen.queryByText(/· finished/)).toBeNull()
})

test('a lesson that does not exist is told in a sentence, and all others stand there', () => {
  show(<LessonList unknown={'\u202enosuch'} />)
  expect(screen.getByRole('status').textContent).toContain('There is no lesson')
  expect(screen.getByRole('status').textContent).not.toContain('\u202e')
})

test('Continue leads from the question over every stop to the moral, and then it is finished', () => {
  const lesson = lessonOf('grow4to8')
  open('grow4to8')
  expect(card().textContent).toContain(lesson.question({ locale: 'en' }))
  expect(moment()).toBe(0)
  let presses = 0
  const seen = new Set<string>()
  while (button('Continue') !== undefined && presses < 41) {
    press('Continue')
    presses += 1
    seen.add(card().querySelector('.lesson-sentence')?.textContent ?? '')
  }
  expect(presses).toBe(lesson.stops.length + 1)
  expect(seen.size).toBe(presses)
  expect(card().textContent).toContain(lesson.moral({ locale: 'en' }))
  expect(card().textContent).toContain('Calls: 7. Keys returned: 4. Twice: none. Missed: none.')
  expect(book.getState().progress['grow4to8']).toMatchObject({ finished: true })
  expect(button('Next lesson')).toBeTruthy()
  press('Start again')
  expect(card().textContent).toContain(lesson.question({ locale: 'en' }))
})

test('who leaves the path comes back to the same stop with one press', () => {
  open('shrink8to4')
  for (let stop = 1; stop <= 2; stop++) press('Continue')
  const sentence = card().querySelector('.lesson-sentence')?.textContent ?? ''
  const there = moment()
  press('Next call')
  expect(card().textContent).toContain('You have left the path')
  expect(button('Continue')).toBeUndefined()
  press('Back to the lesson')
  expect(moment()).toBe(there)
  expect(card().querySelector('.lesson-sentence')?.textContent).toBe(sentence)
  press('Rehash one bucket')
  expect(card().textContent).toContain('You have left the path')
  press('Back to the lesson')
  expect(moment()).toBe(there)
  press('Continue')
  expect(moment()).toBeGreaterThan(there)
})

test('what was done off the path stays on a branch of its own', () => {
  open('shrink8to4')
  press('Continue')
  press('Grow')
  expect(screen.getByRole('combobox', { name: 'Branch' })).toBeTruthy()
  press('Back to the lesson')
  const branches = screen.getByRole<HTMLSelectElement>('combobox', { name: 'Branch' })
  expect(branches.options).toHaveLength(2)
  expect(branches.value).toBe('1')
})

test('a lesson opens where the reader stopped, and a finished one at its question', () => {
  book.getState().reach('chains', 3, false)
  const { unmount } = open('chains')
  expect(card().textContent).toContain('Stop 3 of 10')
  unmount()
  book.getState().reach('chains', 11, true)
  open('chains')
  expect(card().textContent).toContain('Question')
})

test('a prediction in a lesson: right is told with its reason, and remembered', () => {
  book.getState().reach('bothTables', 6, false)
  open('bothTables')
  press('ht[1] bucket 6 (110)')
  expect(card().querySelector('.prediction-result')?.textContent).toContain('Right.')
  expect(card().querySelector('.prediction-result')?.textContent).toContain(
    'bucket 2 of the smaller',
  )
  expect(book.getState().progress['bothTables']?.answers).toEqual({ 6: true })
  expect(predictions.getState()).toMatchObject({ asked: 1, right: 1 })
  press('Continue')
  expect(card().querySelector('.prediction')).toBeNull()
})

test('a prediction of keys: all of them and no other', () => {
  book.getState().reach('lostBucket', 5, false)
  open('lostBucket')
  expect(button('No key')).toBeTruthy()
  press('apple')
  press('fig')
  expect(button('fig')?.getAttribute('aria-pressed')).toBe('true')
  press('Check')
  expect(card().querySelector('.prediction-result')?.textContent).toContain('Not quite.')
  expect(document.querySelectorAll('#stage [data-mark="right"]')).toHaveLength(1)
  expect(document.querySelectorAll('#stage [data-mark="wrong"]')).toHaveLength(1)
})

test('a sentence points at what it speaks of, and lets go of it', () => {
  book.getState().reach('chains', 2, false)
  open('chains')
  expect(document.querySelectorAll('#stage [data-mark="told"]')).toHaveLength(2)
  press('Back')
  expect(document.querySelectorAll('#stage [data-mark="told"]')).toHaveLength(1)
})

test('the order of the buckets is the lesson in the one on the ruler, and is given back', () => {
  const { preferences, unmount } = open('ruler')
  act(() => {
    preferences.setState({ order: 'scan' })
  })
  press('Continue')
  expect(preferences.getState().order).toBe('index')
  press('Continue')
  press('Continue')
  expect(preferences.getState().order).toBe('scan')
  press('Back')
  expect(preferences.getState().order).toBe('index')
  unmount()
  expect(preferences.getState().order).toBe('scan')
})

test('before a call on Explore a question is asked, and the score is kept', () => {
  const { player } = show(<PredictRow />, { scenario: 'atRest' })
  expect(screen.getByText(/Which bucket does the next call read/)).toBeTruthy()
  press('ht[0] bucket 4 (100)')
  expect(screen.getByText(/Not quite/)).toBeTruthy()
  expect(screen.getByText('0 of 1 right')).toBeTruthy()
  act(() => {
    player.getState().step('micro', 1)
  })
  expect(screen.getByText(/Not quite/)).toBeTruthy()
  act(() => {
    player.getState().nextCall()
  })
  expect(screen.getByText(/Which keys will the next reply hold/)).toBeTruthy()
  press('iris')
  press('Check')
  expect(screen.getByText('1 of 2 right')).toBeTruthy()
  act(() => {
    player.getState().nextCall()
    player.getState().step('micro', 1)
  })
  expect(screen.getByText('The next question comes before a call.')).toBeTruthy()
})

test('a lesson on a server is loaded first; it speaks Chinese, too', async () => {
  await loadParts('server')
  open('count', 'zh')
  const lesson = lessonOf('count')
  expect(card().ariaLabel).toBe('课程')
  expect(card().textContent).toContain(lesson.question({ locale: 'zh' }))
  press('继续')
  expect(card().textContent).toContain('这是一台完整的服务器')
})
