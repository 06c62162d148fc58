import { factsOf } from '@mashang/server/core/ledger/ledger.store.ts'
import { allRepresentatives } from '@mashang/server/representatives/representatives.store.ts'
import { DAY } from '@mashang/shared/core/clock.ts'
import type { RecordView } from '@mashang/shared/records/records.api.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { outcome } from '../issues/steps.ts'
import { confirmRoster, uploadRoster } from '../roster/uploads.ts'
import { fresh } from '../suggestions/steps.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'

/** Whoever goes to another unit or station by a list or by hand has a line of it in their record. */

const HEAD = '姓名,手机,选区,所属家站'
let t: TestApp
let office: Client
beforeAll(async () => {
  t = await startApp({ config: { limits: false } })
  office = fresh(t, 'office')
  await list('马兰花,13900000001,大发街道第一选区,大发街道代表之家')
})
afterAll(() => t.close())

async function list(...people: string[]): Promise<void> {
  const draft = await uploadRoster(office, '名册.csv', `${[HEAD, ...people].join('\n')}\n`)
  expect(outcome(await confirmRoster(office, draft.id))).toBe('200')
}
async function idOf(name: string): Promise<string> {
  const found = (await allRepresentatives(t.context)).find((person) => person.name === name)
  if (found === undefined) throw new Error(`${name} is missing`)
  return found.id
}
async function seatOf(id: string) {
  const view: RecordView = (await office({ url: `/api/records/${id}` })).json()
  const entries = view.sections.find(({ section }) => section === 'seat')?.entries ?? []
  return entries.map(({ at, title, detail }) => ({ on: at.slice(0, 10), title, detail }))
}

it('says from where to where, on the day, after an import', async () => {
  const id = await idOf('马兰花')
  expect(await seatOf(id)).toMatchObject([{ title: '列入代表名册' }])
  t.clock.advance(DAY)
  await list('马兰花,13900000001,五当召镇第二选区,五当召镇代表之家')
  const on = new Date(t.clock.now()).toISOString().slice(0, 10)
  expect(await seatOf(id)).toEqual([
    { on, title: '转入五当召镇代表之家', detail: '原来在大发街道代表之家' },
    { on, title: '由大发街道第一选区改为五当召镇第二选区', detail: null },
    expect.objectContaining({ title: '列入代表名册' }),
  ])
})

it('the same list once more adds no line, nor does a change by hand of something else', async () => {
  const id = await idOf('马兰花')
  await list('马兰花,13900000001,五当召镇第二选区,五当召镇代表之家')
  await changed(id, { position: '牧民' })
  expect(await seatOf(id)).toHaveLength(3)
})

it('says it of a change by hand, too, and the ledger holds the station by its id', async () => {
  const id = await idOf('马兰花')
  t.clock.advance(DAY)
  await changed(id, { stationId: null })
  expect((await seatOf(id))[0]).toMatchObject({ title: '转出五当召镇代表之家' })
  const last = (await factsOf(t.context, id)).at(-1)?.data ?? ''
  expect(JSON.parse(last)).toMatchObject({ stationTo: null, stationFrom: expect.any(String) })
  expect(last).not.toContain('代表之家')
})

async function changed(id: string, changes: object): Promise<void> {
  const url = `/api/roster/representatives/${id}`
  const { seen, facts } = (await office({ url })).json()
  const body = { seen, facts: { ...facts, ...changes } }
  expect(outcome(await office({ method: 'PUT', url, body }))).toBe('200')
}
