import { lineageTables } from '@mashang/server/lineage/lineage.table.ts'
import { suggestionsTables } from '@mashang/server/suggestions/suggestions.table.ts'
import { momentDigits } from '@mashang/shared/core/local-time.ts'
import type { LineageView } from '@mashang/shared/lineage/lineage.model.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { officer } from '../accounts/officer.ts'
import { outcome, post, seeded } from '../issues/steps.ts'
import { issueOf, join } from '../lineage/steps.ts'
import { linkDesk } from '../suggestions/link-desk.ts'
import { answeredBy, department, done, fresh, text, written } from '../suggestions/steps.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { rowsIn, untouched } from '../support/untouched.ts'
import { mediated, registered, stepped } from './steps.ts'

/** 五步闭环 ends in a suggestion: what a mediation has shown is written down for the departments. */

const TITLE = '楼上漏水的赔偿'
let t: TestApp
let li: Client
let zhang: Client
let office: Client
let housing: { id: string; client: Client }
beforeAll(async () => {
  t = await startApp({ config: { limits: false } })
  t.clock.set('2026-03-02T02:00:00Z')
  li = fresh(t, 0)
  zhang = fresh(t, 1)
  office = fresh(t, 'office')
  housing = await department(t, '区住房和城乡建设局')
})
afterAll(() => t.close())

const begun = async (): Promise<string> => {
  const { id } = await registered(office, [seeded(t, 0).id])
  await mediated(office, li, id, momentDigits(t.clock.now()).slice(0, 10))
  return id
}
const from = (id: string, kind = 'mediation') => ({ from: { kind, id } })
const chain = (by: Client, kind: string, id: string) => by({ url: `/api/lineage/${kind}/${id}` })
const lines = (reply: Awaited<ReturnType<Client>>) =>
  reply.json<LineageView>().matters.map(({ title, note, to }) => [title, note, to])
const FOREIGN = ['一件诉前调解', '内容只给参加的人看', null]

describe('a suggestion that a mediation ends in', () => {
  it('given one that ended, then its mediator writes it, and both pages show the chain', async () => {
    const id = await begun()
    await stepped(office, id, {
      act: 'finish',
      outcome: 'reconciled',
      on: momentDigits(t.clock.now()).slice(0, 10),
    })
    const suggestion = await written(li, from(id))
    const expected = [
      [TITLE, '已结束', `/mediations/${id}`],
      [text.title, '草稿', `/suggestions/${suggestion.id}`],
    ]
    expect(lines(await chain(li, 'mediation', id))).toEqual(expected)
    expect(lines(await chain(li, 'suggestion', suggestion.id))).toEqual(expected)
    await done(li, suggestion.id, { act: 'submit' })
    expect(lines(await chain(office, 'mediation', id)).map(([title]) => title)).toEqual([
      TITLE,
      text.title,
    ])
  })

  it('given that it was sent twice under one key, then there is one, tied once', async () => {
    const id = await begun()
    const body = { ...text, ...from(id), submit: true }
    const headers = { 'idempotency-key': crypto.randomUUID() }
    const send = () => li({ method: 'POST', url: '/api/suggestions', body, headers })
    const [first, second] = [await send(), await send()]
    expect([first.statusCode, second.statusCode]).toEqual([201, 201])
    expect(second.json().id).toBe(first.json().id)
    expect(first.json().state).toBe('review')
    expect((await chain(li, 'mediation', id)).json<LineageView>().links).toHaveLength(1)
  })

  it('given a voter’s matter, too, then it is tied to both', async () => {
    const [id, issue] = [await begun(), await issueOf(t, li)]
    const suggestion = await written(li, { ...from(id), issueId: issue.id })
    const seen = (await chain(li, 'suggestion', suggestion.id)).json<LineageView>()
    expect(seen.matters.map(({ kind }) => kind).sort()).toEqual([
      'issue',
      'mediation',
      'suggestion',
    ])
  })

  it('given what they may not open, what is there not, or what stands in no chain, then it is refused and nothing moves', async () => {
    const id = await begun()
    const recused = await registered(office, [seeded(t, 0).id])
    await stepped(li, recused.id, { act: 'recuse', reason: '其中一方是我的亲戚。' })
    const rowsOf = async () => ({
      ...(await rowsIn(t, suggestionsTables)()),
      ...(await rowsIn(t, lineageTables)()),
    })
    for (const [by, origin, refused] of [
      [zhang, from(id), '404 suggestion.origin-unknown'],
      [li, from(recused.id), '404 suggestion.origin-unknown'],
      [li, from(crypto.randomUUID()), '404 suggestion.origin-unknown'],
      [li, from(id, 'activity'), '404 suggestion.origin-unknown'],
      [li, from(id, 'issue'), '400 request.invalid'],
      [li, from(id, 'suggestion'), '400 request.invalid'],
      [office, from(id), '403 auth.forbidden'],
    ] as const) {
      const said = await untouched(t, rowsOf, () =>
        post(by, '/api/suggestions', { ...text, ...origin }),
      )
      expect(outcome(said)).toBe(refused)
    }
  })
})

