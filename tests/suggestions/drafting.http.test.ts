import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { outcome, post } from '../issues/steps.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { done } from './steps.ts'

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

  it('given its draft was thrown away meanwhile, then it says so instead of bringing it back', async () => {
    const body = { title: '修渠', text: '渠塌了一半。', secret: false, cosigners: [] }
    const send = () => post(li, '/api/suggestions', body, { 'idempotency-key': 'press-0003' })
    const { id } = (await send()).json()
    await done(li, id, { act: 'withdraw', reason: '不写了' })
    const again = await send()
    expect(outcome(again)).toBe('409 suggestion.key-reused')
    expect(again.json().detail).toBe('上一次存的草稿已经删掉了。再按一次，就是另写一件。')
  })
})
