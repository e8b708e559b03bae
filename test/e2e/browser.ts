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

/** The installed Chromium, headless; the caller closes it. */
export function launchChromium(): Promise<Browser> {
  const executablePath = findChromium()
  if (executablePath === undefined) {
    throw new Error('No Chromium found: run `node test/setup/install.mjs --browser`.')
  }
  return chromium.launch({ executablePath, args })
}
