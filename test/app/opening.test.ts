import { describe, expect, it } from 'vitest'
import { createAddress } from '../../src/app/address.ts'
import { fileOf, openFile } from '../../src/app/files.ts'
import { isGuest, keptGuests } from '../../src/app/guests.ts'
import { firstWork, follow, workNamed } from '../../src/app/opening.ts'
import { notePlace } from '../../src/app/placeLeft.ts'
import { createPlayer } from '../../src/app/player.ts'
import { linkTo } from '../../src/app/sharing.ts'
import type { DictCommand } from '../../src/machines/index.ts'
import { scenarios } from '../../src/scenarios/index.ts'
import { currentBranch, edit, LIMITS, treeOf, type Place } from '../../src/trace/index.ts'
import { createBrowser } from './browser.ts'
import { eventually } from './eventually.ts'
import { createShelf } from './shelf.ts'

const scan: DictCommand = { type: 'scan' }
const grow: DictCommand = { type: 'resize', buckets: 16 }

type Browser = ReturnType<typeof createBrowser>

/** The page, opened or reloaded in a browser. */
async function load(browser: Browser, storage = createShelf()) {
  const address = createAddress(browser.bar)
  const player = createPlayer({ storage, ...(await firstWork(address.getState(), storage)) })
  const end = follow(address, player, storage)
  const leave = () => {
    player.getState().save()
    notePlace(player, storage)
    end()
  }
  /** What is shown, as far as links speak of it. */
  const seen = () => {
    const { scenarioId, moment, history, trace } = player.getState()
    return { id: scenarioId, moment, branch: history.present.tree.current, length: trace.length }
  }
  return { address, player, storage, leave, seen, now: player.getState }
}

/** A branch of a ready scenario, and a moment in it. */
const branched: Place = {
  tree: edit(treeOf(scenarios.grow4to8), 4, [grow, scan, scan]),
  moment: 33,
}
const toBranch = () => linkTo({ id: 'grow4to8', place: branched, order: 'index' })

describe('a link', () => {
  it('without a place opens the scenario where the reader left it', async () => {
    const browser = createBrowser('?scenario=atRest')
    const first = await load(browser)
    first.now().seek(17)
    first.leave()
    const { seen } = await load(browser, first.storage)
    expect(seen()).toMatchObject({ id: 'atRest', moment: 17 })
    const again = await load(createBrowser('?scenario=atRest'), first.storage)
    expect(again.seen()).toMatchObject({ id: 'atRest', moment: 17 })
  })

  it('to a moment opens the scenario as it came, as long as nothing was made of it', async () => {
    const { seen, storage } = await load(createBrowser('?scenario=atRest&moment=9'))
    expect(seen()).toMatchObject({ id: 'atRest', moment: 9 })
    const again = await load(createBrowser('?scenario=atRest&call=2'), storage)
    expect(again.seen()).toMatchObject({ id: 'atRest', moment: 18 })
  })

  it('to a moment leaves what the reader made of the scenario alone', async () => {
    const own = await load(createBrowser('?scenario=atRest'))
    own.now().run([grow])
    const before = own.storage.texts.get('scanscope.history.atRest')
    const { seen, now, storage } = await load(
      createBrowser('?scenario=atRest&moment=9'),
      own.storage,
    )
    expect(seen()).toMatchObject({ moment: 9, branch: 1 })
    expect(isGuest(seen().id)).toBe(true)
    now().run([grow])
    now().save()
    expect(storage.texts.get('scanscope.history.atRest')).toBe(before)
    expect(keptGuests(storage)).toEqual([seen().id])
  })

  it('to a branch opens just that branch and moment', async () => {
    const { seen, now } = await load(createBrowser(await toBranch()))
    expect(seen()).toMatchObject({ branch: 2, moment: 33 })
    expect(seen().id).toMatch(/^grow4to8\.[0-9a-f]{16}$/)
    expect(now().history.present.tree).toEqual(branched.tree)
    expect(now().notice).toBeNull()
  })

  it('that cannot be read opens its ready scenario, and the notice says why', async () => {
    const url = (await toBranch()).slice(0, -20)
    const { seen, now } = await load(createBrowser(url))
    expect(seen()).toMatchObject({ id: 'grow4to8', moment: 0, branch: 1 })
    expect(now().notice).toEqual({
      kind: 'link',
      report: { followed: ['scenario', 'order'], unread: [], fault: { why: 'damaged' } },
    })
  })

  it('with values that cannot be followed opens the rest, and the notice names them', async () => {
    const url = '?scenario=atRest&moment=9999&theme=blue&screen=cellar&branch=3'
    const { seen, now } = await load(createBrowser(url))
    expect(seen()).toMatchObject({ id: 'atRest', moment: now().trace.length })
    expect(now().notice).toMatchObject({
      kind: 'link',
      report: {
        followed: ['scenario'],
        unread: [
          { name: 'screen', value: 'cellar' },
          { name: 'theme', value: 'blue' },
          { name: 'branch', value: '3' },
          { name: 'moment', value: '9999' },
        ],
      },
    })
  })
})