describe('somebody who was asked to mediate', () => {
  it('given no answer yet, or no consent of both sides, then nothing is written out of it, and why is said', async () => {
    const { id } = await registered(office, [seeded(t, 0).id, seeded(t, 1).id])
    const write = (by: Client) => post(by, '/api/suggestions', { ...text, ...from(id) })
    const refused = async (by: Client) => {
      const said = await untouched(t, rowsIn(t, suggestionsTables), () => write(by))
      expect(outcome(said)).toBe('409 suggestion.origin-not-yet')
      return said.json<{ detail: string }>().detail
    }
    expect(await refused(li)).toBe('您还没有答应参加这件调解，参加以后才能由它写建议。')
    await stepped(li, id, { act: 'join' })
    expect(await refused(li)).toBe('双方同意调解以后，才能由它写建议。')
    await stepped(office, id, { act: 'accept' })
    await stepped(office, id, { act: 'consent', on: momentDigits(t.clock.now()).slice(0, 10) })
    expect((await write(li)).statusCode).toBe(201)
    // What others have begun is not theirs to write of before they have answered.
    expect(await refused(zhang)).toContain('还没有答应参加')
  })
})

describe('who learns what of a mediation in a chain', () => {
  it('given anybody outside, then its kind only, and on public pages nothing', async () => {
    const [id, issue] = [await begun(), await issueOf(t, li)]
    const suggestion = await written(li, from(id))
    await join(li, suggestion.id, issue.id)
    await done(li, suggestion.id, { act: 'submit' })
    await done(office, suggestion.id, { act: 'assign', lead: housing.id })
    const link = await post(office, `/api/suggestions/${suggestion.id}/links`, {
      departmentId: housing.id,
    })
    const token = new URL(link.json<{ url: string }>().url).hash.slice(1)
    const ofStation = await officer(t, ['matters'], t.seed.stations[0]?.id ?? null)
    const outside = {
      department: await chain(housing.client, 'suggestion', suggestion.id),
      link: await linkDesk(t).chain(token),
      voter: await t.voter({ url: `/api/receipts/${issue.receipt}/lineage` }),
      ofStation: await chain(ofStation, 'issue', issue.id),
    }
    for (const [who, reply] of Object.entries(outside)) {
      expect(lines(reply), who).toContainEqual(FOREIGN)
      for (const secret of [TITLE, id, '调解中']) expect(reply.body, who).not.toContain(secret)
    }
    // Nor is its own chain theirs.
    for (const by of [zhang, housing.client, ofStation, await t.as('liaison')])
      expect(outcome(await chain(by, 'mediation', id))).toBe('404 lineage.not-found')
    expect(outcome(await chain(t.voter, 'mediation', id))).toBe('401 auth.required')
    expect(outcome(await chain(await officer(t, ['print']), 'mediation', id))).toBe(
      '403 auth.beyond-duties',
    )
    expect(lines(await chain(await officer(t, ['inspect']), 'mediation', id))[0]?.[0]).toBe(TITLE)

    await answeredBy(housing.client, suggestion.id)
    await done(li, suggestion.id, { act: 'rate', attitude: 'satisfied', result: 'satisfied' })
    await done(office, suggestion.id, { act: 'publish', evenSo: true })
    const { body } = await t.voter({ url: `/suggestions/${suggestion.id}` })
    // Nothing of it is anybody's outside but that a filing began it.
    expect(body).toContain('由 1 件群众反映写成')
    expect(body).not.toMatch(/来龙去脉|调解|漏水/)
  })

  it('given a mediator who steps back, then it is closed to them there, too', async () => {
    const id = await begun()
    const suggestion = await written(li, from(id))
    await stepped(li, id, { act: 'recuse', reason: '其中一方是我的亲戚。' })
    expect(lines(await chain(li, 'suggestion', suggestion.id))).toContainEqual(FOREIGN)
    expect(outcome(await chain(li, 'mediation', id))).toBe('404 lineage.not-found')
  })
})
