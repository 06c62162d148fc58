import { dropUnusedSeals, sealedFile } from '@mashang/server/issues/holds.store.ts'
import { COVER } from '@mashang/shared/issues/holds.words.ts'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { picture, uploaded } from '../photos/upload.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { answer, filed, outcome, post, release } from './steps.ts'

let t: TestApp
let office: Client
let representative: Client
beforeAll(async () => {
  t = await startApp()
  office = await t.as('office')
  representative = await t.as(0)
})
afterAll(() => t.close())

const TEXT = '锦绣社区的老王养了三条狗，天天不拴绳。'
const report = (by: Client, id: string, body: object = {}) =>
  post(by, `/api/issues/${id}/holds`, {
    target: 'filing',
    reason: 'abusive',
    note: '指名道姓说邻居',
    ...body,
  })
const held = async (id: string, body: object = {}): Promise<string> => {
  const reply = await report(representative, id, body)
  if (reply.statusCode !== 201) throw new Error(reply.body)
  return reply.json().id
}
const decide = (by: Client, id: string, body: object) => post(by, `/api/holds/${id}/decision`, body)
/** Covers the name in the filing's words. */
const coverName = (by: Client, id: string) =>
  decide(by, id, {
    decision: 'redact',
    reason: '遮住邻居的称呼',
    passages: [{ field: 'text', from: TEXT.indexOf('老王'), to: TEXT.indexOf('老王') + 2 }],
  })
const waiting = async (issue: string) =>
  (await office({ url: '/api/holds?size=200' }))
    .json()
    .items.filter((hold: { issue: { id: string } }) => hold.issue.id === issue)
const seen = async (issue: string) => (await representative({ url: `/api/issues/${issue}` })).json()
const receipt = async (of: { receipt: string }) =>
  (await t.voter({ url: `/api/receipts/${of.receipt}` })).json()

describe('what is held', () => {
  it('a danger in the words, by itself; its representative sees it and its clock runs', async () => {
    const mine = await filed(t, { text: '三号楼楼道里着火了，烟很大，老人下不来。' })
    expect(await waiting(mine.id)).toMatchObject([{ reason: 'danger', by: null, state: 'waiting' }])
    const view = await seen(mine.id)
    expect(view.text).toContain('着火')
    expect(view.clock).toMatchObject({ dueAt: mine.responseDueAt, stoppedAt: null })
  })

  it('a number in the place, where the matter may become public', async () => {
    const mine = await filed(t, { place: '锦绣社区，打 139 0000 0137', publish: true })
    expect(await waiting(mine.id)).toMatchObject([{ reason: 'personal', target: 'filing' }])
  })

  it('what a voter adds later: it is heard at once, and looked at', async () => {
    const mine = await filed(t, { publish: true })
    const say = (text: string) =>
      t.voter({ method: 'POST', url: `/api/receipts/${mine.receipt}/messages`, body: { text } })
    expect(outcome(await say('昨天又暗了一盏。'))).toBe('200')
    expect(await waiting(mine.id)).toEqual([])
    expect(outcome(await say('电线着火了，冒烟。'))).toBe('200')
    expect(outcome(await say('请打 139 0000 0137 找我。'))).toBe('200')
    expect(await waiting(mine.id)).toMatchObject([
      { reason: 'danger', target: 'message', by: null },
      { reason: 'personal', target: 'message', by: null },
    ])
    expect((await seen(mine.id)).messages).toHaveLength(3)
  })

  it('an ordinary matter is not', async () => {
    expect(await waiting((await filed(t)).id)).toEqual([])
  })

  it('what its representative asks to be looked at, once however often it is asked', async () => {
    const mine = await filed(t, { text: TEXT })
    const ids = [await held(mine.id), await held(mine.id)]
    expect(new Set(ids).size).toBe(1)
    expect(await waiting(mine.id)).toMatchObject([{ reason: 'abusive', note: '指名道姓说邻居' }])
  })

  it('nothing of a matter that one does not see, nor words that are not there', async () => {
    const mine = await filed(t)
    expect(outcome(await report(await t.as(2), mine.id))).toBe('404 issue.not-found')
    const unknown = { target: 'message', targetId: crypto.randomUUID() }
    expect(outcome(await report(representative, mine.id, unknown))).toBe('422 hold.target-unknown')
    expect(outcome(await report(representative, mine.id, { target: 'photo' }))).toBe(
      '422 hold.target-unknown',
    )
  })

  it('the queue is the office’s', async () => {
    for (const by of [representative, await t.as('liaison')])
      expect(outcome(await by({ url: '/api/holds' }))).toBe('403 auth.forbidden')
  })
})

