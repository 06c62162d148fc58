import { setTimeout as pause } from 'node:timers/promises'
import { tellOfFacts } from '@mashang/server/notices/telling.usecases.ts'
import { HOUR } from '@mashang/shared/core/clock.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { accountOf, giveMail, sendAll, tell } from '../deliveries/steps.ts'
import { answer, post } from '../issues/steps.ts'
import { sweeper } from '../notices/steps.ts'
import { type LiveApp, startLiveApp } from '../support/live-app.ts'
import { through } from '../wechat/steps.ts'
import { atRest, placesOf } from './at-rest.ts'
import { type Outside, startOutside } from './outside.ts'
import { keptIn, MAIL, OPENID, type Planted, plant } from './planting.ts'
import { report } from './proving.ts'
import { must } from './replies.ts'

/** WeChat's name for a voter, who told nobody. */
const VOTER = 'oCANARYvoter123456789abcdefg'
const OFFICE_MAIL = 'canary-office@example.com'

let t: LiveApp
let outside: Outside
let planted: Planted
let place: Awaited<ReturnType<typeof keptIn>>
const log: string[] = []
/** What each stream said, from before anything happened. */
const streams = new Map<string, string>()
const closing = new AbortController()

async function listen(who: string, token: string): Promise<void> {
  const reply = await fetch(`${t.url}/api/notices/stream`, {
    headers: { cookie: `mashang=${token}` },
    signal: closing.signal,
  })
  streams.set(who, JSON.stringify([...reply.headers]))
  const read = async (): Promise<void> => {
    for await (const chunk of reply.body?.pipeThrough(new TextDecoderStream()) ?? [])
      streams.set(who, `${streams.get(who)}${chunk}`)
  }
  // The end of the test cuts it.
  void read().catch(() => undefined)
}

beforeAll(async () => {
  ;[place, outside] = await Promise.all([keptIn(), startOutside()])
  t = await startLiveApp({
    config: outside.config,
    log: { write: (line) => void log.push(line) },
    ...(place.files === undefined ? {} : { files: place.files }),
  })
  for (const who of [0, 1, 2, 'liaison', 'office'] as const)
    await listen(String(who), await t.token(who))
  planted = await plant(t, outside.hooks.origin)
  planted.secrets.openid.push(VOTER)
  planted.secrets.mail.push(OFFICE_MAIL)
  const office = await t.as('office')
  await giveMail(t, await accountOf(t, 'office'), OFFICE_MAIL)
  for (const [kind, path] of [
    ['wecom', '/cgi-bin/webhook/send?key=k1'],
    ['dingtalk', '/robot/send?access_token=t1'],
  ]) {
    const robot = { kind, name: `群 ${kind}`, url: `${outside.robots.origin}${path}` }
    await must(post(office, '/api/delivery-endpoints', robot))
  }
}, 600_000)
afterAll(async () => {
  closing.abort()
  await t.close()
  await outside.close()
  await place.close()
})

const receiptOf = (position: 'own' | 'peer' | 'elsewhere'): string =>
  planted.world.things[position].receipt ?? ''
const issueOf = (position: 'own' | 'peer' | 'elsewhere'): string =>
  planted.world.things[position].issue ?? ''

/** Voters choose how they hear: a short message, WeChat, WeChat once. */
async function choose(): Promise<void> {
  const hearing = (receipt: string, channel: string, cookie = '') =>
    must(
      t.voter({
        method: 'PUT',
        url: `/api/receipts/${receipt}/hearing`,
        headers: cookie === '' ? {} : { cookie },
        body: { channel },
      }),
    )
  await hearing(receiptOf('own'), 'sms')
  const inside = await through(t, outside.wechat, '/wechat/issues', VOTER)
  await hearing(receiptOf('peer'), 'wechat', inside.cookie)
  const out = await t.voter({ url: `/r/${receiptOf('elsewhere')}/subscription` })
  const cookie = out.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  const back = outside.wechat.agree(String(out.headers.location), VOTER)
  await t.voter({ url: back, headers: { cookie } })
}

const word = (what: string): string => {
  const said = `哨${what}兵`
  planted.words.set(what, said)
  return said
}

