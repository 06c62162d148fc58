import { calendarsJobs } from '@mashang/server/calendars/calendars.jobs.ts'
import { dropOldNotices } from '@mashang/server/notices/notices.jobs.ts'
import { beginAtEnd } from '@mashang/server/notices/telling.store.ts'
import { tellOfFacts } from '@mashang/server/notices/telling.usecases.ts'
import { DAY } from '@mashang/shared/core/clock.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { answer, file, filed, outcome, post, respond, seeded } from '../issues/steps.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { execute } from '../support/direct-sql.ts'
import { beginAnew, toldSoFar } from './steps.ts'

let t: TestApp
let li: Client
let liaison: Client
let office: Client
beforeAll(async () => {
  t = await startApp({ config: { limits: false } })
})
beforeEach(async () => {
  await beginAnew(t)
  li = await t.as(0)
  liaison = await t.as('liaison')
  office = await t.as('office')
})
afterAll(() => t.close())

interface List {
  items: {
    id: string
    kind: string
    headline: string
    about: string | null
    read: boolean
    issueId: string | null
  }[]
  unread: number
  more: boolean
}
const listOf = async (who: Client, query = ''): Promise<List> =>
  (await who({ url: `/api/notices${query}` })).json()
const headlines = async (who: Client) => (await listOf(who)).items.map(({ headline }) => headline)

describe('being told', () => {
  it('a filing tells its representative, with the matter’s own title', async () => {
    await filed(t)
    await tellOfFacts(t.context)
    const list = await listOf(li)
    expect(list).toMatchObject({ unread: 1, more: false })
    expect(list.items[0]).toMatchObject({
      kind: 'issue.arrived',
      headline: '新来一件群众反映',
      about: '3 号楼南边路灯不亮',
      read: false,
    })
    expect(await headlines(liaison)).toEqual([])
    expect(await headlines(office)).toEqual([])
  })

  it('somebody without an account is stood in for by the station, then by the office', async () => {
    await filed(t, {}, 1)
    await filed(t, {}, 2)
    await tellOfFacts(t.context)
    expect(await headlines(liaison)).toEqual(['新来一件群众反映'])
    expect(await headlines(office)).toEqual(['新来一件群众反映'])
  })

  it('passing on tells the next one and the voter; the voter’s words tell whoever has it', async () => {
    const next = await t.as(1)
    const { id, receipt } = await filed(t)
    await respond(li, id, {
      decision: 'refer',
      to: { kind: 'representative', id: seeded(t, 1).id },
      text: '这条路归张建平代表联系的住建口，他明天上午去现场看，周五给您回话。',
    })
    await post(t.voter, `/api/receipts/${receipt}/messages`, { text: '昨晚又有人摔了。' })
    await answer(next, id)
    await tellOfFacts(t.context)
    expect(await headlines(next)).toEqual(['选民又说了一句', '有人转来一件事，请接着办'])
    const voters = (await toldSoFar(t)).filter(({ recipient }) => recipient === id)
    expect(voters.map(({ kind }) => kind)).toEqual(['issue.referred', 'issue.answered'])
  })

  it('the voter hears of each step after the answer; the verdict and the end reach whoever handles it', async () => {
    const { id, receipt } = await filed(t)
    await answer(li, id)
    await post(li, `/api/issues/${id}/question`, { text: '请问坏的是哪两盏灯？好让人带对配件。' })
    await post(t.voter, `/api/receipts/${receipt}/messages`, { text: '3 号楼南边的两盏。' })
    await post(li, `/api/issues/${id}/extension`, { days: 3, reason: '配件要从市里调，周四才到。' })
    await post(li, `/api/issues/${id}/conclusion`, { text: '两盏灯都换好了，昨晚去看过，亮着。' })
    await post(t.voter, `/api/receipts/${receipt}/verdict`, {
      answer: 'satisfied',
      solved: 'satisfied',
    })
    await tellOfFacts(t.context)
    const told = await toldSoFar(t)
    expect(told.filter(({ recipient }) => recipient === id).map(({ kind }) => kind)).toEqual([
      'issue.answered',
      'issue.asked',
      'clock.extended',
      'issue.concluded',
    ])
    expect(await headlines(li)).toEqual(['选民作了评价', '选民又说了一句', '新来一件群众反映'])
  })

  it('a year without a calendar is told to the office, once', async () => {
    t.clock.advance(30 * DAY)
    const again = await t.as('office')
    for (const job of calendarsJobs(t.context)) await job.run(new AbortController().signal)
    for (const job of calendarsJobs(t.context)) await job.run(new AbortController().signal)
    await tellOfFacts(t.context)
    expect(await headlines(again)).toEqual(['明年的放假安排还没有，请去“设置 → 工作日历”补上'])
  })

  it('happens once for each fact, however many read the ledger', async () => {
    await Promise.all(Array.from({ length: 30 }, () => file(t)))
    await Promise.all(Array.from({ length: 4 }, () => tellOfFacts(t.context)))
    await tellOfFacts(t.context)
    expect((await listOf(li, '?size=100')).unread).toBe(30)
  })

  it('begins where the ledger ends when the system first learns to tell', async () => {
    await execute(t, 'delete from notice_cursors')
    await filed(t)
    await beginAtEnd(t.context)
    await filed(t)
    await beginAtEnd(t.context)
    await tellOfFacts(t.context)
    expect((await listOf(li)).unread).toBe(1)
  })

  it('keeps no word of a matter that was taken away', async () => {
    await t.as(1)
    const { id } = await filed(t)
    await tellOfFacts(t.context)
    await post(office, `/api/issues/${id}/reassignment`, {
      representativeId: seeded(t, 1).id,
      reason: '他管这一片。',
    })
    expect((await listOf(li)).items[0]).toMatchObject({
      about: '这件事已经不在您手里',
      number: null,
      issueId: null,
    })
  })
})

