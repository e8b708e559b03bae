import * as v from 'valibot'
import { profileIds } from '../engine/index.ts'
import { DEFAULT_OPTIONS, type OptionName } from '../server/options.ts'
import { LIMITS } from './limits.ts'
import { because } from './reason.ts'
import { hashSchema, listOf, object, oneOf, text, variantFault, whole } from './shapes.ts'

/** A byte string: each UTF-16 unit is one byte. */
export const bytes = v.pipe(
  text,
  v.maxLength(LIMITS.keyBytes, because({ kind: 'tooManyBytes', most: LIMITS.keyBytes })),
  v.regex(/^[\0-\xff]*$/, because({ kind: 'byteText' })),
)

export const words = v.pipe(
  listOf(bytes, 'words', LIMITS.words),
  v.minLength(1, because({ kind: 'noCommand' })),
)

/** Ten years: a clock that a story may well need, and far from what a number cannot count. */
const MOST_TIME = 10 * 366 * 24 * 3600 * 1000
export const time = whole(0, MOST_TIME)

/** One thing that is done to a server. */
export const serverCommandSchema = v.variant(
  'type',
  [
    object({ type: v.literal('call'), words }),
    object({
      type: v.literal('tick'),
      ms: time,
      only: v.nullable(oneOf(['expire', 'resize', 'rehash'])),
    }),
    object({ type: v.literal('wait'), ms: time }),
    object({ type: v.literal('childEnds') }),
  ],
  variantFault,
)

const optionNames = Object.keys(DEFAULT_OPTIONS) as readonly OptionName[]
const option = v.exactOptional(whole(0, 2 ** 31 - 1))
export const options = Object.fromEntries(optionNames.map((name) => [name, option])) as Record<
  OptionName,
  typeof option
>

/** What a server starts from. */
export const serverStartSchema = object({
  profile: oneOf(profileIds),
  hash: hashSchema,
  options: object(options),
  now: whole(0, Number.MAX_SAFE_INTEGER),
  fill: listOf(serverCommandSchema, 'commands', LIMITS.commands),
})
