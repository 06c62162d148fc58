import { ledgerTables } from '@mashang/server/core/ledger/ledger.table.ts'
import { DAY, MINUTE } from '@mashang/shared/core/clock.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { saveSettings } from '../districts/steps.ts'
import { outcome, post, seeded } from '../issues/steps.ts'
import { uploaded } from '../photos/upload.ts'
import { filingTo, startApp, type TestApp } from '../support/app.ts'
import { hang, orderedBatch, PLACE, printed, scan, view } from './steps.ts'

let t: TestApp
beforeAll(async () => {
  t = await startApp()
})
afterAll(() => t.close())

const POSITION = { latitude: 40.6843, longitude: 110.1432, accuracy: 12 }

describe('a printed sheet', () => {
  it('says its number and place to whoever scans it, and at once when it moves', async () => {
    const office = await t.as('office')
    const sheet = await printed(t)
    const shown = async () => (await t.voter({ url: `/api/codes/${sheet.code}` })).json().sheet
    const own = { title: '海报', number: sheet.number, code: sheet.code }
    expect(await shown()).toEqual({ ...own, place: null })
    expect((await scan(t, sheet.code)).body).toContain(`"number":"${sheet.number}"`)
    await hang(office, sheet)
    expect(await shown()).toEqual({ ...own, place: PLACE })
    expect((await scan(t, sheet.code)).body).toContain(PLACE)
    const plain = await t.voter({ url: `/api/codes/${seeded(t).code}` })
    expect(plain.json().sheet).toBeNull()
  })

  it('is no code of the person: neither the list of codes nor their own QR page shows it', async () => {
    const sheet = await printed(t)
    const codes = await (await t.as('office'))({ url: '/api/codes?size=200' })
    expect(codes.body).not.toContain(sheet.code)
    const mine = await (await t.as(0))({ url: '/api/me/code' })
    expect(mine.json().code).toBe(seeded(t).code)
  })

  it('is hung from a phone with a photo, moved, and its history is told newest first', async () => {
    const representative = await t.as(0)
    const sheet = await printed(t)
    const photo = await uploaded(t)
    const first = await hang(representative, sheet, { position: POSITION, photo })
    expect(first.json()).toMatchObject({
      state: 'hung',
      place: PLACE,
      latitude: POSITION.latitude,
      hungBy: '李婺',
      mayHang: true,
    })
    t.clock.advance(MINUTE)
    await hang(representative, sheet, { place: '大磁村村口' })
    const now = await view(representative, sheet)
    expect(now).toMatchObject({ place: '大磁村村口', latitude: null, photoUrl: null })
    expect(now.events.map(({ kind, text }) => [kind, text])).toEqual([
      ['moved', '换到“大磁村村口”。'],
      ['hung', `贴在“${PLACE}”。`],
      ['printed', '印好了。'],
    ])
    const url = now.events[1]?.photoUrl ?? ''
    expect((await representative({ url })).headers['content-type']).toBe('image/jpeg')
    const [full, thumb] = [
      await representative({ url }),
      await representative({ url: `${url}?size=thumb` }),
    ]
    expect(thumb.rawPayload.length).toBeLessThanOrEqual(full.rawPayload.length)
    expect(outcome(await (await t.as(2))({ url }))).toBe('404 sheet.not-found')
    const other = await printed(t)
    const elsewhere = url.replace(sheet.id, other.id)
    expect(outcome(await representative({ url: elsewhere }))).toBe('404 photo.not-found')
  })

  it('given the same hanging sent twice, then it was hung once', async () => {
    const liaison = await t.as('liaison')
    const sheet = await printed(t)
    const body = { photo: await uploaded(t), key: crypto.randomUUID() }
    const [one, two] = await Promise.all([hang(liaison, sheet, body), hang(liaison, sheet, body)])
    expect([outcome(one), outcome(two)]).toEqual(['200', '200'])
    expect(outcome(await hang(liaison, sheet, body))).toBe('200')
    const { events, photoUrl } = await view(liaison, sheet)
    expect(events.map((event) => event.kind)).toEqual(['hung', 'printed'])
    expect((await liaison({ url: photoUrl ?? '' })).statusCode).toBe(200)
  })

  it("given a voter's photo, then it cannot be taken for a sheet", async () => {
    const photo = await uploaded(t)
    await post(t.voter, '/api/issues', filingTo(seeded(t), { photos: [photo] }), {
      'idempotency-key': crypto.randomUUID(),
    })
    const sheet = await printed(t)
    expect(outcome(await hang(await t.as('office'), sheet, { photo }))).toBe('404 photo.not-found')
    expect((await view(await t.as('office'), sheet)).state).toBe('printed')
  })

  it('is hung by the office, its station and colleagues of the station, and by nobody else', async () => {
    const sheet = await printed(t, 0)
    const far = await printed(t, 2)
    const who = async (by: 'office' | 'liaison' | 0 | 1 | 2) => await t.as(by)
    for (const by of ['office', 'liaison', 0, 1] as const)
      expect([by, outcome(await hang(await who(by), sheet))]).toEqual([by, '200'])
    expect(outcome(await hang(await who(2), sheet))).toBe('403 sheet.not-yours')
    expect(outcome(await hang(await who('liaison'), far))).toBe('403 sheet.not-yours')
    expect(outcome(await hang(t.voter, sheet))).toBe('401 auth.required')
    // Hanging for a colleague shows nothing of what voters do there.
    const lent = (await hang(await who(1), sheet)).json()
    expect([lent.events, lent.reports, lent.days]).toEqual([[], [], []])
    expect(outcome(await (await who(1))({ url: `/api/sheets/${sheet.id}` }))).toBe(
      '404 sheet.not-found',
    )
  })

  it('counts filings by its code as a sum over what was filed', async () => {
    const sheet = await printed(t)
    for (let count = 0; count < 2; count++)
      await post(t.voter, '/api/issues', filingTo(seeded(t), { code: sheet.code }), {
        'idempotency-key': crypto.randomUUID(),
      })
    const shown = await view(await t.as('office'), sheet)
    expect(shown.filings).toBe(2)
    expect(shown.days.at(-1)).toEqual({ day: '2026-11-23', scans: 0, filings: 2 })
    expect(shown.days).toHaveLength(56)
  })
})

