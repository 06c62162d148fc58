import { factsOf } from '@mashang/server/core/ledger/ledger.store.ts'
import { DAY } from '@mashang/shared/core/clock.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { filed, outcome, post } from '../issues/steps.ts'
import type { Client, TestApp } from '../support/app.ts'
import { act, answeredBy, assignedTo, atWork, contact, done, fresh, sentFile } from './steps.ts'

/** What the office has still to release, and releasing many of it. */

let t: TestApp
let li: Client
let office: Client
let housing: { id: string; client: Client }
beforeAll(async () => {
  ;({ t, li, office, housing } = await atWork())
})
afterAll(() => t.close())

const assigned = async (changes: object = {}): Promise<string> =>
  (await assignedTo({ lead: li, office }, housing.id, changes)).id
async function answered(changes: object = {}): Promise<string> {
  const id = await assigned(changes)
  await answeredBy(housing.client, id)
  return id
}
const left = async (word = 'true', by: Client = office): Promise<string[]> =>
  (await by({ url: `/api/suggestions?unpublished=${word}&sort=number&size=200` }))
    .json<{ items: { id: string }[] }>()
    .items.map(({ id }) => id)
const release = (ids: string[], by: Client = office) =>
  post(by, '/api/suggestion-publications', { ids })

it('lists what is answered and neither public nor to stay inside, and takes it along as a file', async () => {
  const [open, secret, kept, out, judged] = [
    await assigned(),
    await answered({ secret: true }),
    await answered({ title: '要公开的' }),
    await answered(),
    await answered(),
  ]
  await done(office, out, { act: 'publish' })
  await done(li, judged, { act: 'rate', attitude: 'satisfied', result: 'satisfied' })
  expect(await left()).toEqual([kept, judged])
  expect(await left('false')).toEqual([open, secret, out])
  const csv = await office({ url: '/api/exports/suggestions?unpublished=true&file=csv' })
  expect(csv.body.trim().split('\n')).toHaveLength(3)
  // To a representative it is the same question of their own.
  expect(await left('true', li)).toEqual([kept, judged])
  expect(await left('true', fresh(t, 1))).toEqual([])
})

it('lists what is public with an older answer than its last', async () => {
  const id = await answered()
  await done(office, id, { act: 'publish' })
  t.clock.advance(DAY)
  await done(li, id, { act: 'rate', attitude: 'satisfied', result: 'dissatisfied', reason: '没装' })
  expect(await left()).not.toContain(id)
  await done(housing.client, id, { ...contact, text: '再谈一次' })
  await done(housing.client, id, { act: 'propose', text: '装好了。', class: 'A' })
  await done(housing.client, id, { act: 'sign', signer: '局长王建国' })
  expect(await left()).toContain(id)
  await release([id])
  expect(await left()).not.toContain(id)
})

it('releases each on its own, and says of what it refuses why', async () => {
  const issue = await filed(t, { publish: false })
  const unwilling = await answered({ issueId: issue.id })
  const [open, secret, fine, once] = [
    await assigned(),
    await answered({ secret: true }),
    await answered(),
    await answered(),
  ]
  await done(office, once, { act: 'publish' })
  const absent = crypto.randomUUID()
  const reply = await release([open, fine, secret, unwilling, fine, once, absent])
  expect(reply.statusCode).toBe(200)
  const said = reply.json<{ items: { id: string; done: boolean; message: string | null }[] }>()
  expect(said.items.map(({ id, done }) => [id, done])).toEqual([
    [open, false],
    [fine, true],
    [secret, false],
    [unwilling, false],
    [once, false],
    [absent, false],
  ])
  const why = new Map(said.items.map(({ id, message }) => [id, message]))
  expect(why.get(fine)).toBe(null)
  expect(why.get(unwilling)).toContain('不同意公开')
  for (const id of [open, secret, once, absent]) expect(why.get(id)).toMatch(/。$/)
  const page = async (id: string) => (await t.voter({ url: `/suggestions/${id}` })).statusCode
  expect([await page(fine), await page(secret), await page(unwilling)]).toEqual([200, 404, 404])
  expect(await left()).not.toContain(fine)
  expect(await left()).toContain(unwilling)
  const { timeline } = (await office({ url: `/api/suggestions/${fine}` })).json()
  expect(timeline[0].sentence).toContain('把建议和答复公开了')
})

it('is the office’s alone, and takes neither nothing nor too many', async () => {
  const id = await answered()
  for (const by of [li, housing.client]) expect((await release([id], by)).statusCode).toBe(403)
  expect(outcome(await release([id], t.voter))).toBe('401 auth.required')
  expect(outcome(await release([]))).toBe('400 request.invalid')
  const many = Array.from({ length: 201 }, () => crypto.randomUUID())
  expect(outcome(await release(many))).toBe('400 request.invalid')
  expect(await left()).toContain(id)
})

