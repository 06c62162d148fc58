import { type AddressInfo, connect } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { filingTo, startApp, type TestApp } from '../support/app.ts'

const PHONES = 40

let t: TestApp
beforeAll(async () => {
  t = await startApp()
  await t.app.listen({ port: 0, host: '127.0.0.1' })
})
afterAll(() => t.close())

/** Files over a line of its own, as a phone does, and says how that was answered. */
async function file(key: string): Promise<string> {
  const [to] = t.seed.representatives
  if (to === undefined) throw new Error('nobody seeded')
  const body = JSON.stringify(filingTo(to))
  const { port } = t.app.server.address() as AddressInfo
  const line = connect(port, '127.0.0.1')
  line.write(
    `POST /api/issues HTTP/1.1\r\nhost: here\r\ncontent-type: application/json\r\nidempotency-key: ${key}\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  )
  const answer = (await line.setEncoding('utf8').toArray()).join('')
  return answer.slice(9, 12)
}

it('given many phones that come at once, each on a new line, then they share transactions', async () => {
  await file('gathering-first')
  const { groups, units } = t.context.db.committed
  const statuses = await Promise.all(
    Array.from({ length: PHONES }, (_, n) => file(`gathering-${n}`)),
  )
  expect(new Set(statuses)).toEqual(new Set(['201']))
  expect(t.context.db.committed.units - units).toBe(PHONES)
  expect(t.context.db.committed.groups - groups).toBeLessThan(PHONES / 2)
})

it('given one that comes alone, then it has a transaction of its own, at once', async () => {
  const { groups } = t.context.db.committed
  expect(await file('gathering-alone')).toBe('201')
  expect(t.context.db.committed.groups - groups).toBe(1)
})
