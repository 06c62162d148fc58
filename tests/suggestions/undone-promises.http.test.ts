import { openChannels } from '@mashang/server/deliveries/channels.ts'
import { fanOut } from '@mashang/server/deliveries/fan-out.usecases.ts'
import { tellOfFacts } from '@mashang/server/notices/telling.usecases.ts'
import { askForPromises } from '@mashang/server/suggestions/recount.usecases.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { giveMail, reset, sendAll } from '../deliveries/steps.ts'
import { outcome, post, seeded } from '../issues/steps.ts'
import { sendFile } from '../roster/uploads.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { type MailPeer, startMailPeer } from '../support/peers.ts'
import { workbook } from '../support/small-xlsx.ts'
import { department, fresh } from './steps.ts'

/** Whoever a list made promise something is asked nothing any more once that list was withdrawn. */

const BY = '区住房和城乡建设局'
const HEAD = [
  '建议编号',
  '题目',
  '领衔代表',
  '承办单位',
  '交办日期',
  '答复日期',
  '解决程度',
  '承诺办结日期',
]
let t: TestApp
let peer: MailPeer
let office: Client
let housing: Awaited<ReturnType<typeof department>>
beforeAll(async () => {
  peer = await startMailPeer()
  t = await startApp({
    config: {
      limits: false,
      mail: { url: peer.url, from: { name: '码上代表', address: 'tx@rd.example' } },
    },
  })
  t.clock.set('2026-03-02T02:00:00Z')
  office = fresh(t, 'office')
  housing = await department(t, BY)
})
beforeEach(async () => {
  peer.reset()
  await tellOfFacts(t.context)
  await reset(t)
  t.clock.set('2026-03-02T02:00:00Z')
})
afterAll(async () => {
  await t.close()
  await peer.close()
})

async function imported(number: number, promised: string): Promise<string> {
  const row = [
    `2025-${number}`,
    `第 ${number} 件`,
    seeded(t, 0).name,
    BY,
    '2025-01-20',
    '2025-04-08',
  ]
  const file = { name: '去年.xlsx', bytes: workbook([HEAD, [...row, 'B', promised]]) }
  const seen = (await sendFile(office, '/api/suggestion-imports/preview', file)).json()
  const url = `/api/suggestion-imports?fingerprint=${seen.fingerprint}`
  const reply = await sendFile(office, url, file)
  expect(outcome(reply)).toBe('200')
  t.clock.set(new Date(t.context.clock.now() + 60_000).toISOString())
  return reply.json().id
}
const undo = async (id: string): Promise<void> => {
  expect(outcome(await post(office, `/api/suggestion-imports/${id}/undoing`, {}))).toBe('200')
}
async function news(): Promise<string[]> {
  await tellOfFacts(t.context)
  const { items } = (await housing.client({ url: '/api/notices' })).json()
  return items.map(({ kind }: { kind: string }) => kind)
}

describe('given a promise out of a list whose day has come', () => {
  it('when the list is withdrawn before the mail about it leaves, then it stays here', async () => {
    const me = await housing.client({ url: '/api/sessions/current' })
    await giveMail(t, me.json<{ id: string }>().id, 'zj@example.org')
    const id = await imported(1, '2026-03-02')
    expect(await askForPromises(t.context)).toBe(1)
    await tellOfFacts(t.context)
    await fanOut(t.context, openChannels(t.context))
    await undo(id)
    expect(await sendAll(t)).toBe(0)
    expect(peer.mails).toEqual([])
  })

  it('when the list is withdrawn before anybody was told, then nobody is', async () => {
    await imported(2, '2026-12-31')
    const second = await imported(2, '2026-03-02')
    expect(await askForPromises(t.context)).toBe(1)
    await undo(second)
    expect(await news()).toEqual([])
  })

  it('when another list said another day and is withdrawn, then its department is not asked twice', async () => {
    await imported(3, '2026-03-02')
    expect(await askForPromises(t.context)).toBe(1)
    expect(await news()).toEqual(['suggestion.promise-asked'])
    const second = await imported(3, '2026-12-31')
    await undo(second)
    expect(await askForPromises(t.context)).toBe(0)
    expect(await news()).toEqual(['suggestion.promise-asked'])
    // It is still owed, and tracked as such.
    const { items } = (await housing.client({ url: '/api/suggestions?promised=true' })).json()
    expect(items.map(({ promisedFor }: { promisedFor: string }) => promisedFor)).toContain(
      '2026-03-02T16:00:00.000Z',
    )
  })
})
