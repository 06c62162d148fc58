import { messagesOf } from '@mashang/server/issues/issues.store.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { filed, outcome, post } from './steps.ts'

let t: TestApp
let office: Client
let second: Client
let representative: Client
beforeAll(async () => {
  t = await startApp()
  office = await t.as('office')
  second = await t.as('office-2')
  representative = await t.as(0)
})
afterAll(() => t.close())

interface Row {
  id: string
  number: string
  goes: boolean
  words: string
}
interface Mine {
  id: string
  number: string
  receipt: string
}
const held = async (issue: string, body: object = {}): Promise<string> => {
  const given = { target: 'filing', reason: 'other', note: '请看看', ...body }
  const reply = await post(representative, `/api/issues/${issue}/holds`, given)
  if (reply.statusCode !== 201) throw new Error(reply.body)
  return reply.json().id
}
const rowsOf = async (by: Client, url: string, body: object): Promise<Row[]> => {
  const reply = await post(by, url, body)
  expect(reply.statusCode, reply.body).toBe(200)
  return reply.json().items
}
const preview = (body: object) => rowsOf(office, '/api/hold-decision-previews', body)
const decide = (body: object, by = office) => rowsOf(by, '/api/hold-decisions', body)
const alone = (by: Client, id: string, body: object) => post(by, `/api/holds/${id}/decision`, body)
const stateOf = async (id: string) => (await office({ url: `/api/holds/${id}` })).json().state
/** How often a reason stands beside a matter. */
const told = async ({ id }: Mine, reason: string) =>
  (await messagesOf(t.context, id)).filter(
    ({ kind, text }) => kind === 'moderation' && text === reason,
  ).length

const RELEASE = { decision: 'release', reason: '说的是事，没有不妥' }
const REFUSE = { decision: 'refuse', reason: '写了别人家的门牌' }

describe('several that are held, decided together', () => {
  it('first says what stands in each and changes nothing; then each is decided, with the one reason', async () => {
    const mine: Mine[] = [
      await filed(t, { text: '三条狗天天不拴绳。' }),
      await filed(t, { text: '楼'.repeat(200) }),
    ]
    const holds = await Promise.all(mine.map(({ id }) => held(id)))
    const before = await preview({ decision: 'release', holds })
    expect(before.map(({ number, goes, words }) => [number, goes, words])).toEqual([
      [mine[0]?.number, true, '反映的内容：三条狗天天不拴绳。'],
      [mine[1]?.number, true, `反映的内容：${'楼'.repeat(120)}…`],
    ])
    expect(await Promise.all(holds.map(stateOf))).toEqual(['waiting', 'waiting'])

    const after = await decide({ ...RELEASE, holds })
    expect(after.map(({ id, goes, words }) => [id, goes, words])).toEqual(
      holds.map((id) => [id, true, '看过，没有动']),
    )
    for (const one of mine) expect(await told(one, RELEASE.reason)).toBe(1)
    const { items } = (await office({ url: '/api/ledger?type=issue.hold-released' })).json()
    expect(items).toHaveLength(2)
  })

  it('given the same sent again, then nothing is decided twice, and the report is the same', async () => {
    const mine = await filed(t)
    const body = { ...RELEASE, holds: [await held(mine.id)] }
    const first = await decide(body)
    expect(await decide(body)).toEqual(first)
    expect(await told(mine, RELEASE.reason)).toBe(1)
    const other = await decide({ ...body, reason: '换一个理由' })
    expect(other.map(({ goes }) => goes)).toEqual([false])
  })

  it('given one that a colleague decided meanwhile, then it is told and left, the others are decided', async () => {
    const [one, two, three] = [await filed(t), await filed(t), await filed(t)]
    const holds = [await held(one.id), await held(two.id), await held(three.id)]
    expect(outcome(await alone(second, holds[1] ?? '', { ...RELEASE, reason: '同事看过' }))).toBe(
      '200',
    )
    const rows = await decide({ ...RELEASE, holds })
    expect(rows.map(({ goes }) => goes)).toEqual([true, false, true])
    expect(rows[1]?.words).toContain('同事已经看过')
    expect(await told(two, RELEASE.reason)).toBe(0)
    expect(await told(two, '同事看过')).toBe(1)
  })

  it('given two who decide the same ones at once, then each is decided once, and each of the two is told truly', async () => {
    const mine = await Promise.all([filed(t), filed(t), filed(t)])
    const holds = await Promise.all(mine.map(({ id }) => held(id)))
    const [by, and] = await Promise.all([
      decide({ ...RELEASE, holds }),
      decide({ ...RELEASE, holds: holds.toReversed(), reason: '另一位看过' }, second),
    ])
    for (const [index, id] of holds.entries()) {
      const goes = [by, and].map((rows) => rows?.find((row) => row.id === id)?.goes)
      expect(goes.toSorted()).toEqual([false, true])
      const of = mine[index] as Mine
      expect([await told(of, RELEASE.reason), await told(of, '另一位看过')]).toEqual(
        goes.map(Number),
      )
    }
  })

  it('given 不公开, then only where the voter agreed to publish, and once for a matter', async () => {
    const open = await filed(t, { publish: true })
    const shut = await filed(t, { publish: false })
    const added = { target: 'message' }
    await post(t.voter, `/api/receipts/${open.receipt}/messages`, { text: '昨天又暗了一盏。' })
    const { messages } = (await representative({ url: `/api/issues/${open.id}` })).json()
    const holds = [
      await held(open.id),
      await held(open.id, { ...added, targetId: messages[0].id }),
      await held(shut.id),
    ]
    const foretold = await preview({ decision: 'refuse', holds })
    expect(foretold.map(({ goes }) => goes)).toEqual([true, false, false])
    const rows = await decide({ ...REFUSE, holds })
    expect(rows.map(({ goes }) => goes)).toEqual([true, false, false])
    expect(rows.slice(1).map(({ words }) => words)).toEqual(
      foretold.slice(1).map(({ words }) => words),
    )
    expect(await Promise.all(holds.map(stateOf))).toEqual(['refused', 'waiting', 'waiting'])
    const { timeline } = (await t.voter({ url: `/api/receipts/${open.receipt}` })).json()
    expect(timeline[0].sentence).toContain(REFUSE.reason)
  })

  it('is for those who may decide one; without a reason, or of nothing, it says so', async () => {
    const holds = [await held((await filed(t)).id)]
    for (const by of [representative, await t.as('liaison')])
      for (const url of ['/api/hold-decisions', '/api/hold-decision-previews'])
        expect(outcome(await post(by, url, { ...RELEASE, holds }))).toBe('403 auth.forbidden')
    for (const body of [
      { ...RELEASE, reason: ' ', holds },
      { ...RELEASE, holds: [] },
      { ...RELEASE, decision: 'redact', holds },
    ])
      expect(outcome(await post(office, '/api/hold-decisions', body))).toBe('400 request.invalid')
    expect(await decide({ ...RELEASE, holds: [crypto.randomUUID()] })).toEqual([])
  })
})
