import { chromium, type Browser } from 'playwright-core'
import { findChromium } from '../setup/install.mjs'

const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/**
 * The installed Chromium, headless; the caller closes it. `shell`: the one without a window, where
 * it is installed.
 */
export function launchChromium({ shell = true } = {}): Promise<Browser> {
  const executablePath = findChromium({ shell })
  if (executablePath === undefined) {
    throw new Error('No Chromium found: run `node test/setup/install.mjs --browser`.')
  }
  return chromium.launch({ executablePath, args })
}
