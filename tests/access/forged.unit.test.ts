import { between, randomFrom } from '@mashang/scripts/prove/random.ts'
import { allEndpoints, filledIn, nameOf, paramsOf } from '@mashang/scripts/support/endpoints.ts'
import { newCode } from '@mashang/server/codes/codes.store.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { filed, outcome, seeded } from '../issues/steps.ts'
import { filingTo, startApp, type TestApp } from '../support/app.ts'
import { breathe, report, SEED, sizeOr } from './proving.ts'

let t: TestApp
beforeAll(async () => {
  t = await startApp()
})
afterAll(() => t.close())

const ELSEWHERE = 'evil.example'

describe('forged', () => {
  it('sessions: whatever a cookie says that we did not give is nobody’s', async () => {
    const token = await t.token('office')
    const hash = t.context.secrets.hash('session', token)
    const forged = [
      token.slice(0, -1),
      `${token}x`,
      token.toUpperCase() === token ? token.toLowerCase() : token.toUpperCase(),
      hash,
      `${token}%00`,
      `"${token}`,
      ' ',
      'null',
      '../',
      'a'.repeat(99),
      'a'.repeat(5_000),
      crypto.randomUUID(),
      ...Array.from({ length: 100 }, () =>
        Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64url'),
      ),
    ]
    for (const one of forged) {
      const reply = await t.voter({
        url: '/api/sessions/current',
        headers: { cookie: `mashang=${one}` },
      })
      expect(outcome(reply), one).toBe('401 auth.required')
    }
    const right = await t.voter({
      url: '/api/sessions/current',
      headers: { cookie: `mashang=${token}` },
    })
    expect(right.statusCode).toBe(200)
  })

  it('origins: from another site nothing can be asked for that changes something', async () => {
    const cookie = `mashang=${await t.token('office')}`
    for (const endpoint of await allEndpoints()) {
      if (endpoint.method === 'GET') continue
      const ids = paramsOf(endpoint.path).map((name) => [name, crypto.randomUUID()])
      const lies: Record<string, string>[] = [
        { origin: `https://${ELSEWHERE}` },
        { origin: 'null' },
        { origin: `${t.context.config.publicUrl}.${ELSEWHERE}` },
        { 'sec-fetch-site': 'cross-site' },
      ]
      for (const headers of lies) {
        const reply = await t.voter({
          method: endpoint.method,
          url: filledIn(endpoint.path, Object.fromEntries(ids)),
          headers: { cookie, ...headers },
          body: {},
        })
        expect([nameOf(endpoint), outcome(reply)]).toEqual([
          nameOf(endpoint),
          '403 auth.cross-site',
        ])
      }
    }
  })

  it('hosts: addresses in codes, pages and files come from the settings alone', async () => {
    const { receipt } = await filed(t)
    const { code } = seeded(t)
    const headers = {
      host: ELSEWHERE,
      'x-forwarded-host': ELSEWHERE,
      'x-forwarded-proto': 'ftp',
      forwarded: `host=${ELSEWHERE}`,
      accept: 'text/html,*/*',
    }
    const office = await t.as('office')
    const pages = [`/q/${code}`, `/q/${code}/file`, `/r/${receipt}`, '/', '/privacy']
    const data = [
      `/api/codes/${code}`,
      `/api/receipts/${receipt}`,
      `/api/receipts/${receipt}/qr.svg`,
    ]
    for (const url of [
      ...pages,
      ...data,
      '/api/codes',
      '/api/representatives',
      '/api/openapi.json',
    ]) {
      const told = await office({ url, headers })
      const plain = await office({ url, headers: { accept: headers.accept } })
      expect([url, told.statusCode, told.body.includes(ELSEWHERE)]).toEqual([
        url,
        plain.statusCode,
        false,
      ])
      expect(JSON.stringify(told.headers)).not.toContain(ELSEWHERE)
    }
    const shown = await t.voter({ url: `/api/codes/${code}`, headers })
    expect(shown.json().url).toBe(`${t.context.config.publicUrl}/q/${code}`)
  })

  it('senders: who says to come from elsewhere is still counted where they are', async () => {
    let refused = 0
    for (let n = 0; n < 130; n++) {
      const reply = await t.app.inject({
        method: 'POST',
        url: '/api/issues',
        remoteAddress: '10.9.0.1',
        headers: {
          'idempotency-key': crypto.randomUUID(),
          'x-forwarded-for': `203.0.113.${n}`,
          'x-real-ip': `203.0.113.${n}`,
          forwarded: `for=203.0.113.${n}`,
        },
        payload: filingTo(seeded(t), { kind: 'no such kind' }),
      })
      if (reply.statusCode === 429) refused += 1
    }
    expect(refused).toBe(10)
  })
})

const GUESSES = Math.max(2_000, Math.round(1_000_000 * sizeOr(0)))
/** Each address guesses more often than anybody mistypes. */
const FROM_EACH = 200

it(`${GUESSES} guessed codes and receipts open nothing, and whoever guesses is slowed down`, async () => {
  const { receipt } = await filed(t)
  const random = randomFrom(SEED)
  const letters = [...new Set(receipt)].join('')
  const code = (): string => newCode(t.context, 'station', crypto.randomUUID()).code
  const otherReceipt = (): string =>
    Array.from(receipt, () => letters[between(random, 0, letters.length - 1)]).join('')
  const kinds = [
    () => `/api/codes/${code()}`,
    () => `/api/receipts/${otherReceipt()}`,
    () => `/q/${code()}`,
    () => `/r/${otherReceipt()}`,
  ]
  const seen = new Map<number, number>()
  for (let n = 0; n < GUESSES; n++) {
    const address = Math.floor(n / FROM_EACH)
    if (n % FROM_EACH === 0) await breathe()
    const reply = await t.app.inject({
      url: kinds[n % kinds.length]?.() ?? '',
      remoteAddress: `10.${20 + (address >> 16)}.${(address >> 8) & 255}.${address & 255}`,
    })
    seen.set(reply.statusCode, (seen.get(reply.statusCode) ?? 0) + 1)
  }
  const { 404: missed = 0, 429: slowed = 0, ...other } = Object.fromEntries(seen)
  report(
    `${GUESSES} guesses from ${Math.ceil(GUESSES / FROM_EACH)} addresses: ${missed} found nothing, ${slowed} had to wait, ${GUESSES - missed - slowed} opened something`,
  )
  expect(other).toEqual({})
  expect(slowed).toBe(GUESSES - 60 * Math.ceil(GUESSES / FROM_EACH))
}, 7_200_000)
