/** Under this name a paste stands in the fragment of a link: `d=1.eNpt...`. */
export const PASTE_NAME = 'd='

/** Whether a fragment holds a paste, well or badly written. */
export const holdsPaste = (fragment: string): boolean => fragment.startsWith(PASTE_NAME)

/** Characters of a fragment: as many as messengers leave whole. */
export const MOST_SHARED = 8000
