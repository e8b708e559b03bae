import { SetupError } from './install.mjs'

/** Where `npm start` serves the page. */
const DEFAULT = 'http://localhost:4173/'

/**
 * The address under which the built page will be reached, with its last slash: other sites need it
 * whole. SCANSCOPE_URL names it.
 * @param {Readonly<Record<string, string | undefined>>} environment
 */
export function baseAddress(environment) {
  const given = environment['SCANSCOPE_URL']
  if (given === undefined || given === '') return DEFAULT
  const url = URL.canParse(given) ? new URL(given) : null
  if (url === null || !/^https?:$/.test(url.protocol) || url.search !== '' || url.hash !== '') {
    throw new SetupError(
      `SCANSCOPE_URL is "${given}"; it must be the address of the page, like https://example.org/scanscope/.`,
    )
  }
  return url.href.replace(/\/?$/, '/')
}
