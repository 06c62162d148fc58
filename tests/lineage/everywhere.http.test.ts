import { tie } from '@mashang/server/lineage/lineage.store.ts'
import { fromIssue } from '@mashang/server/suggestions/origins.store.ts'
import { dayWords } from '@mashang/shared/core/local-time.ts'
import type { ReceiptView } from '@mashang/shared/issues/issues.model.ts'
import type { LineageView } from '@mashang/shared/lineage/lineage.model.ts'
import { outcomeWords } from '@mashang/shared/suggestions/voters.rules.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { giveDuties, giveStations } from '../accounts/duties.steps.ts'
import { secondFactorSteps } from '../accounts/second-factor.steps.ts'
import { outcome, post, release } from '../issues/steps.ts'
import { linkDesk } from '../suggestions/link-desk.ts'
import { contact, department, done, fresh, written } from '../suggestions/steps.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { type Issue, issueOf, join, toldOn } from './steps.ts'

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
  office = await t.as('office')
  housing = await department(t, '区住房和城乡建设局')
})
afterAll(() => t.close())

const TITLE = '关于加装路灯的建议'
const titles = ({ matters }: LineageView): string[] => matters.map(({ title }) => title)

/** Two voters’ matters, one of them public, in one suggestion that a department has been given. */
async function given(changes: object = {}): Promise<{ id: string; first: Issue; second: Issue }> {
  const [first, second] = [await issueOf(t, li, { publish: true }), await issueOf(t, li)]
  const { id } = await written(li, { title: TITLE, issueId: first.id, ...changes })
  await join(li, id, second.id)
  await done(li, id, { act: 'submit' })
  await done(office, id, { act: 'assign', lead: housing.id })
  return { id, first, second }
}
async function answered(id: string, letterClass: string): Promise<void> {
  const { client } = housing
  await done(client, id, { act: 'receive' })
  await done(client, id, contact)
  await done(client, id, { act: 'propose', text: '已经装好。', class: letterClass })
  await done(client, id, { act: 'sign', signer: '局长' })
}
async function published() {
  const all = await given()
  await answered(all.id, 'A')
  await done(li, all.id, { act: 'rate', attitude: 'satisfied', result: 'satisfied' })
  await done(office, all.id, { act: 'publish', evenSo: true })
  return all
}

