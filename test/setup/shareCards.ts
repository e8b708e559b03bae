import { createHash } from 'node:crypto'
import { captionAt, loadParts } from '../../src/app/parts.ts'
import { scenarioText } from '../../src/i18n/words.ts'
import { scenarioIds, scenarios, type ScenarioId } from '../../src/scenarios/index.ts'
import { recordAny, type AnyTrace } from '../../src/trace/index.ts'
import { ledgerOf } from '../../src/view/ledger.ts'
import { pictureOf } from '../../src/view/picture.ts'
import { readingAt } from '../../src/view/reading.ts'

/** The size of a picture that Open Graph asks for. */
export const OG_SIZE = { width: 1200, height: 630 }

/** A ready scenario as other sites show it: its words, and the moment that its picture shows. */
export interface ShareCard {
  readonly id: ScenarioId
  readonly title: string
  readonly story: string
  readonly moment: number
  /** Of all that can be seen in the picture; when it changes, the picture is stale. */
  readonly hash: string
}

/** Lost keys are best seen at the end, a rehash just before it ends, a scan in its second half. */
function tellingMoment(trace: AnyTrace): number {
  if (ledgerOf(readingAt(trace, trace.length)).missed.length > 0) return trace.length
  const moments = Array.from({ length: trace.length }, (_, moment) => moment)
  const rehashing = moments.findLast((moment) => readingAt(trace, moment).dict.rehashIndex >= 0)
  return rehashing ?? Math.floor(trace.length * 0.6)
}

function cardOf(id: ScenarioId): ShareCard {
  const trace = recordAny(scenarios[id])
  const moment = tellingMoment(trace)
  const [title, story] = [scenarioText[id].title('en'), scenarioText[id].story('en')]
  const picture = pictureOf(trace, moment)
  const shown = { title, story, caption: captionAt(trace, moment, 'en', story), picture }
  const hash = createHash('sha256').update(JSON.stringify(shown)).digest('hex').slice(0, 16)
  return { id, title, story, moment, hash }
}

/** The cards of all ready scenarios, in their order. */
export async function shareCards(): Promise<readonly ShareCard[]> {
  await loadParts('server')
  return scenarioIds.map(cardOf)
}
