import { tellOfFacts } from '@mashang/server/notices/telling.usecases.ts'
import { STANDARD_TEXTS } from '@mashang/shared/districts/page-texts.words.ts'
import type { IssueView, ReceiptView } from '@mashang/shared/issues/issues.model.ts'
import type { StationWork } from '@mashang/shared/issues/station.api.ts'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { saveSettings } from '../districts/steps.ts'
import { uploaded } from '../photos/upload.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { ask } from './resolution-steps.ts'
import { answer, type Filed, filed, outcome, post, respond, seeded } from './steps.ts'

const HOURS = 3_600_000

let t: TestApp
let liaison: Client
beforeEach(async () => {
  t = await startApp()
  liaison = await t.as('liaison')
})
afterEach(() => t.close())

const words = (changes: object = {}) => ({
  representativeId: seeded(t).id,
  kind: 'help',
  field: 'urban',
  title: '楼道灯坏了',
  text: '楼道灯坏了一个月，老人上下楼看不见。',
  consent: false,
  hidden: false,
  ...changes,
})
const assist = (body: object, key: string = crypto.randomUUID(), by: Client = liaison) =>
  post(by, '/api/station/filings', body, { 'idempotency-key': key })
const work = async (): Promise<StationWork> => (await liaison({ url: '/api/station/work' })).json()
const remind = (id: string, by: Client = liaison) => post(by, `/api/issues/${id}/reminder`)

describe('filing for somebody who came to the station', () => {
  it('given words and a photo, then a matter like any other lies with the representative, marked', async () => {
    const photo = await uploaded(t)
    const reply = await assist(words({ photos: [photo] }))
    expect(reply.statusCode, reply.body).toBe(201)
    const { id, receipt, responseDueAt } = reply.json<Filed>()
    expect(Date.parse(responseDueAt)).toBe(t.clock.now() + 24 * HOURS)

    const seen: ReceiptView = (await t.voter({ url: `/api/receipts/${receipt}` })).json()
    expect(seen.photos).toHaveLength(1)
    expect(seen.timeline.at(-1)?.sentence).toMatch(/^.+替您填好，送到李婺代表的待办里/)
    const atCounter = await liaison({ url: `/api/receipts/${receipt}?reader=station` })
    const sentences = atCounter.json<ReceiptView>().timeline.map(({ sentence }) => sentence)
    expect(sentences.at(-1)).toMatch(/替来访人填好/)
    expect(sentences.join()).not.toContain('您')
    const issue: IssueView = (await (await t.as('office'))({ url: `/api/issues/${id}` })).json()
    expect(issue.assisted).toBe(true)
    const ledger = (await (await t.as('office'))({ url: `/api/issues/${id}/ledger` })).json()
    expect(ledger.entries[0].data).toMatchObject({
      origin: 'station',
      by: t.seed.stations[0]?.id,
    })
  })

  it('given a name without consent, then it is refused; with consent it is kept like any contact', async () => {
    const contact = { name: '王芳', salutation: 'ms', phone: '13900001234' }
    const refused = await assist(words({ contact }))
    expect(outcome(refused)).toBe('422 issue.consent-needed')
    expect(refused.json().fields[0].path).toBe('consent')
    const { receipt } = (await assist(words({ contact, consent: true }))).json<Filed>()
    const seen: ReceiptView = (await t.voter({ url: `/api/receipts/${receipt}` })).json()
    expect(seen.contactMask).toMatch(/^139.*1234$/)
  })

  it('given words that were read out and agreed to, then their edition is kept as the voter’s own would be', async () => {
    const office = await t.as('office')
    const { version, words: said } = (await liaison({ url: '/api/station/consent' })).json()
    expect([version, said]).toEqual([1, STANDARD_TEXTS.consent])
    const contact = { name: '王芳', salutation: 'ms', phone: '13900001234' }
    const agreed = (await assist(words({ contact, consent: true, texts: version }))).json<Filed>()
    const later = await office({
      method: 'PUT',
      url: '/api/district/texts',
      body: { basedOn: version, content: { ...STANDARD_TEXTS, consent: '后来的说法。' } },
    })
    expect(later.statusCode, later.body).toBeLessThan(300)
    expect((await liaison({ url: '/api/station/consent' })).json()).toEqual({
      version: 2,
      words: '后来的说法。',
      away: null,
    })
    const unsaid = (await assist(words({ texts: 2 }))).json<Filed>()
    const forged = (await assist(words({ contact, consent: true, texts: 9 }))).json<Filed>()
    const consent = async ({ id }: Filed) =>
      (await office({ url: `/api/issues/${id}` })).json<IssueView>().consent
    expect(await consent(agreed)).toMatchObject({ version: 1, words: STANDARD_TEXTS.consent })
    expect([await consent(unsaid), await consent(forged)]).toEqual([null, null])
    const copy = await t.voter({ url: `/r/${agreed.receipt}/copy` })
    expect(copy.body).toContain('第 1 版说明')
    const ledger = (await office({ url: `/api/issues/${agreed.id}/ledger` })).json()
    expect(ledger.entries[0].data).toMatchObject({ origin: 'station', texts: 1 })
  })

  it('given a district that asks everybody for a phone, then somebody in person need not leave one', async () => {
    const office = await t.as('office')
    const saved = await saveSettings(office, { contactPolicy: 'required' })
    expect(saved.statusCode, saved.body).toBe(200)
    expect((await assist(words())).statusCode).toBe(201)
  })

  it('given the same key twice, then it is one matter', async () => {
    const key = crypto.randomUUID()
    const [one, two] = [await assist(words(), key), await assist(words(), key)]
    expect(two.json()).toEqual(one.json())
    expect((await work()).total).toBe(1)
  })

  it.each([['no key', '', '400 issue.key-missing']])(
    'given %s, then it says so',
    async (_, key, expected) => {
      expect(outcome(await assist(words(), key))).toBe(expected)
    },
  )

  it('given a representative or a voter, then they cannot', async () => {
    expect((await assist(words(), crypto.randomUUID(), await t.as(0))).statusCode).toBe(403)
    expect((await assist(words(), crypto.randomUUID(), t.voter)).statusCode).toBe(401)
  })
})