describe('covering words', () => {
  it('covers them for everybody, says so to the voter, and changes neither state nor clock', async () => {
    const mine = await filed(t, { text: TEXT })
    const before = await seen(mine.id)
    const done = await coverName(office, await held(mine.id))
    expect(done.statusCode, done.body).toBe(200)
    expect(done.json()).toMatchObject({ state: 'redacted', can: { decide: false, original: true } })
    const after = await seen(mine.id)
    expect(after.text).toBe(TEXT.replace('老王', COVER.repeat(2)))
    expect([after.state, after.clock]).toEqual([before.state, before.clock])
    const voter = await receipt(mine)
    expect(voter.text).toBe(after.text)
    expect(voter.timeline[0].sentence).toBe(
      '代表工委遮住了您写的几个字，原来的封存着，没有丢，理由：遮住邻居的称呼。',
    )
    expect(JSON.stringify(after.timeline)).not.toContain('遮住邻居的称呼')
  })

  it('of two who decide at once the second is told so, and words that changed are not covered', async () => {
    const mine = await filed(t, { text: TEXT })
    const id = await held(mine.id)
    const both = await Promise.all([coverName(office, id), coverName(await t.as('office-2'), id)])
    expect(both.map((reply) => reply.statusCode).sort()).toEqual([200, 409])
    const beyond = { field: 'text', from: 0, to: 999 }
    const next = await decide(office, await held(mine.id), {
      decision: 'redact',
      reason: '再遮一次',
      passages: [beyond],
    })
    expect(outcome(next)).toBe('409 hold.changed')
  })

  it('nothing selected is nothing to cover', async () => {
    const id = await held((await filed(t)).id)
    const empty = await decide(office, id, { decision: 'redact', reason: '没有选' })
    expect(outcome(empty)).toBe('422 hold.nothing-covered')
  })

  it('covers what a voter said later', async () => {
    const mine = await filed(t)
    const said = await post(t.voter, `/api/receipts/${mine.receipt}/messages`, {
      text: '老王你等着',
    })
    expect(said.statusCode, said.body).toBe(200)
    const { messages } = await seen(mine.id)
    const id = await held(mine.id, { target: 'message', targetId: messages[0].id })
    const passages = [{ field: 'text', from: 0, to: 2 }]
    const done = await decide(office, id, { decision: 'redact', reason: '遮住称呼', passages })
    expect(done.statusCode, done.body).toBe(200)
    expect((await seen(mine.id)).messages[0].text).toBe(`${COVER.repeat(2)}你等着`)
  })
})

describe('the original', () => {
  it('is opened with a reason that its voter reads, and lies nowhere in plain words', async () => {
    const mine = await filed(t, { text: TEXT })
    const id = await held(mine.id)
    await coverName(office, id)
    const open = (reason: string) => post(office, `/api/holds/${id}/original`, { reason })
    expect(outcome(await open(' '))).toBe('400 request.invalid')
    const opened = await open('核对是哪一户')
    expect(opened.json().words.text).toBe(TEXT)
    expect((await receipt(mine)).timeline[0].sentence).toContain('理由：核对是哪一户')
    const { ledger, holds } = await stored()
    expect(ledger + holds).not.toContain('老王')
  })

  it('there is none where nothing was covered', async () => {
    const id = await held((await filed(t)).id)
    await decide(office, id, { decision: 'release', reason: '没有什么不妥' })
    expect(outcome(await post(office, `/api/holds/${id}/original`, { reason: '看看' }))).toBe(
      '409 hold.no-original',
    )
  })

  it('goes when its voter has the words deleted', async () => {
    const photo = await uploaded(t, await picture(900, 600).jpeg().toBuffer())
    const mine = await filed(t, { text: TEXT, photos: [photo] })
    await coverName(office, await held(mine.id))
    const id = await held(mine.id, { target: 'photo', targetId: photo, reason: 'photo' })
    await coverAll(id)
    await post(t.voter, `/api/receipts/${mine.receipt}/withdrawal`)
    expect(await t.context.files.read(sealedFile(id))).not.toBeNull()
    const erased = await t.voter({
      method: 'POST',
      url: `/r/${mine.receipt}/rights/erasure`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: undefined,
    })
    expect(erased.statusCode, erased.body).toBe(303)
    expect(await t.context.files.read(sealedFile(id))).toBeNull()
    expect(outcome(await post(office, `/api/holds/${id}/original`, { reason: '看看' }))).toBe(
      '409 hold.no-original',
    )
  })
})

