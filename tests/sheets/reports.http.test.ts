import { MINUTE } from '@mashang/shared/core/clock.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { outcome, post, seeded } from '../issues/steps.ts'
import { uploaded } from '../photos/upload.ts'
import { startApp, type TestApp } from '../support/app.ts'
import { hang, PLACE, type Printed, printed, view } from './steps.ts'

let t: TestApp
beforeAll(async () => {
  t = await startApp()
})
afterAll(() => t.close())

const tell = (sheet: Printed, body: object, phone = 'phone A') =>
  post(t.voter, `/api/codes/${sheet.code}/reports`, body, { 'user-agent': phone })

describe('海报有问题', () => {
  it('one tap is one report, a note goes with it, another phone is another one', async () => {
    const office = await t.as('office')
    const sheet = await printed(t)
    await hang(office, sheet)
    expect(outcome(await tell(sheet, { reason: 'covered' }))).toBe('204')
    expect(outcome(await tell(sheet, { reason: 'covered' }))).toBe('204')
    expect(outcome(await tell(sheet, { reason: 'covered', note: '被招聘广告盖住了' }))).toBe('204')
    expect(outcome(await tell(sheet, { reason: 'covered', note: '又一句' }))).toBe('204')
    await tell(sheet, { reason: 'suspicious' }, 'phone B')
    const shown = await view(office, sheet)
    expect(shown).toMatchObject({ flags: ['reported'], openReports: 2 })
    expect(shown.reports.map(({ reason, note }) => [reason, note])).toEqual(
      expect.arrayContaining([
        ['covered', '被招聘广告盖住了'],
        ['suspicious', null],
      ]),
    )
    t.clock.advance(10 * MINUTE)
    await tell(sheet, { reason: 'place' })
    expect((await view(office, sheet)).openReports).toBe(3)
  })

  it('is seen and settled by the station and the office, once', async () => {
    const sheet = await printed(t, 2)
    const [office, liaison] = [await t.as('office'), await t.as('liaison')]
    await tell(sheet, { reason: 'person', note: '已经换届了' })
    const open = (await office({ url: '/api/sheet-reports?size=200' })).json()
    const report = open.items.find((item: { sheetId: string }) => item.sheetId === sheet.id)
    expect(report).toMatchObject({
      number: sheet.number,
      subject: '那顺巴雅尔',
      note: '已经换届了',
      outcome: null,
    })
    // Another station's.
    expect((await liaison({ url: '/api/sheet-reports?size=200' })).body).not.toContain(sheet.id)
    const url = `/api/sheet-reports/${report.id}/resolution`
    expect(outcome(await post(liaison, url, { outcome: 'fixed' }))).toBe(
      '404 sheet-report.not-found',
    )
    expect((await post(office, url, { outcome: 'fixed' })).json()).toMatchObject({
      outcome: 'fixed',
    })
    expect(outcome(await post(office, url, { outcome: 'nothing' }))).toBe(
      '404 sheet-report.not-found',
    )
    const done = (await office({ url: '/api/sheet-reports?open=false' })).json()
    expect(done.items[0].id).toBe(report.id)
    expect((await view(office, sheet)).events.map((event) => event.text)).toEqual([
      '去看过，已经弄好。',
      '有人说：不是这位代表了。“已经换届了”',
      '印好了。',
    ])
    // Whose sheet it is sees that, not what a voter wrote.
    expect(JSON.stringify(await view(await t.as(2), sheet))).not.toContain('换届')
  })

  it('is for printed sheets; a code that nobody made is unknown', async () => {
    const own = { id: '', number: '', code: seeded(t).code }
    expect(outcome(await tell(own, { reason: 'covered' }))).toBe('409 sheet.not-a-sheet')
    expect(outcome(await tell({ ...own, code: 'ABC' }, { reason: 'covered' }))).toBe(
      '404 code.unknown',
    )
    const sheet = await printed(t)
    expect(outcome(await tell(sheet, { reason: 'ugly' }))).toBe('400 request.invalid')
  })

  it('is slowed down for one address', async () => {
    const sheet = await printed(t)
    const statuses = new Set<number>()
    for (let count = 0; count < 70; count++) {
      const reply = await t.app.inject({
        method: 'POST',
        url: `/api/codes/${sheet.code}/reports`,
        remoteAddress: '203.0.113.9',
        headers: { 'user-agent': `phone ${count}` },
        payload: { reason: 'covered' },
      })
      statuses.add(reply.statusCode)
    }
    expect([...statuses]).toEqual([204, 429])
  })
})

const POSITION = { latitude: 40.6843, longitude: 110.1432 }
const FAR = { latitude: 40.6943, longitude: 110.1432 }
const ADDRESS = 'http://127.0.0.1:8080/q/'

