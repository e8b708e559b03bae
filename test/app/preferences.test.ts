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
    expect(createPreferences(['de', 'zh-Hant', 'en']).getState().locale).toBe('zh')
    expect(createPreferences(['de', 'en-US', 'zh']).getState().locale).toBe('en')
    expect(createPreferences(['de']).getState().locale).toBe('en')
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

  it('that a link asks for hold for this visit and are not stored', () => {
    createPreferences(['en']).setState({ theme: 'light', speed: 4 })
    const visit = { theme: 'dark', locale: 'zh', order: 'index' } as const
    const visited = createPreferences(['en'], visit)
    expect(visited.getState()).toEqual({ ...defaults, speed: 4, ...visit })
    visited.setState({ speed: 2 })
    expect(createPreferences(['en']).getState()).toEqual({ ...defaults, theme: 'light', speed: 2 })
  })

  it('that a link asks for are stored once the reader has chosen them anew', () => {
    const visited = createPreferences(['en'], { theme: 'dark', order: 'index' })
    visited.setState({ theme: 'auto' })
    visited.setState({ theme: 'dark' })
    expect(createPreferences(['en']).getState()).toEqual({ ...defaults, theme: 'dark' })
  })
})
