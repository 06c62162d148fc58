import { DAY } from '@mashang/shared/core/clock.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { filed, outcome, seeded } from '../issues/steps.ts'
import { SENT, times, toldOn } from '../lineage/steps.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { act, done, fresh, written } from './steps.ts'

let t: TestApp
let li: Client
let zhang: Client
let wang: Client
let office: Client
beforeAll(async () => {
  t = await startApp({ config: { limits: false } })
  li = fresh(t, 0)
  zhang = fresh(t, 1)
  wang = await t.as(2)
  office = fresh(t, 'office')
})
afterAll(() => t.close())

const asked = async (changes: object = {}): Promise<string> => {
  const cosigners = [seeded(t, 1).id, seeded(t, 2).id]
  const { id } = await written(li, { cosigners, ...changes })
  await done(li, id, { act: 'submit' })
  return id
}
const points = async (by: Client) =>
  (await by({ url: '/api/me/points' })).json<{ roles: { information: number } }>().roles

describe('whoever waits no longer for a co-signer who says nothing', () => {
  it('hands it in: who confirmed has joined, who said nothing has not, and the voter hears', async () => {
    const issue = await filed(t)
    const id = await asked({ issueId: issue.id })
    await done(zhang, id, { act: 'confirm' })
    t.clock.advance(3 * DAY)
    const sent = await done(li, id, { act: 'send-on' })
    expect(sent.state).toBe('review')
    expect(sent.number).not.toBeNull()
    expect(sent.timeline[0]?.sentence).toContain('没有再等 1 位还没回话的代表，提交了')
    expect(times(await toldOn(t, issue), SENT)).toBe(1)
    expect((await points(zhang)).information).toBe(1)
    expect((await points(wang)).information).toBe(0)
    expect(outcome(await act(wang, id, { act: 'confirm' }))).toBe('404 suggestion.not-found')
    expect((await office({ url: `/api/suggestions/${id}` })).json().state).toBe('review')
  })

  it('is theirs alone, and only while somebody is waited for', async () => {
    const id = await asked()
    expect(outcome(await act(zhang, id, { act: 'send-on' }))).toBe('403 suggestion.not-yours')
    await done(zhang, id, { act: 'confirm' })
    await done(wang, id, { act: 'confirm' })
    expect(outcome(await act(li, id, { act: 'send-on' }))).toBe('409 suggestion.not-now')
  })

  it('given that its withdrawal was asked for, then that is answered first', async () => {
    const id = await asked()
    await done(zhang, id, { act: 'confirm' })
    await done(li, id, { act: 'withdraw', reason: '不提了' })
    expect(outcome(await act(li, id, { act: 'send-on' }))).toBe('409 suggestion.not-now')
  })

  it('pressed twice at once, it is handed in once', async () => {
    const id = await asked()
    const both = await Promise.all([
      act(li, id, { act: 'send-on' }),
      act(li, id, { act: 'send-on' }),
    ])
    expect(both.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409])
  })
})