describe('the end of a sheet', () => {
  it('revoked alone: its code leads to the person, the others live on, the reason is told', async () => {
    const office = await t.as('office')
    const [sheet, sister] = [await printed(t), await printed(t)]
    const url = `/api/sheets/${sheet.id}/revocation`
    const gone = await post(office, url, { reason: 'lost', note: '王某撕的' })
    expect(gone.json()).toMatchObject({ state: 'revoked', mayHang: false })
    expect(gone.json().events[0]).toMatchObject({
      kind: 'revoked',
      text: '作废了：丢了或被撕，王某撕的。',
      by: 'office',
    })
    const page = await scan(t, sheet.code)
    expect(page.statusCode).toBe(410)
    expect(page.body).toContain(`/q/${seeded(t).code}`)
    expect((await scan(t, sister.code)).statusCode).toBe(200)
    expect((await scan(t, seeded(t).code)).statusCode).toBe(200)
    expect(outcome(await post(office, url, { reason: 'lost' }))).toBe('409 sheet.retired')
    expect(outcome(await hang(office, sheet))).toBe('409 sheet.retired')
    const ledger = await t.context.db.read.select().from(t.context.db.tables(ledgerTables).ledger)
    const words = JSON.stringify(ledger)
    expect(words).toContain('"sheet.revoked"')
    for (const said of ['王某', PLACE, '大磁村']) expect(words).not.toContain(said)
  })

  it('many at once: what was revoked already does not count, and an unknown one stops all', async () => {
    const office = await t.as('office')
    const sheets = [await printed(t), await printed(t), await printed(t)]
    const ids = sheets.map((sheet) => sheet.id)
    const revoke = (list: string[]) =>
      post(office, '/api/sheet-revocations', { sheets: list, reason: 'misprint' })
    expect((await revoke(ids.slice(0, 1))).json()).toEqual({
      revoked: 1,
      already: 0,
      items: [{ id: ids[0], goes: true, words: '作废了' }],
    })
    expect(outcome(await revoke([...ids, crypto.randomUUID()]))).toBe('404 sheet.not-found')
    const late = { goes: false, words: '早已作废' }
    expect((await revoke(ids)).json()).toEqual({
      revoked: 2,
      already: 1,
      items: ids.map((id, n) => (n === 0 ? { id, ...late } : { id, goes: true, words: '作废了' })),
    })
    const both = await Promise.all([revoke(ids), revoke(ids)])
    expect(both.map((reply) => reply.json())).toEqual([
      { revoked: 0, already: 3, items: ids.map((id) => ({ id, ...late })) },
      { revoked: 0, already: 3, items: ids.map((id) => ({ id, ...late })) },
    ])
    const liaison = await t.as('liaison')
    expect(
      outcome(await post(liaison, '/api/sheet-revocations', { sheets: ids, reason: 'lost' })),
    ).toBe('403 auth.forbidden')
  })

  it('cannot be brought about by revoking its code behind its back', async () => {
    const sheet = await printed(t)
    const reply = await post(await t.as('office'), `/api/codes/${sheet.code}/revocation`, {
      reason: '换新',
      replace: true,
    })
    expect(outcome(reply)).toBe('409 code.of-sheet')
  })

  it.each([true, false])(
    'replaced when the new one hangs, if its batch says so (%s)',
    async (retireOld) => {
      const office = await t.as('office')
      const old = await printed(t)
      await hang(office, old)
      await post(t.voter, `/api/codes/${old.code}/reports`, { reason: 'covered' })
      const batchId = await orderedBatch(t, retireOld)
      const fresh = await printed(t, 0, { replaces: old.id, batchId })
      expect((await view(office, fresh)).replaces?.id).toBe(old.id)
      await hang(office, fresh)
      const before = await view(office, old)
      if (!retireOld) {
        expect(before).toMatchObject({ state: 'hung', openReports: 1 })
        return
      }
      expect(before).toMatchObject({
        state: 'replaced',
        openReports: 0,
        replacedBy: { id: fresh.id, number: fresh.number },
      })
      expect(before.reports[0]?.outcome).toBe('replaced')
      expect(before.events.map((event) => event.text)).toEqual([
        '换了新的。',
        `换成了海报 ${fresh.number}。`,
        '有人说：被盖住或撕破了。',
        `贴在“${PLACE}”。`,
        '印好了。',
      ])
      // The old paper leads on, under the number that is printed on it.
      const page = await scan(t, old.code)
      expect(page.statusCode).toBe(200)
      expect(page.body).toContain(`"code":"${fresh.code}"`)
      expect(page.body).toContain(`"number":"${old.number}"`)
      expect(page.body).not.toContain(`"number":"${fresh.number}"`)
      expect(page.body).toContain(`/q/${old.code}/report`)
      expect((await t.voter({ url: `/api/codes/${old.code}` })).json()).toMatchObject({
        state: 'successor',
        successor: fresh.code,
      })
    },
  )
})