describe('the chain, on every page of something in it', () => {
  it('its voter is led to the answer once everybody may read it, and no longer once it is taken down', async () => {
    const [first, late] = [await issueOf(t, li), await issueOf(t, li)]
    const { id } = await written(li, { issueId: first.id })
    await done(li, id, { act: 'submit' })
    await done(office, id, { act: 'assign', lead: housing.id })
    await answered(id, 'A')
    const line = async (one: Issue): Promise<string> =>
      (await t.voter({ url: `/api/receipts/${one.receipt}` })).json<ReceiptView>().suggestion
        .line ?? ''
    expect(await line(first)).not.toContain('公开')
    await done(office, id, { act: 'publish', evenSo: true })
    expect(outcome(await join(li, id, late.id))).toBe('200')
    for (const one of [first, late]) {
      expect(await line(one)).toMatch(/答复了代表建议：.+全文公开了，点“这件事后来怎么样了”去看。$/)
      expect((await toldOn(t, one))[0]).toBe(
        '建议和答复公开了，您可以看全文：点“这件事后来怎么样了”，再点建议的标题。',
      )
    }
    await done(office, id, { act: 'unpublish', reason: '再核对一遍' })
    expect(await line(first)).not.toContain('公开')
    expect((await toldOn(t, first))[0]).toBe('公开的建议和答复先撤下了。')
  })

  it('two of whom no title may be told are told apart by number and by the day they were sent', async () => {
    const first = await issueOf(t, li)
    const ids: string[] = []
    for (const title of ['路灯', '电缆']) {
      const { id } = await written(li, { title, issueId: first.id })
      await done(li, id, { act: 'submit' })
      ids.push(id)
    }
    await done(office, ids[1] ?? '', { act: 'return', reason: '请写清楚地点' })
    const reply = await t.voter({ url: `/api/receipts/${first.receipt}/lineage` })
    const { matters } = reply.json<LineageView>()
    const [, ...forked] = matters.map(({ title, note }) => [title, note])
    const day = dayWords(t.clock.now())
    expect(forked.toSorted()).toEqual([
      ['李婺代表写的建议（1）', expect.stringContaining(`，${day}提交`)],
      ['李婺代表写的建议（2）', expect.stringContaining(`，${day}提交`)],
    ])
    expect(new Set(forked.map(([, note]) => note)).size).toBe(2)
  })

  it('to an account of the office with some stations: what is theirs opens, the rest is named', async () => {
    const { id, first } = await given()
    const s = secondFactorSteps(() => t)
    const who = await s.person()
    const street = s.withCookie(who.cookie)
    await giveDuties(t, ['matters'], { id: who.accountId, by: office })
    await giveStations(t, [t.seed.stations[0]?.id ?? ''], {
      id: who.accountId,
      reason: '街道的',
      by: office,
    })
    const seen = (await street({ url: `/api/lineage/issue/${first.id}` })).json<LineageView>()
    expect(seen.matters).toMatchObject([
      { kind: 'issue', to: `/issues/${first.id}`, here: true },
      { kind: 'issue', count: 1 },
      { kind: 'suggestion', title: '李婺代表写的建议', to: null },
    ])
    // A page that they may not open shows them no chain either.
    const shut = await street({ url: `/api/lineage/suggestion/${id}` })
    expect(outcome(shut)).toBe('404 lineage.not-found')
    await giveStations(t, [t.seed.stations[1]?.id ?? ''], {
      id: who.accountId,
      reason: '换了街道',
      by: office,
    })
    const foreign = await street({ url: `/api/lineage/issue/${first.id}` })
    expect(outcome(foreign)).toBe('404 lineage.not-found')
  })

  it('to a department behind its link: the suggestion, and that voters stand behind it', async () => {
    const { id } = await given({ secret: true })
    const made = await post(office, `/api/suggestions/${id}/links`, { departmentId: housing.id })
    const token = new URL(made.json<{ url: string }>().url).hash.slice(1)
    const desk = linkDesk(t)
    const seen = (await desk.chain(token)).json<LineageView>()
    expect(titles(seen)).toEqual(['一件群众反映', TITLE])
    expect(seen.matters.map(({ to, count }) => [to, count])).toEqual([
      [null, 2],
      [null, 1],
    ])
    await desk.receive(token)
    const elsewhere = await linkDesk(t).chain(token)
    expect(outcome(elsewhere)).toBe('403 suggestion.link-elsewhere')
  })

  it('to everybody on the public page: what is public by its title, and nothing of what is not', async () => {
    const { id, first } = await published()
    const page = async () => (await t.voter({ url: `/suggestions/${id}` })).body
    expect(await page()).toContain('由 2 件群众反映写成')
    // Of what is nobody's to read there it says no more.
    expect(await page()).not.toContain('内容只给受理的人看')
    expect(await page()).not.toContain('来龙去脉')
    await release(t, first.id, '南边的路灯不亮')
    expect(await page()).toMatch(/<p>南边的路灯不亮<br>\s*<span class="muted">群众反映 · 已答复/)
    expect(await page()).not.toMatch(/<p>一件群众反映<br>/)
  })

  it('given a later answer that is not public yet, then its class is not told there either', async () => {
    const { id, first } = await given()
    await answered(id, 'A')
    await done(office, id, { act: 'publish', evenSo: true })
    await release(t, first.id, '南边的路灯不亮')
    t.clock.advance(1)
    const bad = { attitude: 'satisfied', result: 'dissatisfied', reason: '没有装好。' }
    await done(li, id, { act: 'rate', ...bad })
    t.clock.advance(1)
    await done(housing.client, id, { ...contact, text: '又看了一遍。' })
    await done(housing.client, id, { act: 'propose', text: '装不了。', class: 'C' })
    await done(housing.client, id, { act: 'sign', signer: '局长' })
    const { body } = await t.voter({ url: `/suggestions/${id}` })
    expect(body).toContain('来龙去脉')
    expect(body).toContain(outcomeWords({ class: 'A' }))
    expect(body).not.toContain(outcomeWords({ class: 'C' }))
  })

  it('behind a link nothing is read of others that the department has, but what everybody may read', async () => {
    const other = await written(zhang, { title: '一件涉密的建议', secret: true })
    await done(zhang, other.id, { act: 'submit' })
    await done(office, other.id, { act: 'assign', lead: housing.id })
    const { id, first } = await given()
    // Both came out of one matter.
    const made = await post(office, `/api/suggestions/${id}/links`, { departmentId: housing.id })
    const link = fromIssue(first.id, other.id)
    await t.context.db.commit('home', [tie(t.context, link, t.clock.now())])
    const token = new URL(made.json<{ url: string }>().url).hash.slice(1)
    const reply = await linkDesk(t).chain(token)
    expect(titles(reply.json())).toContain(TITLE)
    expect(reply.body).not.toMatch(/涉密|写的建议/)
    // Its own account reads it.
    const own = await housing.client({ url: `/api/lineage/suggestion/${id}` })
    expect(own.body).toContain('一件涉密的建议')
  })

  it('given another one merged into it that is not public, then nobody learns of it there', async () => {
    const other = await written(zhang, { title: '关于照明的建议' })
    await done(zhang, other.id, { act: 'submit' })
    const { id, first } = await given()
    await done(office, other.id, { act: 'merge', into: id, reason: '说的是同一件事' })
    await answered(id, 'A')
    await done(li, id, { act: 'rate', attitude: 'satisfied', result: 'satisfied' })
    await done(office, id, { act: 'publish', evenSo: true })
    await release(t, first.id, '南边的路灯不亮')
    const { body } = await t.voter({ url: `/suggestions/${id}` })
    expect(body).toContain('来龙去脉')
    expect(body).not.toMatch(/照明|张.代表写的建议/)
    const inside = (await office({ url: `/api/lineage/suggestion/${id}` })).json<LineageView>()
    expect(titles(inside)).toContain('关于照明的建议')
  })

  it('on a receipt without script: the same as with it; a receipt that nobody has is said so', async () => {
    const { id, first } = await published()
    const { body } = await t.voter({ url: `/r/${first.receipt}` })
    expect(body).toContain(`href="/r/${first.receipt}/chain"`)
    const page = await t.voter({ url: `/r/${first.receipt}/chain` })
    expect(page.statusCode).toBe(200)
    expect(page.body).toContain(`href="/suggestions/${id}"`)
    expect(page.body).toContain('（这一件）')
    const none = await t.voter({ url: '/r/nobody-has-this/chain' })
    expect(none.statusCode).toBe(404)
    expect(none.body).toContain('没有这张回执')
  })
})
