import { expect, it } from 'vitest'
import { createAddress, isPresenting, linkTo } from '../../src/app/address.ts'
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

it('present mode stands in the URL, is no other place, and goes along to the next place', () => {
  const { bar, urls } = createBrowser('?scenario=edits&moment=3#s=1.abc')
  const address = createAddress(bar)
  expect(isPresenting(address.getState())).toBe(false)
  const { turn } = address.getState()
  address.getState().present(true)
  expect(urls()).toEqual(['?scenario=edits&moment=3&present=#s=1.abc'])
  expect(isPresenting(address.getState())).toBe(true)
  expect(address.getState().turn).toBe(turn)
  address.getState().go('lessons', { lesson: 'chains' })
  expect(isPresenting(address.getState())).toBe(true)
  address.getState().present(false)
  expect(urls().at(-1)).toBe('?screen=lessons&lesson=chains')
})