describe('silence', () => {
  it('begins after the days that the office set, ends with a scan, begins anew', async () => {
    const office = await t.as('office')
    const settings = (await office({ url: '/api/district' })).json()
    expect(settings.silentAfterDays).toBe(14)
    const sheet = await printed(t)
    await hang(office, sheet)
    const flags = async () => (await view(office, sheet)).flags
    t.clock.advance(14 * DAY - 1)
    expect(await flags()).toEqual([])
    t.clock.advance(1)
    expect(await flags()).toEqual(['silent'])
    const silent = (await office({ url: '/api/sheets?flag=silent&size=200' })).json()
    expect(silent.items.map((row: { id: string }) => row.id)).toContain(sheet.id)
    expect(silent.counts.silent).toBe(silent.total)
    await saveSettings(office, { silentAfterDays: 15 })
    expect(await flags()).toEqual([])
    await saveSettings(office, settings)
    expect(await flags()).toEqual(['silent'])
    await scan(t, sheet.code)
    await t.scans.flush()
    expect(await flags()).toEqual([])
    t.clock.advance(14 * DAY)
    expect(await flags()).toEqual(['silent'])
    const refused = await saveSettings(office, { silentAfterDays: 0 })
    expect(refused.json().fields).toEqual([{ path: 'silentAfterDays', message: '至少 1 天。' }])
  })
})
