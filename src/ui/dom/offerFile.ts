/** Milliseconds until a file that was handed over is let go: some browsers read it later. */
const KEPT = 30_000

/** Hands a text, or a file that was made, to the user, whatever is in it and however long it is. */
export function offerFile(name: string, content: string | Blob, type = 'application/json'): void {
  const blob = typeof content === 'string' ? new Blob([content], { type }) : content
  const address = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => {
    URL.revokeObjectURL(address)
  }, KEPT)
}
