import { copiesOf } from '@mashang/server/records/records.store.ts'
import { MINUTE } from '@mashang/shared/core/clock.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { outcome, post, seeded } from '../issues/steps.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'

/** Files of kept copies: each is its own, whatever is sent under its id afterwards. */

let t: TestApp
let office: Client
let url: string
beforeAll(async () => {
  t = await startApp({ config: { limits: false } })
  office = await t.as('office')
  url = `/api/records/${seeded(t, 0).id}`
})
afterAll(() => t.close())

const stored = async (): Promise<string[]> => {
  const names: string[] = []
  for await (const name of t.context.files.list('records')) names.push(name)
  return names
}
const keep = (id: string) => post(office, `${url}/copies`, { id, reason: '届中检查' })
const read = (id: string) => office({ url: `${url}/copies/${id}/file.pdf` })

it('given it is sent again while the first one is still being made, then one is kept, and is whole', async () => {
  const id = crypto.randomUUID()
  const before = (await stored()).length
  const { files } = t.context
  const { put } = files
  files.put = async (...given) => {
    files.put = put
    // What the faster one makes is of another moment.
    t.clock.advance(MINUTE)
    expect(outcome(await keep(id))).toBe('201')
    await put(...given)
  }
  expect(outcome(await keep(id))).toBe('201')
  expect(await copiesOf(t.context, seeded(t, 0).id)).toHaveLength(1)
  expect(outcome(await read(id))).toBe('200')
  expect(await stored()).toHaveLength(before + 1)
})

it('given one of earlier times, whose file has the name of its id alone, then it is read still', async () => {
  const id = crypto.randomUUID()
  await keep(id)
  const bytes = (await read(id)).rawPayload
  const name = (await stored()).find((one) => one.includes(id)) ?? ''
  await t.context.files.remove(name)
  expect(outcome(await read(id))).toBe('404 record.copy-unknown')
  await t.context.files.put(`records/${id.slice(-2)}/${id}.pdf`, bytes)
  expect((await read(id)).rawPayload.equals(bytes)).toBe(true)
})