describe('a station’s open work', () => {
  it('given matters of its own and of another station, then its own, most urgent first', async () => {
    const first = await filed(t, { title: '先来的' })
    t.clock.advance(HOURS)
    await filed(t, { title: '后来的' }, 1)
    await filed(t, { title: '别站的' }, 2)
    t.clock.advance(23.5 * HOURS)
    const told = await work()
    expect(told.items.map(({ title }) => title)).toEqual(['先来的', '后来的'])
    expect(told).toMatchObject({ total: 2, overdue: 1 })
    expect(told.items[0]).toMatchObject({
      overdue: true,
      handler: { kind: 'representative', name: seeded(t).name },
    })
    await respond(await t.as(0), first.id, {
      decision: 'answer',
      text: '地下电缆断了，区住建局明天上午来换线，11月25日晚上会亮。',
      settled: true,
    })
    expect((await work()).items.map(({ title }) => title)).toEqual(['后来的'])
  })
})

describe('a matter whose clock stands still', () => {
  const questioned = async (): Promise<string> => {
    const { id } = await filed(t)
    const li = await t.as(0)
    await answer(li, id)
    expect((await ask(li, id)).statusCode).toBe(200)
    return id
  }
  const order = async (): Promise<string[]> => (await work()).items.map(({ id }) => id)

  it('given others that run, then it stands behind them, however early it is due', async () => {
    const waits = await questioned()
    t.clock.advance(14 * 24 * HOURS)
    liaison = await t.as('liaison')
    const { id } = await filed(t)
    await answer(await t.as(0), id)
    expect(await order()).toEqual([id, waits])
  })

  it('given that it is done once more, then it stands where that puts it', async () => {
    const { id: again, receipt } = await filed(t)
    const li = await t.as(0)
    await answer(li, again)
    await ask(li, again)
    const [earlier] = [await filed(t)]
    t.clock.advance(HOURS)
    const verdict = { answer: 'dissatisfied', solved: 'dissatisfied' }
    expect((await post(t.voter, `/api/receipts/${receipt}/verdict`, verdict)).statusCode).toBe(200)
    const waits = await questioned()
    expect(await order()).toEqual([earlier.id, again, waits])
    expect((await work()).items[1]).toMatchObject({ clock: 'follow-up', paused: false })
  })
})

describe('a matter that is done once more', () => {
  it('given that its words and what was promised are both owed, then it stands there once, and counts once', async () => {
    const { id, receipt } = await filed(t)
    await answer(await t.as(0), id)
    const verdict = { answer: 'dissatisfied', solved: 'dissatisfied' }
    expect((await post(t.voter, `/api/receipts/${receipt}/verdict`, verdict)).statusCode).toBe(200)
    const told = await work()
    expect(told).toMatchObject({ total: 1, overdue: 0, items: [{ id, clock: 'follow-up' }] })
    expect(told.items).toHaveLength(1)
    t.clock.advance(30 * 24 * HOURS)
    liaison = await t.as('liaison')
    expect(await work()).toMatchObject({ total: 1, overdue: 1 })
  })
})

describe('reminding a representative', () => {
  it('given one tap, then they are told, the voter sees it, and a second one waits for tomorrow', async () => {
    await t.as(0)
    const { id, receipt } = await filed(t)
    expect((await work()).items[0]?.mayRemind).toBe(true)
    expect((await remind(id)).statusCode).toBe(204)
    expect(outcome(await remind(id))).toBe('409 issue.reminded-today')
    expect((await work()).items[0]).toMatchObject({ mayRemind: false })

    const seen: ReceiptView = (await t.voter({ url: `/api/receipts/${receipt}` })).json()
    expect(seen.timeline[0]?.sentence).toMatch(/催了一下，请尽快答复。$/)
    await tellOfFacts(t.context)
    const notices = (await (await t.as(0))({ url: '/api/notices' })).json()
    expect(notices.items.map(({ kind }: { kind: string }) => kind)).toContain('issue.reminded')
    t.clock.set('2026-11-23T16:00:00.000Z')
    expect((await remind(id)).statusCode, 'after midnight in the district').toBe(204)
  })

  it('given two taps at once, then one reminds', async () => {
    await t.as(0)
    const { id } = await filed(t)
    const both = await Promise.all([remind(id), remind(id)])
    expect(both.map(outcome).sort()).toEqual(['204', '409 issue.reminded-today'])
  })

  it('given nobody who would see it, nothing that runs, or a foreign matter, then it says so', async () => {
    const nobody = await filed(t)
    expect(outcome(await remind(nobody.id))).toBe('409 issue.nobody-to-remind')
    const { id } = await filed(t)
    await answer(await t.as(0), id)
    await post(await t.as(0), `/api/issues/${id}/conclusion`, {
      text: '电缆昨天换好了，晚上我去看过，灯都亮了。',
    })
    expect(outcome(await remind(id))).toBe('409 issue.not-now')
    const foreign = await filed(t, {}, 2)
    expect((await remind(foreign.id)).statusCode).toBe(404)
  })
})
