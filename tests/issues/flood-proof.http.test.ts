import { createApp } from '@mashang/server/app.ts'
import { noteFlood } from '@mashang/server/notices/flood.usecases.ts'
import { beginAtEnd } from '@mashang/server/notices/telling.store.ts'
import { tellOfFacts } from '@mashang/server/notices/telling.usecases.ts'
import { HOUR, MINUTE, SECOND } from '@mashang/shared/core/clock.ts'
import { STANDARD_LIMITS } from '@mashang/shared/districts/limits.words.ts'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { between, randomFrom } from '../../scripts/prove/random.ts'
import { report, SEED, sizeOr } from '../access/proving.ts'
import { sweeper, toldSoFar } from '../notices/steps.ts'
import { type Client, filingTo, startApp, type TestApp } from '../support/app.ts'
import { seeded } from './steps.ts'

const FILINGS = Math.max(300, Math.round(5_000 * sizeOr(0.06)))
const ADDRESSES = Math.round(FILINGS / 5)
const AT_ONCE = 50
const HONEST = 5
const random = randomFrom(SEED)

let t: TestApp
/** Two that share one database, as two processes do: a voter comes to either. */
let doors: FastifyInstance[]
beforeAll(async () => {
  t = await startApp({ floods: true, config: { trustedProxies: ['127.0.0.1'] } })
  doors = [t.app, await createApp(t.context, { floods: true })]
  await beginAtEnd(t.context)
})
afterAll(async () => {
  await doors[1]?.close()
  await t.close()
})

interface Came {
  id: string
  receipt: string
  held: boolean
}

/** Words that nobody else writes. */
const words = (length: number): string =>
  Array.from({ length }, () => String.fromCodePoint(0x4e00 + between(random, 0, 3_000))).join('')

async function sent(to: 0 | 1 | 2, text: string, address: string): Promise<Came> {
  const door = doors[between(random, 0, 1)] ?? t.app
  const reply = await door.inject({
    method: 'POST',
    url: '/api/issues',
    headers: { 'idempotency-key': crypto.randomUUID(), 'x-forwarded-for': address },
    payload: filingTo(seeded(t, to), { title: text.slice(0, 12), text }),
  })
  if (reply.statusCode !== 201) throw new Error(`${reply.statusCode} ${reply.body}`)
  return reply.json()
}
const addressOf = (n: number): string => `10.1.${Math.floor(n / 250)}.${1 + (n % 250)}`
const honest = async (to: 0 | 1 | 2, place: string): Promise<Came[]> => {
  const came: Came[] = []
  for (let n = 0; n < HONEST; n++) came.push(await sent(to, words(40), `10.${place}.0.${n + 1}`))
  return came
}
const spam = (n: number): Promise<Came> =>
  sent(
    0,
    // Half says the same with other digits and signs, half something new each time.
    n % 2 === 0 ? `第 ${n} 次说，这里的路灯坏了${'！'.repeat(n % 5)}` : words(30),
    addressOf(n % ADDRESSES),
  )

const inboxOf = async (who: Client) => {
  const began = performance.now()
  const reply = await who({ url: '/api/inbox' })
  const { items, total } = reply.json()
  const ids = new Set<string>(items.map(({ id }: { id: string }) => id))
  return { ids, total: Number(total), bytes: reply.body.length, ms: performance.now() - began }
}
const idsOf = (came: readonly Came[]): string[] => came.map(({ id }) => id)
const held = (came: readonly Came[]): Came[] => came.filter((one) => one.held)

