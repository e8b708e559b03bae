import { LIMITS } from '../trace/index.ts'
import { broken, type Read } from './fault.ts'
import { readWork, writeWork } from './json.ts'
import { pack, unpack } from './pack.ts'
import type { Work } from './work.ts'

/** One reader per version that a link was ever made in: none is taken away or changed. */
const readers: Readonly<Record<string, (packed: string) => Promise<Read<Work>>>> = {
  '1': async (packed) => {
    const text = unpack(packed)
    return text.ok ? readWork(text.value) : text
  },
}

const CURRENT = '1'

/** The name under which the long state stands in the fragment: `s=1.eNpt...`. */
const NAME = 's='

const packedIn = (fragment: string): string | undefined =>
  fragment.split('&').find((part) => part.startsWith(NAME))

/** The fragment, without `#`, of a link to this work. */
export const writeFragment = (work: Work): string => `${NAME}${CURRENT}.${pack(writeWork(work))}`

/** Reads the work in a fragment, of whatever version. */
export async function readFragment(fragment: string): Promise<Read<Work>> {
  if (fragment.length > LIMITS.linkCharacters) {
    return broken({ why: 'tooLong', most: LIMITS.linkCharacters })
  }
  const [version, packed] = (packedIn(fragment) ?? NAME).slice(NAME.length).split('.', 2)
  if (version === undefined || packed === undefined || !/^\d{1,6}$/.test(version)) {
    return broken({ why: 'damaged' })
  }
  return Object.hasOwn(readers, version)
    ? (readers[version]?.(packed) ?? broken({ why: 'damaged' }))
    : broken({ why: 'version', version })
}
