import { afterEach, expect, it, vi } from 'vitest'

afterEach(() => {
  vi.unstubAllGlobals()
  vi.resetModules()
})

/** The storage as a page finds it in a browser with this localStorage. */
async function storageWith(descriptor: PropertyDescriptor) {
  vi.stubGlobal('localStorage', undefined)
  Object.defineProperty(globalThis, 'localStorage', { configurable: true, ...descriptor })
  const { storage } = await import('../../src/app/storage.ts')
  return storage
}

it.each([
  ['has no localStorage', { value: undefined }],
  ['has switched localStorage off', { value: null }],
  [
    'forbids localStorage in this frame',
    {
      get: () => {
        throw new Error('SecurityError')
      },
    },
  ],
])('a browser that %s keeps things in memory', async (_, descriptor) => {
  const storage = await storageWith(descriptor)
  expect(storage.getItem('a')).toBeNull()
  storage.setItem('a', 'text')
  expect(storage.getItem('a')).toBe('text')
  storage.removeItem('a')
  expect(storage.getItem('a')).toBeNull()
})