it('given a number like somebody’s telephone in its words, then it is public only once that was checked', async () => {
  const id = await answered({ text: '联系人：社区网格员 139 0000 1234，请加装路灯。' })
  expect((await office({ url: `/api/suggestions/${id}` })).json().tellsNumbers).toBe(true)
  expect(outcome(await act(office, id, { act: 'publish' }))).toBe('409 suggestion.numbers-told')
  const many = (await release([id])).json<{ items?: unknown[]; refused?: unknown[] }>()
  expect(JSON.stringify(many)).toContain('像电话或身份证号的数字')
  expect(await left()).toContain(id)
  await done(office, id, { act: 'publish', evenSo: true })
  expect(await left()).not.toContain(id)
})

it.each([
  ['its title', { title: '锦绣小区5号楼门口加装路灯' }, {}],
  ['its words', { text: '2 单元 501 室的老人晚上摔过跤。' }, {}],
  ['an answer', {}, { text: '已在人民路 12 号门口装好。' }],
])(
  'given a door in %s, then it is public only once that was checked',
  async (_, changes, letter) => {
    const { id } = await assignedTo({ lead: li, office }, housing.id, changes)
    await answeredBy(housing.client, id, letter)
    expect((await office({ url: `/api/suggestions/${id}` })).json().tellsDoors).toBe(true)
    expect((await li({ url: `/api/suggestions/${id}` })).json().tellsDoors).toBe(false)
    expect(outcome(await act(office, id, { act: 'publish' }))).toBe('409 suggestion.doors-told')
    expect(JSON.stringify((await release([id])).json())).toContain('像门牌的话')
    await done(office, id, { act: 'publish', evenSo: true })
    expect(await left()).not.toContain(id)
  },
)

it('given a door in the name of a file that everybody may load, then it is public only once that was checked', async () => {
  const file = await sentFile(li, '5号楼2单元501室.jpg')
  const id = await answered({ files: [file] })
  expect((await office({ url: `/api/suggestions/${id}` })).json().tellsDoors).toBe(true)
  expect(outcome(await act(office, id, { act: 'publish' }))).toBe('409 suggestion.doors-told')
})

it('says all that has to be checked, and keeps in the ledger what was', async () => {
  const issue = await filed(t, { publish: false })
  const text = '联系人：社区网格员 139 0000 1234，请加装路灯。'
  const [both, unwilling, numbers, plain] = [
    await answered({ issueId: issue.id, text }),
    await answered({ issueId: issue.id }),
    await answered({ text }),
    await answered(),
  ]
  const refused = (await act(office, both, { act: 'publish' })).json()
  expect(refused.code).toBe('suggestion.voter-unwilling')
  expect(refused.detail).toMatch(/不同意公开.*像电话或身份证号的数字/)
  const checked = async (id: string): Promise<unknown> => {
    await done(office, id, { act: 'publish', evenSo: true })
    const fact = (await factsOf(t.context, id)).findLast(
      ({ type }) => type === 'suggestion.publish',
    )
    const { evenSo, unwilling, numbers } = JSON.parse(fact?.data ?? '{}')
    return { evenSo, unwilling, numbers }
  }
  expect(await checked(both)).toEqual({ evenSo: true, unwilling: 1, numbers: true })
  expect(await checked(unwilling)).toEqual({ evenSo: true, unwilling: 1 })
  expect(await checked(numbers)).toEqual({ evenSo: true, numbers: true })
  expect(await checked(plain)).toEqual({ evenSo: true })
})

it('says beforehand of each what everybody would read, and what has to be looked through', async () => {
  const plain = await answered({ title: '路口装镜子' })
  const doors = await answered({ title: '楼道装灯', text: '3号楼2单元501室门口没有灯。' })
  const stranger = await assigned()
  const look = (ids: string[], by: Client = office) =>
    post(by, '/api/suggestion-publications/preview', { ids })
  const { items } = (await look([plain, doors, plain])).json<{
    items: { id: string; lines: string[]; toCheck: string[] }[]
  }>()
  expect(items.map(({ id }) => id)).toEqual([plain, doors])
  for (const { id, lines } of items) {
    const alone = await office({ url: `/api/suggestions/${id}/made-public` })
    expect(lines).toEqual(alone.json().lines)
  }
  expect(items.map(({ toCheck }) => toCheck.join())).toEqual([
    '',
    expect.stringContaining('像门牌的话'),
  ])
  expect(await left()).toEqual(expect.arrayContaining([plain, doors]))
  expect(outcome(await look([stranger], housing.client))).toBe('403 auth.forbidden')
  const many = Array.from({ length: 21 }, () => plain)
  expect(outcome(await look(many))).toBe('400 request.invalid')
})
