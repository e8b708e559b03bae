import { m, type Locale } from '../i18n/index.ts'
import type { KeyState } from '../view/picture.ts'

export const KEY_STATES: readonly KeyState[] = [
  'waiting',
  'emitting',
  'returned',
  'twice',
  'dropped',
  'missed',
  'added',
  'deleted',
]

/** The words for a key's state. */
export function stateName(state: KeyState, locale: Locale): string {
  switch (state) {
    case 'waiting':
      return m.stateWaiting({}, { locale })
    case 'emitting':
      return m.stateEmitting({}, { locale })
    case 'returned':
      return m.stateReturned({}, { locale })
    case 'twice':
      return m.stateTwice({}, { locale })
    case 'dropped':
      return m.stateDropped({}, { locale })
    case 'missed':
      return m.stateMissed({}, { locale })
    case 'added':
      return m.stateAdded({}, { locale })
    case 'deleted':
      return m.stateDeleted({}, { locale })
  }
}