describe('reading', () => {
  beforeEach(async () => {
    for (let n = 0; n < 5; n++) {
      await filed(t)
      t.clock.advance(1_000)
    }
    await tellOfFacts(t.context)
  })

  it('goes page by page, newest first', async () => {
    const first = await listOf(li, '?size=2')
    expect(first).toMatchObject({ more: true, unread: 5 })
    const rest = await listOf(li, `?size=10&before=${first.items[1]?.id}`)
    expect(rest.more).toBe(false)
    const ids = [...first.items, ...rest.items].map(({ id }) => id)
    expect(new Set(ids).size).toBe(5)
    expect(ids).toEqual([...ids].sort().reverse())
  })

  it('marks one, or this one and all before it', async () => {
    const { items } = await listOf(li)
    const one = await post(li, `/api/notices/${items[4]?.id}/reading`)
    expect(one.json()).toEqual({ unread: 4 })
    const all = await post(li, '/api/notices/reading', { until: items[1]?.id })
    expect(all.json()).toEqual({ unread: 1 })
    expect((await li({ url: '/api/notices/unread' })).json()).toEqual({ unread: 1 })
    expect((await listOf(li)).items.map(({ read }) => read)).toEqual([
      false,
      true,
      true,
      true,
      true,
    ])
  })

  it('marks all of a matter that somebody looks at', async () => {
    const { items } = await listOf(li)
    const looked = await post(li, '/api/notices/reading', { issueId: items[2]?.issueId })
    expect(looked.json()).toEqual({ unread: 4 })
    expect((await listOf(li)).items.map(({ read }) => read).indexOf(true)).toBe(2)
    expect((await post(li, '/api/notices/reading', {})).statusCode).toBe(400)
  })

  it('does not reach what belongs to somebody else', async () => {
    const { items } = await listOf(li)
    const theirs = items[0]?.id
    const foreign = await post(office, `/api/notices/${theirs}/reading`)
    const absent = await post(office, `/api/notices/${crypto.randomUUID()}/reading`)
    expect([outcome(foreign), outcome(absent)]).toEqual([
      '404 notices.not-found',
      '404 notices.not-found',
    ])
    await post(office, '/api/notices/reading', { until: theirs })
    expect((await listOf(li)).unread).toBe(5)
    expect(outcome(await office({ url: `/api/notices?before=${theirs}` }))).toBe(
      '404 notices.not-found',
    )
    expect(outcome(await t.voter({ url: '/api/notices' }))).toBe('401 auth.required')
  })

  it('ends when a notice is half a year old', async () => {
    expect(await dropOldNotices(t.context)).toBe(0)
    t.clock.set(Date.now() + 181 * DAY)
    expect(await dropOldNotices(t.context)).toBe(5)
    expect(await toldSoFar(t)).toEqual([])
  })
})