describe('an original that is kept no longer', () => {
  const original = (id: string) => post(office, `/api/holds/${id}/original`, { reason: '看看' })

  it('goes when its voter has the contact deleted', async () => {
    const mine = await filed(t, { text: TEXT })
    const id = await held(mine.id)
    await coverName(office, id)
    await post(t.voter, `/api/receipts/${mine.receipt}/withdrawal`)
    const erased = await t.voter({
      method: 'POST',
      url: `/r/${mine.receipt}/rights/contact-erasure`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: undefined,
    })
    expect(erased.statusCode, erased.body).toBe(303)
    expect(outcome(await original(id))).toBe('409 hold.no-original')
  })
})

const WHOLE = [{ x: 0, y: 0, width: 1, height: 1 }]
const coverAll = (id: string) =>
  decide(office, id, { decision: 'redact', reason: '拍到了别人的脸', rectangles: WHOLE })

async function stored(): Promise<{ ledger: string; holds: string }> {
  const { ledgerTables } = await import('@mashang/server/core/ledger/ledger.table.ts')
  const { holdsTables } = await import('@mashang/server/issues/holds.table.ts')
  const { ledger } = t.context.db.tables(ledgerTables)
  const { holds } = t.context.db.tables(holdsTables)
  return {
    ledger: JSON.stringify(await t.context.db.read.select().from(ledger)),
    holds: JSON.stringify(await t.context.db.read.select().from(holds)),
  }
}

describe('covering a photo', () => {
  it('paints over it for everybody, in both sizes, and seals what it was', async () => {
    const photo = await uploaded(t, await picture(900, 600).jpeg().toBuffer())
    const mine = await filed(t, { photos: [photo] })
    const url = `/api/issues/${mine.id}/photos/${photo}`
    const before = (await representative({ url })).rawPayload
    const id = await held(mine.id, { target: 'photo', targetId: photo, reason: 'photo' })
    expect((await coverAll(id)).statusCode).toBe(200)
    for (const size of ['full', 'thumb']) {
      const shown = await representative({ url: `${url}?size=${size}` })
      const { dominant } = await sharp(shown.rawPayload).stats()
      expect(dominant.r + dominant.g + dominant.b).toBeLessThan(60)
    }
    const sealed = await t.context.files.read(sealedFile(id))
    const kept = Buffer.concat((await sealed?.stream.toArray()) ?? [])
    expect(kept.includes(before.subarray(0, 32))).toBe(false)
    const opened = await post(office, `/api/holds/${id}/original`, { reason: '核对车牌' })
    expect(Buffer.from(opened.json().photo, 'base64').equals(before)).toBe(true)
    expect((await receipt(mine)).timeline[0].sentence).toContain('打开看了封存的原文')
  })
})

describe('a photo that was sealed by a process that died', () => {
  it('leaves no seal once its hold ends otherwise; that of a covering, and of what waits, stays', async () => {
    const holdOf = async () => {
      const photo = await uploaded(t, await picture(90, 60).jpeg().toBuffer())
      const mine = await filed(t, { photos: [photo] })
      return await held(mine.id, { target: 'photo', targetId: photo, reason: 'photo' })
    }
    const [covered, waiting, released] = [await holdOf(), await holdOf(), await holdOf()]
    expect((await coverAll(covered)).statusCode).toBe(200)
    await decide(office, released, { decision: 'release', reason: '没有什么不妥' })
    for (const id of [waiting, released])
      await t.context.files.put(sealedFile(id), Buffer.from('sealed'))
    await dropUnusedSeals(t.context)
    const names: string[] = []
    for await (const name of t.context.files.list('sealed')) names.push(name)
    expect(names).toEqual(expect.arrayContaining([sealedFile(covered), sealedFile(waiting)]))
    expect(names).not.toContain(sealedFile(released))
  })
})