describe('a guest', () => {
  it('that nobody worked on is not stored, and a reload returns to where one was', async () => {
    const browser = createBrowser(await toBranch())
    const { now, leave, storage } = await load(browser)
    now().select(1)
    now().seek(21)
    leave()
    expect([...storage.texts.keys()]).toEqual(['scanscope.place'])
    const { seen } = await load(browser, storage)
    expect(seen()).toMatchObject({ branch: 1, moment: 21 })
  })

  it('is stored with its first edit, and a reload brings it back', async () => {
    const browser = createBrowser(await toBranch())
    const { now, seen, leave, storage } = await load(browser)
    now().seek(now().trace.length)
    now().run([scan])
    const { id, length } = seen()
    leave()
    expect(keptGuests(storage)).toEqual([id])
    expect((await load(browser, storage)).seen()).toMatchObject({ id, branch: 2, length })
    expect(workNamed(storage, id)?.scenario).toEqual(scenarios.grow4to8)
  })

  it('whose link is followed again is as the link says, and undo leads to what was made', async () => {
    const url = await toBranch()
    const first = await load(createBrowser(url))
    first.now().run([scan])
    const { id, branch, moment } = first.seen()
    first.leave()
    const { seen, now } = await load(createBrowser(url), first.storage)
    expect(seen()).toMatchObject({ id, branch: 2, moment: 33 })
    expect(now().notice).toEqual({ kind: 'linkAgain' })
    now().undo()
    expect(seen()).toMatchObject({ id, branch, moment })
  })

  it('whose link is followed again unchanged has nothing to undo', async () => {
    const url = await toBranch()
    const browser = createBrowser(url)
    const { seen, now, player } = await load(browser)
    now().seek(3)
    browser.type('?scenario=lostBucket')
    expect(seen()).toMatchObject({ id: 'lostBucket' })
    browser.type(url)
    await eventually(() => {
      expect(seen()).toMatchObject({ moment: 33 })
    })
    expect(player.getState().history.past).toEqual([])
    expect(now().notice).toBeNull()
  })

  it('that was kept opens by its own name', async () => {
    const { now, seen, leave, storage } = await load(createBrowser(await toBranch()))
    now().run([scan])
    const { id, moment } = seen()
    leave()
    const again = await load(createBrowser(`?scenario=${id}`), storage)
    expect(again.seen()).toMatchObject({ id, moment })
    const elsewhere = await load(createBrowser(`?scenario=${id}`))
    expect(elsewhere.seen()).toMatchObject({ id: 'grow4to8', moment: 0 })
    expect(elsewhere.now().notice).toMatchObject({
      report: { unread: [{ name: 'scenario', value: id }] },
    })
  })
})