/** What voters and representatives say to each other, while the ladder reminds. */
async function goOn(): Promise<void> {
  const ladder = sweeper(t)
  const leave = async (): Promise<void> => {
    await ladder.turn()
    await tellOfFacts(t.context)
    await sendAll(t)
  }
  await leave()
  await must(
    post(t.voter, `/api/receipts/${receiptOf('own')}/messages`, { text: word('message0') }),
  )
  for (const hours of [20, 5, 24]) {
    t.clock.advance(hours * HOUR)
    await leave()
  }
  await must(post(t.voter, `/api/receipts/${receiptOf('own')}/chase`))
  for (const [index, position] of (['own', 'peer', 'elsewhere'] as const).entries())
    await must(
      answer(await t.as(index as 0 | 1 | 2), issueOf(position), word(`answer${index}`).repeat(8)),
    )
  await leave()
  t.clock.advance(HOUR)
  await leave()
}

it('the stream, and what leaves by mail, WeChat, short message, robot and webhook, tells nothing of anybody', async () => {
  await choose()
  await goOn()
  const code = { phone: '13900000137' }
  await post(t.voter, '/api/phone-verifications', code)
  const { sms, mail, wechat, robots, hooks } = outside
  const own = await accountOf(t, 0)
  // One more, so that a stream that told of all that went before has told of this one too.
  const last = await tell(t, own, 'issue.messaged', issueOf('own'))
  await expect.poll(() => streams.get('0'), { timeout: 10_000 }).toContain(last)
  await pause(1_100)

  const voters = wechat.messages.filter(({ touser }) => touser === VOTER)
  const staff = wechat.messages.filter(({ touser }) => touser === OPENID)
  const once = wechat.once
  const without = (key: string) => (name: string, value: unknown) =>
    name === key ? undefined : value
  const left: [string, number, string, string[]][] = [
    ['streams', streams.size, [...streams.values()].join('\n'), []],
    ['mails', mail.mails.length, JSON.stringify(mail.mails, without('to')), []],
    ['short messages', sms.accepted.length, JSON.stringify(sms.accepted, without('to')), []],
    ['WeChat', staff.length, JSON.stringify(staff, without('touser')), []],
    // Whoever filed is led back by what they were given for it.
    ['WeChat to voters', voters.length, JSON.stringify(voters, without('touser')), ['receipt']],
    ['WeChat once', once.length, JSON.stringify(once, without('touser')), ['receipt']],
    ['robots', robots.taken.length, JSON.stringify(robots.taken), []],
    // Its way is known to whoever is called, and to nobody else.
    ['webhooks', hooks.taken.length, JSON.stringify(hooks.taken, without('path')), []],
  ]
  const leaked = left.flatMap(([where, , text, but]) =>
    [...planted.secretsIn(text, but), ...planted.wordsIn(text)].map((one) => `${where} ${one}`),
  )
  report(
    `${left.map(([where, count]) => `${count} ${where}`).join(', ')} on ${t.context.db.dialect}: ${leaked.length} leaked`,
    `${t.context.db.dialect}-outside`,
  )
  for (const [where, count] of left) expect(count, where).toBeGreaterThan(0)
  for (const [who, text] of streams) expect(text, who).toContain('event: notice')
  for (const { to } of mail.mails) expect([MAIL, OFFICE_MAIL]).toContain(to.join())
  expect(voters.every(({ url = '' }) => url.endsWith(`/r/${receiptOf('peer')}`))).toBe(true)
  expect(once.every(({ url = '' }) => url.endsWith(`/r/${receiptOf('elsewhere')}`))).toBe(true)
  expect(leaked).toEqual([])
}, 600_000)

it('neither do the log and the figures of whoever runs it', async () => {
  const metrics = (await t.voter({ url: '/metrics' })).body
  expect(metrics).toContain('mashang_deliveries')
  const text = `${log.join('')}\n${metrics}`
  expect(planted.secretsIn(text)).toEqual([])
  expect(planted.wordsIn(text)).toEqual([])
})

it('what is kept of it all holds no secret in the clear', async () => {
  expect(placesOf(Object.values(planted.secrets).flat(), await atRest(t))).toEqual([])
})