describe('a photo that two decide about at once', () => {
  const heldPhoto = async () => {
    const photo = await uploaded(t, await picture(900, 600).jpeg().toBuffer())
    const mine = await filed(t, { photos: [photo] })
    const url = `/api/issues/${mine.id}/photos/${photo}`
    const before = (await representative({ url })).rawPayload
    return { url, before, id: await held(mine.id, { target: 'photo', targetId: photo }) }
  }
  const half = (x: number) => ({
    decision: 'redact',
    reason: '拍到了别人的脸',
    rectangles: [{ x, y: 0, width: 0.5, height: 1 }],
  })
  /** How bright the two halves are of what is shown in a size: left, right. */
  const halves = async (url: string, size: string): Promise<number[]> => {
    const { rawPayload } = await representative({ url: `${url}?size=${size}` })
    const { width, height } = await sharp(rawPayload).metadata()
    const wide = Math.floor(width / 2) - 8
    return await Promise.all(
      [0, width - wide].map(async (left) => {
        const part = { left, top: 0, width: wide, height }
        const { channels } = await sharp(await sharp(rawPayload).extract(part).toBuffer()).stats()
        return Math.max(...channels.map(({ mean }) => mean))
      }),
    )
  }

  it('covered by both: shows the one covering that holds, and keeps the whole original', async () => {
    const { url, before, id } = await heldPhoto()
    const both = await Promise.all([
      decide(office, id, half(0)),
      decide(await t.as('office-2'), id, half(0.5)),
    ])
    expect(both.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409])
    const won = both.findIndex(({ statusCode }) => statusCode === 200)
    for (const size of ['full', 'thumb']) {
      const bright = await halves(url, size)
      expect(bright[won]).toBeLessThan(20)
      expect(bright[1 - won]).toBeGreaterThan(40)
    }
    const opened = await post(office, `/api/holds/${id}/original`, { reason: '核对车牌' })
    expect(Buffer.from(opened.json().photo, 'base64').equals(before)).toBe(true)
  })

  it('covered by one, released by the other: shows what was decided', async () => {
    const { url, before, id } = await heldPhoto()
    const free = { decision: 'release', reason: '没有什么不妥' }
    const other = await t.as('office-2')
    const { files } = t.context
    const put = files.put.bind(files)
    const [begun, released] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    // Painting takes long; the other decides meanwhile.
    const spy = vi.spyOn(files, 'put').mockImplementation(async (...given) => {
      begun.resolve()
      await released.promise
      await put(...given)
    })
    const covering = decide(office, id, half(0))
    await begun.promise
    const releasing = await decide(other, id, free)
    released.resolve()
    expect([(await covering).statusCode, releasing.statusCode]).toEqual([409, 200])
    spy.mockRestore()
    expect((await representative({ url })).rawPayload.equals(before)).toBe(true)
    expect(await t.context.files.read(sealedFile(id))).toBeNull()
  })

  it('once it is covered, no file holds it uncovered', async () => {
    const { before, id } = await heldPhoto()
    expect((await decide(office, id, half(0))).statusCode).toBe(200)
    for await (const name of t.context.files.list('photos')) {
      const bytes = Buffer.concat(
        (await (await t.context.files.read(name))?.stream.toArray()) ?? [],
      )
      expect(bytes.equals(before), name).toBe(false)
    }
  })
})

describe('publishing', () => {
  const published = async () => {
    const mine = await filed(t, { publish: true })
    await answer(representative, mine.id)
    return mine
  }

  it('waits for what is held, and takes no number of somebody in its title', async () => {
    const mine = await published()
    const publish = (title: string) =>
      office({
        method: 'PUT',
        url: `/api/issues/${mine.id}/publication`,
        body: { title, was: null },
      })
    expect(outcome(await publish('请打 139 0000 0137'))).toBe('422 issue.title-holds-number')
    const id = await held(mine.id)
    expect(outcome(await publish('路灯不亮'))).toBe('409 issue.publication-held')
    await decide(office, id, { decision: 'release', reason: '没有什么不妥' })
    expect((await publish('路灯不亮')).statusCode).toBe(200)
  })

  it('is refused with a reason, and what was public is taken back', async () => {
    const mine = await published()
    await release(t, mine.id, '路灯不亮')
    const refused = await decide(office, await held(mine.id), {
      decision: 'refuse',
      reason: '一看就知道是谁家',
    })
    expect(refused.json().state).toBe('refused')
    expect((await seen(mine.id)).published).toBeNull()
    expect((await receipt(mine)).timeline[0].sentence).toBe(
      '代表工委定为不公开这件事，理由：一看就知道是谁家。',
    )
  })

  it('there is nothing to refuse where the voter did not agree', async () => {
    const id = await held((await filed(t)).id)
    expect(outcome(await decide(office, id, { decision: 'refuse', reason: '不公开' }))).toBe(
      '409 hold.not-for-refusal',
    )
  })
})
