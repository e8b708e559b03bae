import * as v from 'valibot'
import { PASTE_LIMITS, type Layout } from '../decode/index.ts'
import type { Fault } from '../link/fault.ts'
import { pack, unpack } from '../link/pack.ts'
import { MOST_SHARED, PASTE_NAME } from './pasteFragment.ts'

/** What a link to the Decode screen holds. */
export interface SharedPaste {
  readonly text: string
  readonly wanted: Layout | 'auto'
}

/** Longer texts are not even tried: packing them would be felt, and no link holds them. */
const MOST_TRIED = 2 ** 20

const VERSION = '1'

const schema = v.object({
  paste: v.pipe(v.string(), v.maxLength(PASTE_LIMITS.characters)),
  as: v.optional(v.picklist(['table', 'cluster'])),
})

const fragmentOf = ({ text, wanted }: SharedPaste): string =>
  `${PASTE_NAME}${VERSION}.${pack(JSON.stringify({ paste: text, ...(wanted !== 'auto' && { as: wanted }) }))}`

/** A fragment for a paste, or why there is none and how many of its first lines would fit. */
export type Sharing =
  | { readonly ok: true; readonly fragment: string }
  | { readonly ok: false; readonly characters: number | null; readonly lines: number }

/** The first lines of a text. */
export function firstLines(text: string, lines: number): string {
  let end = -1
  for (let line = 0; line < lines; line++) {
    end = text.indexOf('\n', end + 1)
    if (end === -1) return text
  }
  return text.slice(0, Math.max(0, end))
}

const fits = (shared: SharedPaste): boolean => fragmentOf(shared).length <= MOST_SHARED

/** How many of the first lines a link can hold. */
function linesThatFit(shared: SharedPaste): number {
  const held = (lines: number) => fits({ ...shared, text: firstLines(shared.text, lines) })
  let [good, bad] = [0, 1]
  while (held(bad)) [good, bad] = [bad, 2 * bad]
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2)
    if (held(middle)) good = middle
    else bad = middle
  }
  return good
}

/** Packs a paste into a fragment. */
export function sharePaste(shared: SharedPaste): Sharing {
  const fragment = shared.text.length > MOST_TRIED ? null : fragmentOf(shared)
  return fragment !== null && fragment.length <= MOST_SHARED
    ? { ok: true, fragment }
    : { ok: false, characters: fragment?.length ?? null, lines: linesThatFit(shared) }
}

export type Opened =
  | { readonly ok: true; readonly shared: SharedPaste }
  | { readonly ok: false; readonly fault: Fault }

/** Reads the paste in a fragment. */
export function openPaste(fragment: string): Opened {
  const [version, packed] = fragment.slice(PASTE_NAME.length).split('.', 2)
  if (version === undefined || packed === undefined || !/^\d{1,6}$/.test(version)) {
    return { ok: false, fault: { why: 'damaged' } }
  }
  if (version !== VERSION) return { ok: false, fault: { why: 'version', version } }
  const json = unpack(packed)
  if (!json.ok) return json
  try {
    const read = v.safeParse(schema, JSON.parse(json.value))
    if (!read.success) return { ok: false, fault: { why: 'damaged' } }
    return { ok: true, shared: { text: read.output.paste, wanted: read.output.as ?? 'auto' } }
  } catch {
    return { ok: false, fault: { why: 'notJson' } }
  }
}
