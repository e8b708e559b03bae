import type { Page } from 'playwright-core'

/**
 * What is no sentence of ours: what a user or a server wrote (it is isolated, in the picture it is a
 * chip), code, what redis-cli prints, keys of the keyboard, and the names of languages in themselves.
 */
const DATA =
  'bdi, code, kbd, pre, textarea, option[lang], .listing, .reply-key, [data-name^="chip "]'

/** Names that are the same in every language. */
const NAMES = 'ht\\[|Redis [\\d., ]+|\\u2068[^\\u2069]*\\u2069'

/** The visible texts and the accessible names that no message brought, each with its place. */
export const hardCodedIn = (page: Page): Promise<string[]> =>
  page.evaluate(
    ([data, names]) => {
      /** Without what stands in brackets, also where a text is cut off or goes on in the next node. */
      const outside = (text: string): string => {
        let depth = 0
        let rest = ''
        const opened = text.indexOf('⟦')
        const closed = text.indexOf('⟧')
        const from = closed !== -1 && (opened === -1 || closed < opened) ? closed + 1 : 0
        for (const sign of text.slice(from)) {
          if (sign === '⟦') depth++
          else if (sign === '⟧') depth--
          else if (depth === 0) rest += sign
        }
        return rest
      }
      const isWord = (text: string) =>
        /\p{L}{2}/u.test(outside(text).replaceAll(new RegExp(names, 'g'), ''))
      const found: string[] = []
      /** A sentence that the picture sets in lines is one sentence. */
      const whole = (node: Element): string | null =>
        node.classList.contains('empty-stage')
          ? [...(node.parentElement?.querySelectorAll('.empty-stage') ?? [])]
              .map((line) => line.textContent)
              .join(' ')
          : null
      const look = (text: string | null, node: Element | null) => {
        const shown = (text ?? '').trim()
        if (node === null || node.closest(data) !== null || !isWord(shown)) return
        found.push(`${shown} (in ${node.tagName} ${node.getAttribute('class') ?? ''})`)
      }
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
      for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
        const { parentElement } = node
        // The choices of a closed list have no box.
        const box = parentElement?.closest('select') ?? parentElement
        if (box?.checkVisibility({ visibilityProperty: true }) === true) {
          look((parentElement && whole(parentElement)) ?? node.textContent, parentElement)
        }
      }
      look(document.title, document.head)
      for (const name of ['aria-label', 'title', 'placeholder', 'aria-valuetext', 'alt']) {
        for (const node of document.querySelectorAll(`[${name}]`))
          look(node.getAttribute(name), node)
      }
      return [...new Set(found)]
    },
    [DATA, NAMES] as const,
  )
