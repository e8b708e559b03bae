import { m, type Locale } from '../../i18n/index.ts'
import type { ClusterScenarioId, ClusterScenarioKind } from '../../scenarios/cluster.ts'

type Say = (locale: Locale) => string

/** Title and opening sentence of each ready scenario. */
const scenarioText: Readonly<
  Record<ClusterScenarioId, { readonly title: Say; readonly story: Say }>
> = {
  oneAfterOther: {
    title: (locale) => m.clusterTitleOneAfterOther({}, { locale }),
    story: (locale) => m.clusterStoryOneAfterOther({}, { locale }),
  },
  atOnce: {
    title: (locale) => m.clusterTitleAtOnce({}, { locale }),
    story: (locale) => m.clusterStoryAtOnce({}, { locale }),
  },
  routedCalls: {
    title: (locale) => m.clusterTitleRoutedCalls({}, { locale }),
    story: (locale) => m.clusterStoryRoutedCalls({}, { locale }),
  },
  finishedNode: {
    title: (locale) => m.clusterTitleFinishedNode({}, { locale }),
    story: (locale) => m.clusterStoryFinishedNode({}, { locale }),
  },
  comesTwice: {
    title: (locale) => m.clusterTitleComesTwice({}, { locale }),
    story: (locale) => m.clusterStoryComesTwice({}, { locale }),
  },
  keyByKey: {
    title: (locale) => m.clusterTitleKeyByKey({}, { locale }),
    story: (locale) => m.clusterStoryKeyByKey({}, { locale }),
  },
  otherSeed: {
    title: (locale) => m.clusterTitleOtherSeed({}, { locale }),
    story: (locale) => m.clusterStoryOtherSeed({}, { locale }),
  },
  sameSeed: {
    title: (locale) => m.clusterTitleSameSeed({}, { locale }),
    story: (locale) => m.clusterStorySameSeed({}, { locale }),
  },
  frozenList: {
    title: (locale) => m.clusterTitleFrozenList({}, { locale }),
    story: (locale) => m.clusterStoryFrozenList({}, { locale }),
  },
  anyNode: {
    title: (locale) => m.clusterTitleAnyNode({}, { locale }),
    story: (locale) => m.clusterStoryAnyNode({}, { locale }),
  },
  replicasToo: {
    title: (locale) => m.clusterTitleReplicasToo({}, { locale }),
    story: (locale) => m.clusterStoryReplicasToo({}, { locale }),
  },
  laggingReplica: {
    title: (locale) => m.clusterTitleLaggingReplica({}, { locale }),
    story: (locale) => m.clusterStoryLaggingReplica({}, { locale }),
  },
  beginsAgain: {
    title: (locale) => m.clusterTitleBeginsAgain({}, { locale }),
    story: (locale) => m.clusterStoryBeginsAgain({}, { locale }),
  },
  nobodySaysMoved: {
    title: (locale) => m.clusterTitleNobodySaysMoved({}, { locale }),
    story: (locale) => m.clusterStoryNobodySaysMoved({}, { locale }),
  },
  bitmapHolds: {
    title: (locale) => m.clusterTitleBitmapHolds({}, { locale }),
    story: (locale) => m.clusterStoryBitmapHolds({}, { locale }),
  },
  bitmapHole: {
    title: (locale) => m.clusterTitleBitmapHole({}, { locale }),
    story: (locale) => m.clusterStoryBitmapHole({}, { locale }),
  },
  throughMoved: {
    title: (locale) => m.clusterTitleThroughMoved({}, { locale }),
    story: (locale) => m.clusterStoryThroughMoved({}, { locale }),
  },
  slotBySlot: {
    title: (locale) => m.clusterTitleSlotBySlot({}, { locale }),
    story: (locale) => m.clusterStorySlotBySlot({}, { locale }),
  },
  oneCursor: {
    title: (locale) => m.clusterTitleOneCursor({}, { locale }),
    story: (locale) => m.clusterStoryOneCursor({}, { locale }),
  },
  proxyShifts: {
    title: (locale) => m.clusterTitleProxyShifts({}, { locale }),
    story: (locale) => m.clusterStoryProxyShifts({}, { locale }),
  },
  sixNodes: {
    title: (locale) => m.clusterTitleSixNodes({}, { locale }),
    story: (locale) => m.clusterStorySixNodes({}, { locale }),
  },
  realMissed: {
    title: (locale) => m.clusterTitleRealMissed({}, { locale }),
    story: (locale) => m.clusterStoryRealMissed({}, { locale }),
  },
  realDoubled: {
    title: (locale) => m.clusterTitleRealDoubled({}, { locale }),
    story: (locale) => m.clusterStoryRealDoubled({}, { locale }),
  },
}

const kindName: Readonly<Record<ClusterScenarioKind, Say>> = {
  stage: (locale) => m.clKindStage({}, { locale }),
  wrong: (locale) => m.clKindWrong({}, { locale }),
  answer: (locale) => m.clKindAnswer({}, { locale }),
  real: (locale) => m.clKindReal({}, { locale }),
}

/** The heading under which scenarios of a kind stand. */
export const headingOf = (kind: ClusterScenarioKind, locale: Locale): string =>
  kindName[kind](locale)

const textIn = (name: string) => {
  const [id = ''] = name.replace(/^cluster_/, '').split(/[_.]/)
  return Object.hasOwn(scenarioText, id) ? scenarioText[id as ClusterScenarioId] : undefined
}

/** The title of a ready scenario, or of the one that a work was made of; undefined for neither. */
export const clusterTitle = (name: string, locale: Locale): string | undefined =>
  textIn(name)?.title(locale)

/** Its opening sentence. */
export const clusterStory = (name: string, locale: Locale): string | undefined =>
  textIn(name)?.story(locale)
