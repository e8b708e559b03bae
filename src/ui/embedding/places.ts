import { PLACES, type EmbedPlace } from '../../app/embedCode.ts'
import { m, type Locale } from '../../i18n/index.ts'

/** Where code can go, each with its name and what to do with the code. */
const words: Readonly<
  Record<EmbedPlace, readonly [name: (locale: Locale) => string, hint: (locale: Locale) => string]>
> = {
  html: [(locale) => m.embedPlaceHtml({}, { locale }), (locale) => m.embedHintHtml({}, { locale })],
  element: [
    (locale) => m.embedPlaceElement({}, { locale }),
    (locale) => m.embedHintElement({}, { locale }),
  ],
  mdx: [(locale) => m.embedPlaceMdx({}, { locale }), (locale) => m.embedHintMdx({}, { locale })],
  vitepress: [
    (locale) => m.embedPlaceVitepress({}, { locale }),
    (locale) => m.embedHintVitepress({}, { locale }),
  ],
  react: [
    (locale) => m.embedPlaceReact({}, { locale }),
    (locale) => m.embedHintReact({}, { locale }),
  ],
  reveal: [
    (locale) => m.embedPlaceReveal({}, { locale }),
    (locale) => m.embedHintReveal({}, { locale }),
  ],
}

export const placeOptions = (locale: Locale) =>
  PLACES.map((place) => [place, words[place][0](locale)] as const)

export const hintOf = (place: EmbedPlace, locale: Locale): string => words[place][1](locale)
