import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { addressContext } from '@mashang/server/deliveries/people.ts'
import { saveAddress } from '@mashang/server/deliveries/preferences.store.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { secondFactorSteps } from '../accounts/second-factor.steps.ts'
import { PASSWORD } from '../accounts/steps.ts'
import { accountOf, giveMail } from '../deliveries/steps.ts'
import { post } from '../issues/steps.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { readers, SECRETS } from './canaries.ts'
import { gathered } from './gathering.ts'
import { everybody } from './people.ts'
import { report } from './proving.ts'
import { furnish, PHONES, positions, settings, type World } from './world.ts'

let t: TestApp
let world: World
const log: string[] = []
/** Words by the field they were written in, which nothing else holds. */
const planted = new Map<string, string>()
const secrets: Record<(typeof SECRETS)[number], string[]> = {
  phone: [...PHONES],
  contactName: [],
  receipt: [],
  password: [PASSWORD],
  timeSecret: [],
  oneTimeCode: [],
  session: [],
  mail: ['canary-li@example.com'],
  openid: ['oCANARY0123456789abcdefghij'],
  webhook: [],
  suggestionLink: [],
}
const all = () => positions.map((position) => world.things[position])
const second = secondFactorSteps(() => t)

beforeAll(async () => {
  t = await startApp({ config: settings, log: { write: (line) => void log.push(line) } })
  world = await furnish(t, (what) => {
    planted.set(what, `哨${what}兵`)
    return `哨${what}兵`
  })
  const li = await accountOf(t, 0)
  await giveMail(t, li, secrets.mail[0] ?? '')
  await t.context.db.commit('home', [
    saveAddress({
      district: 'home',
      accountId: li,
      channel: 'wechat',
      address: t.context.secrets.seal(secrets.openid[0] ?? '', addressContext(li, 'wechat')),
      updatedAt: t.clock.now(),
    }),
  ])
  const office = await t.as('office')
  const { cookie, secret } = await second.guarded()
  secrets.timeSecret.push(secret, secret.replaceAll(' ', ''))
  secrets.session.push(cookie.split('=')[1] ?? '')
  secrets.oneTimeCode.push((await second.invited('canary')).code)
  const url = 'http://127.0.0.1:9/in/canary-of-a-webhook'
  const hook = await post(office, '/api/delivery-endpoints', { kind: 'webhook', name: '群', url })
  secrets.webhook.push('canary-of-a-webhook', hook.json().secret)
  for (const things of all()) {
    secrets.receipt.push(things.receipt ?? '')
    secrets.suggestionLink.push(things.link ?? '')
  }
  for (const [what, word] of planted)
    if (what.startsWith('contactName')) secrets.contactName.push(word)
}, 120_000)
afterAll(() => t.close())

/** Which secrets stand in a text. */
const secretsIn = (text: string, but: readonly string[] = []): string[] =>
  SECRETS.filter((kind) => !but.includes(kind)).flatMap((kind) =>
    secrets[kind].filter((one) => text.includes(one)).map((one) => `${kind}: ${one}`),
  )

/** Whose words of which fields stand in a text: "title0", "title1". */
const wordsIn = (text: string): string[] =>
  [...planted].filter(([, word]) => text.includes(word)).map(([what]) => what)

it('everybody reads what the table says, and no secret, in everything they can ask for', async () => {
  const people: Record<string, Client> = { ...(await everybody(t, world)), H: t.voter }
  for (const index of [0, 1, 2]) planted.set(`position${index}`, `${40 + index}.7123456`)
  for (const name of ['housing', 'police']) planted.delete(name)
  const seen = new Map<string, Map<string, string>>()
  const leaked: string[] = []
  for (const [who, by] of Object.entries(people))
    for (const things of all()) {
      const holder = who === 'H'
      const text = await gathered(by, things, holder, things === world.things.own)
      // Whoever holds a receipt has it in the address; where it leads back to stands in the page.
      leaked.push(...secretsIn(text, holder ? ['receipt'] : []).map((one) => `${who} ${one}`))
      for (const what of wordsIn(text)) {
        const field = what.slice(0, -1)
        const whose = { 0: 'o', 1: 'p', 2: 'e', e: 'o' }[what.slice(-1)] ?? ''
        const reached = seen.get(field) ?? new Map<string, string>()
        if (!reached.get(who)?.includes(whose)) reached.set(who, (reached.get(who) ?? '') + whose)
        seen.set(field, reached)
      }
    }
  const table = Object.fromEntries(
    [...seen].sort().map(([field, reached]) => {
      const groups = Map.groupBy([...reached], ([, whose]) => [...whose].sort().join(''))
      return [
        field,
        [...groups].map(([whose, who]) => `${who.map(([one]) => one).join('')}:${whose}`).join(' '),
      ]
    }),
  )
  const places = Object.values(secrets).flat().length
  report(
    `${planted.size} words and ${places} secrets, asked for by ${Object.keys(people).length} roles: ${leaked.length} leaked`,
  )
  expect(leaked).toEqual([])
  expect(table).toEqual(readers)
}, 120_000)

it('the log names routes, and nothing of anybody', () => {
  const text = log.join('')
  expect(text).toContain('"route":"/api/receipts/:receipt"')
  expect(secretsIn(text)).toEqual([])
  expect(wordsIn(text)).toEqual([])
})

/** Every file of a folder, all the way down. */
const filesUnder = (folder: string): string[] =>
  readdirSync(folder, { recursive: true })
    .map((name) => join(folder, String(name)))
    .filter((path) => statSync(path).isFile())

it('the database, its log and the files hold no secret in the clear', () => {
  const paths = filesUnder(t.context.config.dataFolder)
  expect(paths.some((path) => path.endsWith('.sqlite-wal'))).toBe(true)
  const found = paths.flatMap((path) => {
    const bytes = readFileSync(path)
    return Object.values(secrets)
      .flat()
      .filter((secret) => bytes.includes(secret))
      .map((secret) => `${path}: ${secret}`)
  })
  expect(found).toEqual([])
})
