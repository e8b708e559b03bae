import { expect, it } from 'vitest'
import { createAddress, linkTo } from '../../src/app/address.ts'
import { createBrowser } from './browser.ts'

const bars = (search = '') => createBrowser(search)

it('an address without a screen, or with an unknown one, is the first screen', () => {
  expect(createAddress(bars().bar).getState().screen).toBe('explore')
  expect(createAddress(bars('?screen=cellar').bar).getState().screen).toBe('explore')
})

it('what the screen reads stands in the query, and back returns to it', () => {
  const { bar, back, urls } = bars('?scenario=lostBucket')
  const address = createAddress(bar)
  address.getState().go('explore', { scenario: 'edits' })
  expect(urls().at(-1)).toBe('?scenario=edits')
  expect(address.getState().query.get('scenario')).toBe('edits')
  back()
  expect(address.getState().query.get('scenario')).toBe('lostBucket')
})

it('what is noted on an entry is found when back returns to it', () => {
  const { bar, back } = bars('?scenario=lostBucket')
  const address = createAddress(bar)
  address.getState().note({ work: 'lostBucket' })
  const { turn } = address.getState()
  address.getState().go('explore', { scenario: 'edits' }, { work: 'edits' })
  expect(address.getState().mark).toEqual({ work: 'edits' })
  back()
  expect(address.getState().mark).toEqual({ work: 'lostBucket' })
  expect(address.getState().turn).toBe(turn + 2)
})

it('the first screen needs no name in a link', () => {
  expect(linkTo('explore')).toBe('?')
  expect(linkTo('explore', { scenario: 'edits' })).toBe('?scenario=edits')
})
