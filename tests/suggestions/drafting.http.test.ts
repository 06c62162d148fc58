import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { outcome, post } from '../issues/steps.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'

let t: TestApp
let li: Client
beforeAll(async () => {
  t = await startApp({ config: { limits: false } })
  // One session for presses at the same moment.
  li = await t.as(0)
})
afterAll(() => t.close())

describe('pressing twice on a weak signal', () => {
  it('given one key, then there is one draft; other words under it are refused', async () => {
    const body = { title: '修桥', text: '桥塌了一半。', secret: false, cosigners: [] }
    const send = (key: string, changes: object = {}) =>
      post(li, '/api/suggestions', { ...body, ...changes }, { 'idempotency-key': key })
    const [one, two] = await Promise.all([send('press-0001'), send('press-0001')])
    const three = await send('press-0001')
    expect([one.statusCode, two.statusCode, three.statusCode]).toEqual([201, 201, 201])
    expect(new Set([one, two, three].map((reply) => reply.json().id)).size).toBe(1)
    expect(outcome(await send('press-0001', { title: '修路' }))).toBe('409 suggestion.key-reused')
    expect(outcome(await send('short'))).toBe('400 suggestion.key-unfit')
    expect((await send('press-0002')).json().id).not.toBe(one.json().id)
  })
})
