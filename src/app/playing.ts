import { goesOn } from '../trace/index.ts'
import { momentAfter } from './grain.ts'
import type { Access, PlayerActions } from './playerState.ts'

type Moving = Pick<PlayerActions, 'seek' | 'step' | 'nextCall' | 'setPlaying'>

/** The playhead: moves in time and changes nothing. */
export const playing = ({ get, set }: Access): Moving => ({
  seek: (moment) => {
    const { trace } = get()
    set({ moment: Math.max(0, Math.min(trace.length, Math.round(moment))), playing: false })
  },
  step: (grain, direction) => {
    const { trace, moment } = get()
    set({ moment: momentAfter(trace, moment, grain, direction) })
  },
  nextCall: () => {
    const { trace, moment, run } = get()
    if (moment < trace.length) {
      set({ moment: momentAfter(trace, moment, 'call', 1) })
      return
    }
    const next = goesOn(trace)
    if (next !== null) run([next])
  },
  setPlaying: (on) => {
    const { trace, moment, playing: before } = get()
    if (on && moment === trace.length) set({ moment: 0, playing: on })
    else if (on !== before) set({ playing: on })
  },
})
