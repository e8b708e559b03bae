import type { ProfileId } from '../engine/index.ts'

/** The rules of the nearest version that was measured; undefined when none is near. */
export function profileOf(version: string): ProfileId | undefined {
  if (version.startsWith('unstable-')) return 'redis-7.4'
  const [, line, patch] = /^(\d+\.\d+)\.(\d+)$/.exec(version) ?? []
  if (line === '4.0') return Number(patch) < 10 ? 'redis-4.0.9' : 'redis-4.0.10'
  if (line === '7.0') return 'redis-7.0'
  if (line === '7.2') return 'redis-7.2'
  if (line === '7.4') return 'redis-7.4'
  return line === '8.0' ? 'redis-8.0' : undefined
}