describe('back and forward', () => {
  it('go from scenario to scenario, not from step to step', async () => {
    const browser = createBrowser()
    const { now, seen } = await load(browser)
    now().seek(12)
    now().run([grow])
    now().open({ id: 'lostBucket', scenario: scenarios.lostBucket })
    now().seek(40)
    now().step('micro', 1)
    now().open({ id: 'edits', scenario: scenarios.edits })
    expect(browser.urls()).toEqual(['', '?scenario=lostBucket', '?scenario=edits'])
    browser.back()
    expect(seen()).toMatchObject({ id: 'lostBucket', moment: 41 })
    browser.back()
    expect(seen()).toMatchObject({ id: 'grow4to8', branch: 2 })
    browser.forward()
    expect(seen()).toMatchObject({ id: 'lostBucket', moment: 41 })
    expect(browser.urls()).toHaveLength(3)
  })

  it('return to a link where one was in it', async () => {
    const browser = createBrowser(await toBranch())
    const { now, seen } = await load(browser)
    const { id } = seen()
    now().seek(7)
    now().open({ id: 'edits', scenario: scenarios.edits })
    browser.back()
    await eventually(() => {
      expect(seen()).toMatchObject({ id, branch: 2, moment: 7 })
    })
  })

  it('leave the player alone between screens', async () => {
    const browser = createBrowser('?scenario=edits')
    const { now, seen, address } = await load(browser)
    now().seek(5)
    address.getState().go('lessons')
    address.getState().go('explore')
    expect(seen()).toMatchObject({ id: 'edits', moment: 5 })
    now().open({ id: 'lostBucket', scenario: scenarios.lostBucket })
    browser.back()
    expect(seen()).toMatchObject({ id: 'edits', moment: 5 })
    browser.back()
    expect(address.getState().screen).toBe('lessons')
    expect(seen()).toMatchObject({ id: 'edits' })
  })

  it('open nothing when only a part of the page was jumped to', async () => {
    const browser = createBrowser('?scenario=edits')
    const { now, seen } = await load(browser)
    now().seek(5)
    browser.type('?scenario=edits#stage')
    expect(seen()).toMatchObject({ id: 'edits', moment: 5 })
  })

  it('survive an entry that somebody else has written on', async () => {
    const browser = createBrowser('?scenario=edits')
    browser.bar.note({ work: 7, place: 'x' })
    expect((await load(browser)).seen()).toMatchObject({ id: 'edits' })
    browser.bar.note({ work: '../../etc', place: { branch: -1, moment: 1e9 } })
    expect((await load(browser)).seen()).toMatchObject({ id: 'edits' })
  })
})

describe('a file', () => {
  const opened = async (content: string | Uint8Array<ArrayBuffer>, name = 'work.json') => {
    const page = await load(createBrowser())
    await openFile(new File([content], name), page)
    return page
  }

  it('opens as a guest that a reload finds, at its branch and moment', async () => {
    const text = await fileOf('grow4to8', branched, 'https://example.org/scenario.schema.json')
    const { seen, storage, now } = await opened(`\uFEFF${text}`)
    expect(seen()).toMatchObject({ branch: 2, moment: 33 })
    const again = await load(createBrowser(`?scenario=${seen().id}`), storage)
    expect(again.seen()).toEqual(seen())
    expect(now().notice).toBeNull()
  })

  it('holds a bare scenario as well', async () => {
    const { seen, now } = await opened(JSON.stringify(scenarios.lostBucket))
    expect(seen()).toMatchObject({ branch: 1, moment: 0 })
    expect(seen().id).toMatch(/^own\./)
    expect(currentBranch(now().history.present.tree).scenario).toEqual(scenarios.lostBucket)
  })

  it('that is opened again brings its own state, and undo what was made of it', async () => {
    const page = await opened(await fileOf('grow4to8', branched))
    page.now().run([scan])
    const { branch } = page.seen()
    await openFile(new File([await fileOf('grow4to8', branched)], 'again.json'), page)
    expect(page.seen()).toMatchObject({ branch: 2, moment: 33 })
    page.now().undo()
    expect(page.seen()).toMatchObject({ branch })
  })

  it.each([
    ['no JSON', '{"version":', { why: 'notJson' }],
    ['no text', new Uint8Array([0x7b, 0xff, 0xfe]), { why: 'notJson' }],
    ['too large', ' '.repeat(LIMITS.workBytes + 1), { why: 'tooLarge', most: LIMITS.workBytes }],
    [
      'something else',
      '{"name":"x"}',
      { why: 'invalid', field: 'version', reason: { kind: 'missing' } },
    ],
    [
      'out of bounds',
      JSON.stringify({
        ...scenarios.edits,
        config: { ...scenarios.edits.config, buckets: 5 },
      }),
      { why: 'invalid', field: 'config.buckets', reason: { kind: 'powerOfTwo' } },
    ],
  ])('that is %s is refused with a reason, and what is open stays', async (_, content, fault) => {
    const { seen, now } = await opened(content, 'broken.json')
    expect(seen()).toMatchObject({ id: 'grow4to8' })
    expect(now().notice).toEqual({ kind: 'fileBroken', name: 'broken.json', fault })
  })
})
