import { describe, expect, it, test } from 'vitest'
import { locales } from '../../src/i18n/index.ts'
import { named, resize, scans, scenario } from '../../src/scenarios/compose.ts'
import { dictScenarioIds, scenarios, type DictScenarioId } from '../../src/scenarios/index.ts'
import { recordDict } from '../../src/trace/index.ts'
import { pictureOf } from '../../src/view/picture.ts'
import { isRight, MOST_OPTIONS, questionAt, questionFor } from '../../src/view/predict.ts'
import { optionText, questionText, whyText } from '../../src/view/predictText.ts'

const traceOf = (id: DictScenarioId) => recordDict(scenarios[id])

/** The moment at which so many commands are done. */
const after = (id: DictScenarioId, commands: number) =>
  commands === 0 ? 0 : (traceOf(id).steps[commands]?.start ?? traceOf(id).length)

const ask = (id: DictScenarioId, commands: number, what: Parameters<typeof questionAt>[2]) => {
  const question = questionAt(traceOf(id), after(id, commands), what)
  if (question === null) throw new Error(`nothing can be asked of ${id} after ${commands} commands`)
  return question
}

/** The keys behind the right options. */
const keysIn = ({ options, right }: ReturnType<typeof ask>) =>
  options.flatMap(({ name, key }) => (key !== undefined && right.includes(name) ? [key] : []))

describe('the right answer', () => {
  it('is the bucket that the call reads, also when the cursor stands inside a cell', () => {
    expect(ask('atRest', 0, 'bucket').right).toEqual(['cell 8:0'])
    expect(ask('atRest', 3, 'bucket').right).toEqual(['cell 8:6'])
    expect(ask('shrink16to4', 7, 'bucket').right).toEqual(['cell 4:2'])
  })

  it('is any bucket of both tables that the call reads', () => {
    const question = ask('rehashUnderWay', 3, 'bucket')
    expect(question.right).toEqual(['cell 4:2', 'cell 8:2', 'cell 8:6'])
    expect(isRight(question, ['cell 8:6'])).toBe(true)
    expect(isRight(question, ['cell 8:4'])).toBe(false)
  })

  it('is the bucket that the cursor names after the call, in both tables', () => {
    expect(ask('atRest', 0, 'cursor').right).toEqual(['cell 8:4'])
    expect(ask('rehashUnderWay', 3, 'cursor').right).toEqual(['cell 4:1', 'cell 8:1'])
    expect(ask('naiveGrow', 0, 'cursor').right).toEqual(['cell 4:1'])
  })

  it('is none when the call ends the scan', () => {
    const question = ask('atRest', 7, 'cursor')
    expect(question.right).toEqual([])
    expect(isRight(question, [])).toBe(true)
    expect(isRight(question, ['cell 8:0'])).toBe(false)
  })

  it('is all keys of the reply and no other', () => {
    const question = ask('lostBucket', 6, 'keys')
    expect(keysIn(question)).toEqual(['apple'])
    const fig = question.options.find(({ key }) => key === 'fig')?.name ?? ''
    expect(isRight(question, question.right)).toBe(true)
    expect(isRight(question, [...question.right, fig])).toBe(false)
    expect(isRight(question, [])).toBe(false)
  })

  it('is no key when the bucket is empty', () => {
    const question = ask('lostBucket', 0, 'keys')
    expect(question.right).toEqual([])
    expect(isRight(question, [])).toBe(true)
  })

  it('is a key that comes again, or none', () => {
    expect(keysIn(ask('shrink8to4', 3, 'twice'))).toEqual(['fig'])
    expect(keysIn(ask('naiveGrow', 6, 'twice'))).toEqual(['fig'])
    expect(ask('atRest', 3, 'twice').right).toEqual([])
  })

  it('is the bucket of a key to be added', () => {
    const trace = recordDict(
      scenario(8, named({ fig: 0 }), [{ type: 'add', keys: named({ melon: 14 }) }]),
    )
    expect(questionAt(trace, 0, 'home')?.right).toEqual(['cell 8:6'])
    expect(questionAt(trace, 0, 'bucket')).toBeNull()
  })
})

test('what is asked about is in the picture under the same name', () => {
  for (const id of dictScenarioIds) {
    const trace = traceOf(id)
    for (const { start } of trace.steps) {
      const question = questionFor(trace, start)
      if (question === null) continue
      const { tables, chips } = pictureOf(trace, start)
      const names = [
        ...tables.flatMap(({ cells }) => cells.map((cell) => `cell ${cell.id}`)),
        ...chips.map((chip) => `chip ${chip.id}`),
      ]
      expect(names).toEqual(expect.arrayContaining(question.options.map(({ name }) => name)))
      expect(question.options.map(({ name }) => name)).toEqual(
        expect.arrayContaining([...question.right]),
      )
    }
  }
})

test('before every call of the ready scenarios there is a question, with words for all of it', () => {
  for (const id of dictScenarioIds) {
    const trace = traceOf(id)
    for (const { command, start } of trace.steps) {
      const question = questionFor(trace, start)
      expect(question === null, `${id} ${start}`).toBe(command.type !== 'scan')
      if (question === null) continue
      expect(isRight(question, question.all ? question.right : question.right.slice(0, 1))).toBe(
        true,
      )
      for (const locale of locales) {
        const texts = [questionText(question, locale), whyText(question, locale)]
        const options = question.options.map((option) => optionText(option, locale))
        for (const text of [...texts, ...options]) expect(text).not.toMatch(/undefined|NaN|^$/)
        expect(new Set(options).size).toBe(options.length)
      }
    }
  }
})

test('nothing is asked within a call, nor after the end of a scan', () => {
  const trace = traceOf('atRest')
  for (let moment = 1; moment < (trace.steps[1]?.start ?? 0); moment++) {
    expect(questionFor(trace, moment)).toBeNull()
  }
  expect(questionFor(trace, trace.length)).toBeNull()
})

test('at the end of an unfinished scan the next call is asked about', () => {
  const trace = recordDict(scenario(8, named({ fig: 0 }), scans(3)))
  expect(questionFor(trace, trace.length)?.ask).toBe('twice')
  expect(questionAt(trace, trace.length, 'bucket')?.right).toEqual(['cell 8:6'])
})

test('tables that cannot be told apart are not asked about', () => {
  const trace = recordDict(scenario(4, named({ fig: 0 }), [resize(2 * MOST_OPTIONS), ...scans(1)]))
  expect(questionAt(trace, 1, 'bucket')).toBeNull()
  expect(questionAt(trace, 1, 'keys')).not.toBeNull()
})
