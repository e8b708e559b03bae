import { decodePaste, type Decoded, type Finding, type Layout } from '../../src/decode/index.ts'

/** Decodes a paste in one go. */
export function decoded(text: string, layout: Layout | 'auto' = 'auto'): Decoded {
  const work = decodePaste(text, layout)
  let step = work.next()
  while (step.done !== true) step = work.next()
  return step.value
}

/** The findings of one kind. */
export const ofKind = <K extends Finding['kind']>(findings: readonly Finding[], kind: K) =>
  findings.filter((finding): finding is Finding & { readonly kind: K } => finding.kind === kind)

export const kindsIn = (text: string): string[] => decoded(text).findings.map(({ kind }) => kind)
