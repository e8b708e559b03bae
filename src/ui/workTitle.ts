import { isGuest, storyIn } from '../app/guests.ts'
import { clusterStoryOf, clusterTitleOf } from '../app/parts.ts'
import { m, type Locale } from '../i18n/index.ts'
import { scenarioText, storyOf } from '../i18n/words.ts'
import type { ScenarioId } from '../scenarios/index.ts'

/** Characters of a guest's hash that tell it from others of the same story. */
const MARK = 4

/** The title of a work: a ready scenario's, or that of the one which a guest was made of. */
export function workTitle(id: string, locale: Locale): string {
  const story = storyIn(id)
  const isKnown = Object.hasOwn(scenarioText, story)
  const title = isKnown
    ? scenarioText[story as ScenarioId].title(locale)
    : (clusterTitleOf(story, locale) ?? null)
  if (!isGuest(id)) return title ?? m.scenarioOwn({}, { locale })
  const mark = id.slice(-MARK)
  return title === null
    ? m.sharedOwn({ mark }, { locale })
    : m.sharedWork({ title, mark }, { locale })
}

/** The opening sentence of a work, if it is or was made of a ready scenario. */
export function workStory(id: string, locale: Locale): string | undefined {
  const story = storyIn(id)
  return storyOf(story, locale) ?? clusterStoryOf(story, locale)
}
