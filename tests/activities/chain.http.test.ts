import { lineageTables } from '@mashang/server/lineage/lineage.table.ts'
import { suggestionsTables } from '@mashang/server/suggestions/suggestions.table.ts'
import { DAY } from '@mashang/shared/core/clock.ts'
import { fullDayWords } from '@mashang/shared/core/local-time.ts'
import type { LineageView } from '@mashang/shared/lineage/lineage.model.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { outcome, post, seeded } from '../issues/steps.ts'
import { issueOf, join } from '../lineage/steps.ts'
import { answeredBy, department, done, fresh, text, written } from '../suggestions/steps.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { rowsIn, untouched } from '../support/untouched.ts'
import { announced, done as stepped } from './steps.ts'

/** What representatives see on a survey or an inspection becomes a suggestion by one act. */

const TITLE = '视察老旧小区改造'
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

/** To which the first representative alone was invited. */
const planned = async (): Promise<string> =>
  (await announced(t, office, { invitation: { scope: 'persons', of: [seeded(t, 0).id] } })).id
async function seen(): Promise<{ id: string; day: string }> {
  const id = await planned()
  t.clock.advance(DAY)
  return { id, day: fullDayWords(t.clock.now()) }
}
const from = (id: string) => ({ from: { kind: 'activity', id } })
const chain = (by: Client, kind: string, id: string) => by({ url: `/api/lineage/${kind}/${id}` })
const lines = (reply: Awaited<ReturnType<Client>>) =>
  reply.json<LineageView>().matters.map(({ title, note, to }) => [title, note, to])

describe('a suggestion that comes out of an activity', () => {
  it('given one that has begun, then whoever was invited writes it, and both pages show the chain', async () => {
    const { id, day } = await seen()
    const suggestion = await written(li, from(id))
    const expected = [
      [TITLE, `视察 · ${day}`, `/activities/${id}`],
      [text.title, '草稿', `/suggestions/${suggestion.id}`],
    ]
    for (const [kind, of] of [
      ['activity', id],
      ['suggestion', suggestion.id],
    ] as const)
      expect(lines(await chain(li, kind, of))).toEqual(expected)
    await done(li, suggestion.id, { act: 'submit' })
    expect(lines(await chain(office, 'activity', id)).map(([title]) => title)).toEqual([
      TITLE,
      text.title,
    ])
  })

  it('given one that is ahead, cancelled, or not theirs, then nothing is written, and why is said', async () => {
    const rowsOf = async () => ({
      ...(await rowsIn(t, suggestionsTables)()),
      ...(await rowsIn(t, lineageTables)()),
    })
    const refused = async (by: Client, id: string) => {
      const said = await untouched(t, rowsOf, () =>
        post(by, '/api/suggestions', { ...text, ...from(id) }),
      )
      return [outcome(said), said.json<{ detail?: string }>().detail]
    }
    const ahead = await planned()
    expect(await refused(li, ahead)).toEqual([
      '409 suggestion.origin-not-yet',
      '活动还没有开始，去过以后再写成建议。',
    ])
    await stepped(office, ahead, { act: 'cancel', reason: '下雨', revision: 0 })
    t.clock.advance(DAY)
    expect((await refused(li, ahead))[1]).toBe('这项活动取消了，写不成建议。')
    const { id } = await seen()
    expect((await refused(zhang, id))[0]).toBe('404 suggestion.origin-unknown')
    expect((await refused(li, crypto.randomUUID()))[0]).toBe('404 suggestion.origin-unknown')
  })

  it('given whoever declined, or was not there by the list, then nothing is written, and why is said', async () => {
    const own = seeded(t, 0).id
    const why = async (id: string) => {
      const said = await post(li, '/api/suggestions', { ...text, ...from(id) })
      return [outcome(said), said.json<{ detail?: string }>().detail]
    }
    const marked = async (id: string, attendance: string) =>
      await stepped(office, id, {
        act: 'mark',
        items: [{ representativeId: own, was: 'unknown', attendance }],
      })
    const declined = await planned()
    await stepped(li, declined, { act: 'decline', reason: '在外地' })
    t.clock.advance(DAY)
    expect(await why(declined)).toEqual([
      '409 suggestion.origin-not-yet',
      '您请了假，没有去这项活动，写不成建议。',
    ])
    // Whoever came all the same has seen it.
    await marked(declined, 'attended')
    expect((await why(declined))[0]).toBe('201')
    for (const attendance of ['absent', 'excused']) {
      const { id } = await seen()
      await marked(id, attendance)
      expect(await why(id)).toEqual([
        '409 suggestion.origin-not-yet',
        '名单上记的是您没有到会，写不成建议；记错了，请组织者更正。',
      ])
    }
  })

  it('given anybody who was not there, then its kind and day, and not what it was about', async () => {
    const { id, day } = await seen()
    const issue = await issueOf(t, li)
    const suggestion = await written(li, from(id))
    await join(li, suggestion.id, issue.id)
    await done(li, suggestion.id, { act: 'submit' })
    await done(office, suggestion.id, { act: 'assign', lead: housing.id })
    for (const reply of [
      await chain(housing.client, 'suggestion', suggestion.id),
      await t.voter({ url: `/api/receipts/${issue.receipt}/lineage` }),
    ]) {
      expect(lines(reply)).toContainEqual(['一次视察', day, null])
      for (const secret of [TITLE, id, '锦绣社区居委会']) expect(reply.body).not.toContain(secret)
    }
    for (const by of [zhang, housing.client])
      expect(outcome(await chain(by, 'activity', id))).toBe('404 lineage.not-found')
    await answeredBy(housing.client, suggestion.id)
    await done(li, suggestion.id, { act: 'rate', attitude: 'satisfied', result: 'satisfied' })
    await done(office, suggestion.id, { act: 'publish', evenSo: true })
    const { body } = await t.voter({ url: `/suggestions/${suggestion.id}` })
    expect(body).toContain('一次视察')
    expect(body).not.toContain(TITLE)
  })
})
