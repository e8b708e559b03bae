import { afterEach, describe, expect, it } from 'vitest'
import { createPreferences } from '../../src/app/preferences.ts'
import { storage } from '../../src/app/storage.ts'

const NAME = 'scanscope.preferences'

afterEach(() => {
  storage.removeItem(NAME)
})

const store = (state: unknown) => {
  storage.setItem(NAME, JSON.stringify({ state, version: 1 }))
  return createPreferences(['en']).getState()
}

const defaults = createPreferences(['en']).getState()

describe('preferences', () => {
  it('begin in the language of the browser', () => {
    expect(createPreferences(['zh-TW', 'en']).getState().locale).toBe('zh')
    expect(createPreferences(['de', 'zh']).getState().locale).toBe('en')
    expect(createPreferences([]).getState().locale).toBe('en')
  })

  it('are found again after a reload', () => {
    createPreferences(['en']).setState({ theme: 'dark', speed: 4, order: 'index' })
    expect(createPreferences(['zh']).getState()).toEqual({
      ...defaults,
      theme: 'dark',
      speed: 4,
      order: 'index',
    })
  })

  it('are read field by field: a bad one, a missing one or a stranger spoils no other', () => {
    expect(store({ theme: 'pink', speed: 8, locale: 'zh', letters: 1, more: 1 })).toEqual({
      ...defaults,
      speed: 8,
      locale: 'zh',
    })
  })

  it('are the usual ones when what was stored is nothing of the kind', () => {
    for (const state of [null, [], 'dark', 7]) expect(store(state)).toEqual(defaults)
    storage.setItem(NAME, '{"state":')
    expect(createPreferences(['en']).getState()).toEqual(defaults)
  })
})
