import { expect, it } from 'vitest'
import { createAddress, linkTo, type Bar } from '../../src/app/address.ts'

/** A browser with a history, and its back button. */
function browser(search = '') {
  const entries = [search]
  let moved = () => {}
  const bar: Bar = {
    read: () => ({ search: entries.at(-1) ?? '', hash: '' }),
    push: (url) => entries.push(url),
    onMove: (callback) => {
      moved = callback
    },
  }
  const back = () => {
    entries.pop()
    moved()
  }
  return { bar, entries, back }
}

it('an address without a screen, or with an unknown one, is the first screen', () => {
  expect(createAddress(browser().bar).getState().screen).toBe('explore')
  expect(createAddress(browser('?screen=cellar').bar).getState().screen).toBe('explore')
})

it('what the screen reads stands in the query, and back returns to it', () => {
  const { bar, back, entries } = browser('?scenario=lostBucket')
  const address = createAddress(bar)
  address.getState().go('explore', { scenario: 'edits' })
  expect(entries.at(-1)).toBe('?scenario=edits')
  expect(address.getState().query.get('scenario')).toBe('edits')
  back()
  expect(address.getState().query.get('scenario')).toBe('lostBucket')
})

it('the first screen needs no name in a link', () => {
  expect(linkTo('explore')).toBe('?')
  expect(linkTo('explore', { scenario: 'edits' })).toBe('?scenario=edits')
})
