import { act, fireEvent, screen, waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { Notice } from '../../src/app/notice.ts'
import { KeyControls } from '../../src/ui/controls/KeyControls.tsx'
import { ScanControls } from '../../src/ui/controls/ScanControls.tsx'
import { TableControls } from '../../src/ui/controls/TableControls.tsx'
import { NoticeBar } from '../../src/ui/NoticeBar.tsx'
import { Timeline } from '../../src/ui/panels/Timeline.tsx'
import { show } from './show.tsx'

const button = (name: string) => screen.getByRole<HTMLButtonElement>('button', { name })

const press = (name: string) => {
  fireEvent.click(button(name))
}

/** The text a disabled button points to. */
const reasonOf = (name: string): string => {
  const id = button(name).getAttribute('aria-describedby') ?? ''
  return document.getElementById(id)?.textContent ?? ''
}

test('a table of four buckets cannot shrink, and says so twice', () => {
  show(<TableControls />, { scenario: 'grow4to8' })
  expect(button('Shrink').disabled).toBe(true)
  expect(button('Shrink').title).toBe('a table has at least 4 buckets')
  expect(reasonOf('Shrink')).toBe('Shrink: a table has at least 4 buckets')
  expect(button('Grow').disabled).toBe(false)
  expect(button('Grow').title).toBe('')
})

test('while a rehash is under way neither Grow nor Shrink can be pressed, but Rehash can', () => {
  show(<TableControls />)
  expect(button('Rehash one bucket').disabled).toBe(true)
  expect(button('Rehash one bucket').title).toBe('no rehash is under way')
  press('Grow')
  for (const name of ['Grow', 'Shrink']) {
    expect(button(name).disabled).toBe(true)
    expect(button(name).title).toBe('a rehash is under way; finish it first')
    expect(reasonOf(name)).toContain('a rehash is under way')
  }
  expect(button('Rehash one bucket').disabled).toBe(false)
  press('Rehash all')
  expect(button('Grow').disabled).toBe(false)
})

test('the sizes on offer are the doubles and the halves of the table', () => {
  show(<TableControls />, { scenario: 'shrink16to4' })
  const options = (name: string) =>
    [...screen.getByRole<HTMLSelectElement>('combobox', { name }).options].map(({ text }) => text)
  expect(options('Grow to').slice(0, 2)).toEqual(['32 (×2)', '64 (×4)'])
  expect(options('Grow to').at(-1)).toBe('1,024 (×64)')
  expect(options('Shrink to')).toEqual(['8 (÷2)', '4 (÷4)'])
})

test('the scan controls say when the scan is complete and when none has begun', () => {
  const { player } = show(<ScanControls />)
  expect(button('Restart').disabled).toBe(true)
  expect(button('Restart').title).toBe('No scan has begun.')
  act(() => {
    player.getState().seek(player.getState().trace.length)
  })
  expect(button('Scan from cursor 0').disabled).toBe(true)
  expect(button('All calls').disabled).toBe(true)
  expect(screen.getByText('the scan is complete; restart it')).toBeTruthy()
  press('Restart')
  expect(button('Scan from cursor 0').disabled).toBe(false)
})

test('an empty dict has nothing to delete', () => {
  const { player } = show(<KeyControls />)
  expect(button('Delete keys').disabled).toBe(false)
  act(() => {
    const keys = ['fig', 'apple', 'grape', 'iris', 'elder', 'date', 'hazel', 'cherry']
    player.getState().run([{ type: 'delete', keys }])
  })
  expect(button('Delete keys').disabled).toBe(true)
  expect(screen.getByText('The dict is empty: there is nothing to delete.')).toBeTruthy()
})

test('the transport says at both ends why it goes no further', () => {
  const { player } = show(<Timeline />)
  for (const name of ['First', 'Previous call', 'Step back']) {
    expect(button(name).disabled).toBe(true)
    expect(button(name).title).toBe('this is the first moment')
  }
  act(() => {
    player.getState().seek(player.getState().trace.length)
  })
  for (const name of ['Step', 'Last']) {
    expect(button(name).disabled).toBe(true)
    expect(button(name).title).toBe('this is the last moment')
  }
  expect(button('Next call').title).toBe('the scan is complete; restart it')
  expect(screen.getByRole<HTMLInputElement>('slider', { name: 'Timeline' }).value).toBe('72')
})

const NOTICES: readonly (readonly [Notice, string])[] = [
  [{ kind: 'afterCall' }, 'A call is atomic: this went right after the call, as in Redis.'],
  [
    { kind: 'branched', name: 'B', old: 'A', afterCall: false },
    'You are on a new branch B. What followed stays on branch A.',
  ],
  [
    { kind: 'branched', name: 'C', old: 'B', afterCall: true },
    'A call is atomic: this went right after the call, as in Redis. ' +
      'You are on a new branch C. What followed stays on branch B.',
  ],
  [
    { kind: 'config', name: 'B', old: 'A' },
    'The same commands under the new setting, as branch B. Branch A stays.',
  ],
  [{ kind: 'undone' }, 'Undone.'],
  [{ kind: 'redone' }, 'Done again.'],
  [
    {
      kind: 'savedBroken',
      field: 'version',
      reason: { kind: 'oneOf', names: [1] },
      text: '{"a":"ü"}',
    },
    'The saved work on this scenario could not be read: \u2068version\u2069 must be 1. ' +
      'It was set aside; the scenario starts afresh.',
  ],
  [
    { kind: 'joined', names: ['C'], name: 'B' },
    'Another tab works on this scenario, too: its branch C is here now. You stay on branch B.',
  ],
  [
    { kind: 'joined', names: ['C', 'D', 'E'], name: 'B' },
    'Another tab works on this scenario, too: its branches C, D, and E are here now. ' +
      'You stay on branch B.',
  ],
  [
    { kind: 'joined', names: [...'CDEFGHI'], name: 'B' },
    'Another tab works on this scenario, too: 7 branches of it are here now. ' +
      'You stay on branch B.',
  ],
  [
    { kind: 'otherAside', why: 'notLoaded', text: '{"a":"ü"}' },
    'The part of the page that joins the work of two tabs could not be loaded. What another tab ' +
      'has saved was set aside: download it to keep it, and go on in one tab.',
  ],
  [
    { kind: 'otherAside', why: 'tooLarge', text: '{"a":"ü"}' },
    'Another tab works on this scenario, too, and together you have more than 5,000 branches or ' +
      '1,048,576 commands. Its work was set aside: download it to keep it, and go on in one tab.',
  ],
  [
    {
      kind: 'otherAside',
      why: { field: 'version', reason: { kind: 'oneOf', names: [1] } },
      text: '{"a":"ü"}',
    },
    'What another tab has saved of this scenario cannot be read here: \u2068version\u2069 must ' +
      'be 1. It was set aside: download it to keep it, and reload both tabs.',
  ],
]

test('each notice is one clear sentence, said to all and dismissed by its cross', async () => {
  const { container, player } = show(<NoticeBar />)
  const status = screen.getByRole('status')
  expect(status.textContent).toBe('')
  for (const [notice, sentence] of NOTICES) {
    act(() => {
      player.setState({ notice })
    })
    // What is said of works that were opened is loaded when it is needed.
    await waitFor(() => {
      expect(container.querySelector('.notice > span')?.textContent).toBe(sentence)
    })
  }
  expect(button('Download it')).toBeTruthy()
  press('Dismiss')
  expect(status.textContent).toBe('')
})

test('a full storage and a full scenario are told', () => {
  const { container, player } = show(<NoticeBar />)
  const said = () => container.querySelector('.notice > span')?.textContent ?? ''
  act(() => {
    player.setState({ notice: { kind: 'notSaved' } })
  })
  expect(said()).toContain('storage is full')
  act(() => {
    player.setState({ notice: { kind: 'commandsFull' } })
  })
  expect(said()).toContain('5,000 commands')
})