describe('a patrol', () => {
  const patrol = async (text: string, position?: object, by: 'office' | 'liaison' | 0 | 1 = 0) => {
    const reply = await post(await t.as(by), '/api/patrol-scans', { text, position })
    if (reply.statusCode !== 200) throw new Error(reply.body)
    return reply.json()
  }

  it('finds a sheet where it should be, or elsewhere, and its look becomes a fact', async () => {
    const office = await t.as('office')
    const sheet = await printed(t)
    expect(await patrol(ADDRESS + sheet.code)).toMatchObject({
      verdict: 'unhung',
      sheet: { id: sheet.id, mayHang: true },
    })
    t.clock.advance(MINUTE)
    await hang(office, sheet, { position: POSITION })
    expect(await patrol(ADDRESS + sheet.code, POSITION)).toMatchObject({
      verdict: 'right',
      distance: 0,
    })
    // The phone learned where it is only after the first look: both are told.
    expect(await patrol(ADDRESS + sheet.code, undefined, 'liaison')).toMatchObject({
      verdict: 'right',
      distance: null,
    })
    const moved = await patrol(ADDRESS.toUpperCase() + sheet.code, FAR, 'liaison')
    expect(moved).toMatchObject({ verdict: 'moved', distance: 1112 })
    expect(moved.sentence).toContain(PLACE)
    // The camera saw it twice.
    await patrol(ADDRESS + sheet.code, FAR, 'liaison')
    const { events, scans } = await view(office, sheet)
    expect(events.map(({ kind, text, by }) => [kind, text, by])).toEqual([
      ['seen', '巡查看过，离登记的地方约 1.1 公里。', 'liaison'],
      ['seen', '巡查看过，没有比对位置。', 'liaison'],
      ['seen', '巡查看过，位置对。', '李婺'],
      ['hung', `贴在“${PLACE}”。`, 'office'],
      ['seen', '巡查看过，还没登记贴在哪里。', '李婺'],
      ['printed', '印好了。', null],
    ])
    expect(scans).toBe(0)
  })

  it('tells what else there is on walls', async () => {
    const office = await t.as('office')
    const sheet = await printed(t)
    await post(office, `/api/sheets/${sheet.id}/revocation`, { reason: 'damaged' })
    expect(await patrol(sheet.code)).toMatchObject({ verdict: 'stopped' })
    const own = await patrol(ADDRESS + seeded(t).code)
    expect(own).toMatchObject({ verdict: 'personal', sheet: null })
    expect(own.sentence).toContain('李婺')
    expect(await patrol(`${ADDRESS}nonsense`)).toMatchObject({
      verdict: 'unknown',
      host: '127.0.0.1:8080',
    })
    expect(await patrol('https://example.com/q/x')).toMatchObject({
      verdict: 'foreign',
      host: 'example.com',
      sheet: null,
    })
    expect(await patrol('\u0000')).toMatchObject({ verdict: 'foreign', host: null })
    expect(outcome(await post(t.voter, '/api/patrol-scans', { text: 'x' }))).toBe(
      '401 auth.required',
    )
  })

  it('shows of a strange sheet what it is, not what voters do there', async () => {
    const sheet = await printed(t, 2)
    await tell(sheet, { reason: 'covered', note: '看不清' })
    const found = (await patrol(ADDRESS + sheet.code)).sheet
    expect(found).toMatchObject({ id: sheet.id, mayHang: false, flags: [], openReports: 0 })
    expect([found.reports, found.events, found.days]).toEqual([[], [], []])
  })

  it('raises an alarm with a photo, once, for the eyes of the office', async () => {
    const [office, representative] = [await t.as('office'), await t.as(0)]
    const body = {
      text: 'https://example.com/q/<script>alert(1)</script>\u0000',
      place: '大发街道菜市场',
      position: POSITION,
      photo: await uploaded(t),
      key: crypto.randomUUID(),
    }
    const raise = () => post(representative, '/api/sheet-alarms', body)
    const [one, two] = await Promise.all([raise(), raise()])
    expect([outcome(one), outcome(two)]).toEqual(['201', '201'])
    expect(one.json().id).toBe(two.json().id)
    const list = (await office({ url: '/api/sheet-alarms' })).json()
    expect(list).toMatchObject({
      total: 1,
      items: [
        {
          text: 'https://example.com/q/<script>alert(1)</script>',
          host: 'example.com',
          by: '李婺',
          outcome: null,
        },
      ],
    })
    expect((await office({ url: '/api/sheets' })).json().counts.alarms).toBe(1)
    expect((await representative({ url: '/api/sheets' })).json().counts.alarms).toBe(0)
    const { photoUrl, id } = list.items[0]
    expect((await office({ url: photoUrl })).headers['content-type']).toBe('image/jpeg')
    expect(outcome(await representative({ url: photoUrl }))).toBe('403 auth.forbidden')
    const settle = () => post(office, `/api/sheet-alarms/${id}/resolution`, { outcome: 'removed' })
    expect((await settle()).json()).toMatchObject({ outcome: 'removed' })
    expect(outcome(await settle())).toBe('404 sheet-alarm.not-found')
    expect((await office({ url: '/api/sheet-alarms' })).json().total).toBe(0)
    expect((await office({ url: '/api/sheet-alarms?open=false' })).json().total).toBe(1)
  })
})