it(`${FILINGS} filings in a minute from ${ADDRESSES} addresses leave inboxes usable, and none is lost`, {
  timeout: 30 * MINUTE,
}, async () => {
  let [victim, office] = [await t.as(0), await t.as('office')]
  const other = await t.as(2)
  const before = await honest(0, '2')
  const flood: Came[] = []
  const during: Came[] = []
  const among: Came[] = []
  for (let n = 0; n < FILINGS; n += AT_ONCE) {
    const many = Array.from({ length: Math.min(AT_ONCE, FILINGS - n) }, (_, k) => spam(n + k))
    // In the middle of it people write to this representative, and to another one.
    const middle = during.length === 0 && n >= FILINGS / 2
    if (middle) during.push(...(await honest(2, '3')))
    if (middle) among.push(...(await honest(0, '4')))
    flood.push(...(await Promise.all(many)))
    t.clock.advance(Math.floor((60 * SECOND * AT_ONCE) / FILINGS))
    await noteFlood(t.context)
    await tellOfFacts(t.context)
  }
  t.clock.advance(STANDARD_LIMITS.floodMinutes * MINUTE)
  const after = await honest(0, '5')
  await noteFlood(t.context)
  await tellOfFacts(t.context)

  const accepted = [...before, ...flood, ...during, ...among, ...after]
  const kept = held(accepted)
  // As many as usual reached the inbox, and those of ordinary times among them.
  const inbox = await inboxOf(victim)
  // In the very first moment each process sees only what it is about to commit itself.
  const most = doors.length * STANDARD_LIMITS.floodRepresentative
  expect(inbox.total).toBeLessThanOrEqual(most + HONEST)
  for (const id of idsOf([...before, ...after])) expect(inbox.ids.has(id)).toBe(true)
  const others = await inboxOf(other)
  for (const id of idsOf(during)) expect(others.ids.has(id)).toBe(true)
  expect(held(among)).toHaveLength(HONEST)

  // Every single one is somewhere.
  const { total, groups } = (await office({ url: '/api/floods' })).json()
  expect(total).toBe(kept.length)
  expect(inbox.total + others.total + total).toBe(accepted.length)

  // The office heard of it once, the representative of what is in the inbox only.
  const told = await toldSoFar(t)
  const alarms = told.filter(({ kind, data }) => kind === 'system.alarm' && data.what === 'flood')
  const accounts = new Set(alarms.map(({ recipient }) => recipient))
  expect([alarms.length > 0, alarms.length]).toEqual([true, accounts.size])
  expect(told.filter(({ kind }) => kind === 'issue.for-office')).toEqual([])
  const arrivals = told.filter(({ kind }) => kind === 'issue.arrived')
  expect(arrivals).toHaveLength(inbox.total + others.total)

  // The promise to each of them runs: a level is said of every one, to the office in one word.
  t.clock.advance(12 * HOUR + MINUTE)
  expect(await sweeper(t).turn()).toBe(accepted.length)
  const reminders = (await toldSoFar(t)).filter(
    ({ kind, data }) => kind === 'clock.reminded' && data.held === true,
  )
  expect(reminders.map(({ recipient }) => recipient).sort()).toEqual([...accounts].sort())
  office = await t.as('office')

  // Same words are turned down together; the rest is let through, and what was honest is there.
  let decided = 0
  for (const { cause, key, lastAt } of groups)
    for (let left = 1; left > 0; ) {
      const reply = await office({
        method: 'POST',
        url: '/api/floods/decision',
        body: {
          of: { cause, key, until: lastAt },
          ...(cause === 'words'
            ? {
                decision: 'decline',
                reason: '同一句话写了很多遍，没有地点，也没有经过，请写清楚再来。',
              }
            : { decision: 'release' }),
        },
      })
      const went = reply.json()
      decided += went.done
      left = went.left
    }
  expect(decided).toBe(kept.length)
  expect((await office({ url: '/api/floods' })).json().total).toBe(0)
  const states = new Map<string, number>()
  for (const { id, receipt } of accepted) {
    const view = (await t.voter({ url: `/api/receipts/${receipt}` })).json()
    states.set(view.state, (states.get(view.state) ?? 0) + 1)
    if (among.some((one) => one.id === id)) expect(view.state).toBe('awaiting')
  }
  const [declined = 0, awaiting = 0] = [states.get('declined'), states.get('awaiting')]
  expect(declined + awaiting).toBe(accepted.length)
  victim = await t.as(0)
  expect((await inboxOf(victim)).total + others.total).toBe(awaiting)
  report(
    `${FILINGS} filings in a minute from ${ADDRESSES} addresses to one representative, ${4 * HONEST} honest ones before, meanwhile and after: ${accepted.length} accepted, ${inbox.total} in that inbox (${Math.round(inbox.bytes / 1_024)} KB in ${Math.round(inbox.ms)} ms), ${kept.length} held in ${groups.length} groups, 0 lost; ${alarms.length / accounts.size} alarm, later 1 reminder for all that is held; ${declined} turned down and ${decided - declined} let through together`,
  )
})
