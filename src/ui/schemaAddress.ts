/** The page without query and fragment: links lead to it. */
export const here = () => window.location.href.replace(/[?#].*$/s, '')

/** The address of a published schema; a page that was opened from a disk has none. */
export function schemaAddress(name: 'scenario' | 'trace'): string | undefined {
  const { href, protocol } = new URL(`${name}.schema.json`, here())
  return protocol.startsWith('http') ? href : undefined
}
