import { expect, test } from 'vitest'
import { button, captionOf, usePages } from './page.ts'

const open = usePages()

test('a storyboard has six pictures a page, each with its sentence, and stands on white paper', async () => {
  const page = await open({ scenario: 'grow4to16', dark: true })
  const opening = await captionOf(page)
  await page.locator('[data-command="export"]').click()
  await page.getByRole('dialog').getByRole('button', { name: 'Storyboard' }).click()
  await page.getByRole('heading', { name: 'Storyboard' }).waitFor()
  const pictures = page.locator('.paper figure')
  const calls = await pictures.count()
  expect(calls).toBeGreaterThan(3)
  expect(await page.locator('.paper').count()).toBe(Math.ceil(calls / 6))
  expect(await pictures.first().locator('figcaption').innerText()).toContain(
    opening.replace(/^Start\s+/, ''),
  )
  const ground = await page
    .locator('.paper')
    .first()
    .evaluate((paper) => getComputedStyle(paper).backgroundColor)
  expect(ground).toBe('rgb(255, 255, 255)')
  await page.getByLabel('Pictures').selectOption('even')
  await page.getByLabel('How many pictures').fill('14')
  await expect.poll(() => pictures.count()).toBe(14)
  expect(await page.locator('.paper').count()).toBe(3)

  await page.emulateMedia({ media: 'print' })
  expect(await page.getByRole('button', { name: 'Print' }).isVisible()).toBe(false)
  const pdf = await page.pdf({ format: 'A4' })
  expect(pdf.toString('latin1').match(/\/Type \/Page\b/g)).toHaveLength(3)
  await page.emulateMedia({ media: 'screen' })
  await button(page, 'Back to the picture').click()
  expect(await captionOf(page)).toBe(opening)
})

test('a lesson is a handout, and both it and Explore print without what is pressed', async () => {
  const page = await open({ link: '?screen=lessons&lesson=lostBucket&stop=5' })
  await page.emulateMedia({ media: 'print' })
  for (const pressed of ['.header', '.timeline', '.controls', '.lesson-presses']) {
    expect(await page.locator(pressed).isVisible(), pressed).toBe(false)
  }
  expect(await page.locator('.lesson-sentence').isVisible()).toBe(true)
  expect(await page.locator('.stage-picture').isVisible()).toBe(true)
  await page.emulateMedia({ media: 'screen' })
  await page.locator('[data-command="handout"]').click()
  const captions = page.locator('.paper figcaption')
  await captions.first().waitFor()
  const texts = await captions.allInnerTexts()
  expect(texts[0]).toMatch(/^Question /)
  expect(texts.at(-1)).toMatch(/^Moral /)
  expect(texts).toHaveLength(12)
  await button(page, 'Back to the picture').click()
  expect(await page.locator('.lesson-sentence').isVisible()).toBe(true)
})
