import { countUnreached, HEARD_WITHIN } from '@mashang/server/deliveries/unreached.store.ts'
import { tellOfFacts } from '@mashang/server/notices/telling.usecases.ts'
import { DAY, HOUR } from '@mashang/shared/core/clock.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { answer, filed, post } from '../issues/steps.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { execute } from '../support/direct-sql.ts'
import { type MailPeer, startMailPeer } from '../support/peers.ts'
import { accountOf, giveMail, outbox, reset, sendAll } from './steps.ts'

let t: TestApp
let mailbox: MailPeer
let li: Client
let office: Client
beforeAll(async () => {
  mailbox = await startMailPeer()
  t = await startApp({
    config: {
      limits: false,
      mail: { url: mailbox.url, from: { name: '码上代表', address: 'tx@rd.example' } },
    },
  })
})
beforeEach(async () => {
  await tellOfFacts(t.context)
  await reset(t)
  mailbox.reset()
  await execute(t, 'delete from deadlines')
  ;[li, office] = await Promise.all([t.as(0), t.as('office')])
})
afterAll(async () => {
  await t.close()
  await mailbox.close()
})

const unheard = () => countUnreached(t.context)
/** The same, by the two doors of the office. */
async function seen(): Promise<[number, string[]]> {
  const { unnotified } = (await office({ url: '/api/watch' })).json()
  const { items } = (await office({ url: '/api/issues?unnotified=true' })).json()
  return [unnotified, items.map(({ id }: { id: string }) => id)]
}
const told = async () => {
  const matter = await filed(t)
  await tellOfFacts(t.context)
  return matter
}

describe('nobody has heard', () => {
  it('given nobody looked and no channel is there, then after two hours; not before', async () => {
    const { id } = await told()
    t.clock.advance(HEARD_WITHIN - 1)
    expect(await unheard()).toBe(0)
    t.clock.advance(1)
    expect(await seen()).toEqual([1, [id]])
    await answer(li, id)
    expect(await unheard()).toBe(0)
  })

  it('given somebody opened the matter, or read the notice, then they have', async () => {
    const [opened] = [await told(), await told()]
    t.clock.advance(HEARD_WITHIN)
    expect(await unheard()).toBe(2)
    await post(li, `/api/issues/${opened.id}/opening`)
    expect(await unheard()).toBe(1)
    const { items } = (await li({ url: '/api/notices' })).json()
    await post(li, '/api/notices/reading', { until: items[0].id })
    expect(await unheard()).toBe(0)
  })

  it('given a mail was taken, then they have; given none could be delivered, then at once not', async () => {
    await giveMail(t, await accountOf(t, 0), 'li@example.org')
    await told()
    expect(await sendAll(t)).toBe(1)
    t.clock.advance(DAY / 2)
    expect(await unheard()).toBe(0)
    const { id } = await told()
    await sendAll(t)
    await execute(t, `update deliveries set state = 'dead' where kind = 'issue.arrived'`)
    await execute(t, `update deliveries set trouble = 'address' where state = 'dead'`)
    expect((await outbox(t)).every(({ state }) => state === 'dead')).toBe(true)
    expect((await seen())[1]).toContain(id)
  })

  it('given quiet hours, then a mail that waits for the morning is in its time', async () => {
    await giveMail(t, await accountOf(t, 0), 'li@example.org')
    // 22:32 in the district.
    t.clock.advance(12 * HOUR)
    await told()
    await sendAll(t)
    t.clock.advance(5 * HOUR)
    expect(await unheard()).toBe(0)
    // The morning is over, and still it has not left.
    t.clock.advance(5 * HOUR)
    expect(await unheard()).toBe(1)
  })
})
