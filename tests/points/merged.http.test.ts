import { factsOf } from '@mashang/server/core/ledger/ledger.store.ts'
import { beginAnew } from '@mashang/server/points/follow.usecases.ts'
import type { RecordView } from '@mashang/shared/records/records.api.ts'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { seeded } from '../issues/steps.ts'
import { done, fresh, written } from '../suggestions/steps.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { mine } from './steps.ts'

/** Nothing is counted twice: what two suggestions score before and after one is merged into the other. */

let t: TestApp
let office: Client
let li: Client
let zhang: Client
beforeEach(async () => {
  t = await startApp({ config: { limits: false } })
  t.clock.set('2026-03-02T02:00:00Z')
  office = fresh(t, 'office')
  li = fresh(t, 0)
  zhang = fresh(t, 1)
})
afterEach(() => t.close())

/** Handed in by one of the two; the other one joins where they are asked. */
async function sent(by: 0 | 1, joint = false): Promise<string> {
  const [lead, other] = by === 0 ? [li, zhang] : [zhang, li]
  const cosigners = joint ? [seeded(t, by === 0 ? 1 : 0).id] : []
  const { id } = await written(lead, { cosigners })
  await done(lead, id, { act: 'submit' })
  if (joint) await done(other, id, { act: 'confirm' })
  return id
}
const merge = (id: string, into: string) =>
  done(office, id, { act: 'merge', into, reason: '说的是同一件事' })

/** Of the page and of the record: what counts as led, and as joined. */
async function counted(by: 0 | 1): Promise<{ total: number; page: string; record: string }> {
  const client = by === 0 ? li : zhang
  const { total, roles } = await mine(client)
  const record: RecordView = (await client({ url: `/api/records/${seeded(t, by).id}` })).json()
  const of = (role: string) => record.roles.find((one) => one.role === role)?.count
  return {
    total,
    page: `${roles.analysis} ${roles.information}`,
    record: `${of('analysis')} ${of('information')}`,
  }
}
const both = (led: number, joined: number) => {
  const words = `${led} ${joined}`
  return { page: words, record: words }
}

it('given whoever leads both, then one counts after the merger, on the page and in the record', async () => {
  const [b, a] = [await sent(0), await sent(0)]
  expect(await counted(0)).toEqual({ total: 66, ...both(2, 0) })
  await merge(b, a)
  expect(await counted(0)).toEqual({ total: 63, ...both(1, 0) })
  const record: RecordView = (await li({ url: `/api/records/${seeded(t, 0).id}` })).json()
  const details = record.sections.flatMap(({ entries }) =>
    entries.flatMap(({ key, detail }) => (key === `suggestion:${b}` ? [detail] : [])),
  )
  expect(details.join()).toMatch(/已并案.*在并入的那一件里计/)
  // Read anew from its first fact, the ledger says the same.
  await beginAnew(t.context)
  expect(await counted(0)).toEqual({ total: 63, ...both(1, 0) })
})

it('given lead of one and co-signer of the other, then each counts as what they are in the one that goes on', async () => {
  const [b, a] = [await sent(0, true), await sent(1, true)]
  expect([await counted(0), await counted(1)]).toMatchObject([both(1, 1), both(1, 1)])
  await merge(b, a)
  expect([await counted(0), await counted(1)]).toMatchObject([both(0, 1), both(1, 0)])
})

it('given whoever was only in the one that is merged away, then they keep theirs', async () => {
  const [b, a] = [await sent(1), await sent(0)]
  await merge(b, a)
  expect([await counted(0), await counted(1)]).toMatchObject([both(1, 0), both(1, 0)])
})

it('given a chain, then what was merged before counts no more for whoever has the last one', async () => {
  const [c, b, a] = [await sent(0), await sent(1), await sent(0)]
  await merge(c, b)
  expect(await counted(0)).toMatchObject(both(2, 0))
  await merge(b, a)
  expect([await counted(0), await counted(1)]).toMatchObject([both(1, 0), both(1, 0)])
  const last = (await factsOf(t.context, c)).at(-1)
  expect(last?.type).toBe('suggestion.counted-there')
  expect(JSON.parse(last?.data ?? '')).toEqual({
    by: 'office',
    into: a,
    countedThere: seeded(t, 0).id,
  })
})

it('given two of theirs are merged into somebody else’s, then one of the two counts', async () => {
  const [first, second, a] = [await sent(0), await sent(0), await sent(1)]
  await merge(first, a)
  await merge(second, a)
  expect([await counted(0), await counted(1)]).toMatchObject([both(1, 0), both(1, 0)])
})

const apart = (id: string) => done(office, id, { act: 'unmerge', reason: '说的不是同一件事' })

it('given it is taken out again, then both count as before, and the next one of theirs takes its place', async () => {
  const [first, second, a] = [await sent(0), await sent(0), await sent(1)]
  const before = [await counted(0), await counted(1)]
  await merge(first, a)
  await merge(second, a)
  expect(await counted(0)).toMatchObject(both(1, 0))
  await apart(first)
  // One by itself, and the other one in what it went on in.
  expect([await counted(0), await counted(1)]).toEqual(before)
  await apart(second)
  expect([await counted(0), await counted(1)]).toEqual(before)
  await beginAnew(t.context)
  expect([await counted(0), await counted(1)]).toEqual(before)
})

it('given both are theirs and the one that went on is not filed, then their own one counts again, until that is resumed', async () => {
  const [b, a] = [await sent(0), await sent(0)]
  await merge(b, a)
  await done(office, a, { act: 'decline', why: 'empty', reason: '没有写具体' })
  expect(await counted(0)).toEqual({ total: 63, ...both(1, 0) })
  expect((await factsOf(t.context, b)).at(-1)?.type).toBe('suggestion.counted-here')
  await done(office, a, { act: 'resume', reason: '写具体了' })
  expect(await counted(0)).toEqual({ total: 63, ...both(1, 0) })
  expect((await factsOf(t.context, b)).at(-1)?.type).toBe('suggestion.counted-there')
  await apart(b)
  expect(await counted(0)).toEqual({ total: 66, ...both(2, 0) })
})

it('given the lead leaves a co-signer out who has one of their own in it, then that one counts for them', async () => {
  const [b, a] = [await sent(1), await sent(0, true)]
  await merge(b, a)
  expect(await counted(1)).toMatchObject(both(0, 1))
  await done(office, a, { act: 'return', reason: '请写具体' })
  const { title, text } = await done(li, a, {
    act: 'edit',
    title: '新标题',
    text: '新内容',
    secret: false,
    cosigners: [],
  })
  expect([title, text]).toEqual(['新标题', '新内容'])
  await done(li, a, { act: 'submit' })
  expect([await counted(0), await counted(1)]).toMatchObject([both(1, 0), both(1, 0)])
  // They keep a part in what theirs goes on in.
  expect((await zhang({ url: `/api/suggestions/${a}` })).statusCode).toBe(200)
})
