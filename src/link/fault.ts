import type { Refusal } from '../trace/index.ts'

/** Why a link or a file holds no work that can be opened. */
export type Fault =
  /** More characters than a link may have. */
  | { readonly why: 'tooLong'; readonly most: number }
  /** More bytes than a file, or an unpacked link, may have. */
  | { readonly why: 'tooLarge'; readonly most: number }
  /** Written in a format that this build does not know. */
  | { readonly why: 'version'; readonly version: string }
  /** Cut off, or characters were changed on the way. */
  | { readonly why: 'damaged' }
  | { readonly why: 'notJson' }
  /** More than `most` micro-steps. */
  | { readonly why: 'endless'; readonly most: number }
  | ({ readonly why: 'invalid' } & Refusal)

export type Read<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly fault: Fault }

export const broken = (fault: Fault): Read<never> => ({ ok: false, fault })
