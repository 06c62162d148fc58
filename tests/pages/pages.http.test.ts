import { createHash, randomBytes } from 'node:crypto'
import { makeCode } from '@mashang/shared/codes/codes.rules.ts'
import type { LightMyRequestResponse } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { post, seeded } from '../issues/steps.ts'
import { startApp, type TestApp } from '../support/app.ts'

let t: TestApp
beforeAll(async () => {
  t = await startApp()
})
afterAll(() => t.close())

const page = (url: string) => t.voter({ url, headers: { accept: 'text/html' } })
/** The data that rides in a page. */
const dataOf = (reply: LightMyRequestResponse) =>
  JSON.parse(
    /<script type="application\/json" id="page">(.*?)<\/script>/s.exec(reply.body)?.[1] ?? 'null',
  )
const code = (index: 0 | 1 | 2 = 0) => seeded(t, index).code

describe('the page that a code opens', () => {
  it('is painted in the first response, with its data, in any case of letters', async () => {
    for (const path of [`/q/${code()}`, `/q/${code().toLowerCase()}`, `/Q/${code()}`]) {
      const reply = await page(path)
      expect(reply.statusCode).toBe(200)
      expect(reply.headers['content-type']).toBe('text/html; charset=utf-8')
      expect(reply.body).toMatch(/<div id="app">.*李婺.*大发街道代表之家/s)
      expect(dataOf(reply)).toMatchObject({ view: 'landing', code: { code: code() } })
    }
  })

  it('is found with a slash at the end, too', async () => {
    for (const prefix of ['/q', '/Q']) {
      const reply = await page(`${prefix}/${code().toLowerCase()}/`)
      expect([reply.statusCode, reply.headers.location]).toEqual([
        303,
        `/q/${code().toLowerCase()}`,
      ])
    }
  })

  it.each(['', '/file'])(
    'lets in its own scripts, the one inside it and its style: /q/…%s',
    async (path) => {
      const reply = await page(`/q/${code()}${path}`)
      const policy = String(reply.headers['content-security-policy'])
      const hashOf = (text: string): string => createHash('sha256').update(text).digest('base64')
      const style = /<style>(.*?)<\/style>/s.exec(reply.body)?.[1] ?? ''
      const [, boot = '', ...more] = reply.body.split(/<script data-then="[^"]*">/)
      const [script = ''] = boot.split('</script>')
      expect(script).toContain('requestAnimationFrame')
      expect(more).toEqual([])
      expect(policy).toContain(`'sha256-${hashOf(style)}'`)
      expect(policy).toContain("default-src 'none'")
      expect(policy.split('; ')).toContain(`script-src 'sha256-${hashOf(script)}' 'self'`)
      expect(policy).not.toMatch(/unsafe|\*|https?:/)
      expect(reply.body).not.toMatch(
        / style="|\son\w+="|<script(?![^>]*(data-then=|application\/json))/,
      )
    },
  )

  it('is a page that everybody gets', async () => {
    const reply = await page(`/q/${code()}`)
    expect(reply.headers).toMatchObject({
      'cache-control': 'public, max-age=0, s-maxage=1, must-revalidate',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
    })
  })

  it('names scripts that are there, and they are kept for ever', async () => {
    const { body } = await page(`/q/${code()}`)
    const sources = body.match(/\/assets\/[\w-]+\.js/g) ?? []
    expect(sources.length).toBeGreaterThan(3)
    for (const source of sources) {
      const script = await t.voter({ url: source, headers: { 'accept-encoding': 'br' } })
      expect(script.statusCode, source).toBe(200)
      expect(script.headers['cache-control']).toContain('immutable')
      // What is smaller than its own head is sent as it is.
      if (script.rawPayload.length >= 512) expect(script.headers['content-encoding']).toBe('br')
    }
  })

  it('asks for what a form needs with its first bytes, and for nothing of another page', async () => {
    const form = await page(`/q/${code()}/file`)
    const links = String(form.headers.link).split(', ')
    const named = links.map((link) => /^<(.+)>; rel=modulepreload$/.exec(link)?.[1])
    const [, then = ''] = /<script data-then="([^"]*)">/.exec(form.body) ?? []
    expect(named[0]).toBe(then)
    // A browser asks for six at once; the rest would wait for a round trip.
    expect(named.length).toBeLessThanOrEqual(6)
    for (const href of named) {
      expect(form.body).toContain(`<link rel="modulepreload" href="${href}">`)
      expect((await t.voter({ url: String(href) })).statusCode).toBe(200)
    }
    const landing = await page(`/q/${code()}`)
    expect([landing.headers.link, landing.body.includes('modulepreload" href')]).toEqual([
      undefined,
      false,
    ])
  })

  it('given a code nobody has, then the same helpful page for each, with its own status', async () => {
    const mistyped = `${code().slice(0, -1)}${code().endsWith('3') ? '4' : '3'}`
    const replies = await Promise.all(
      [makeCode(randomBytes), mistyped, 'ABC', '%3Cscript%3E', 'x'.repeat(150)].map((typed) =>
        page(`/q/${typed}`),
      ),
    )
    expect(replies.map((reply) => reply.statusCode)).toEqual(Array(5).fill(404))
    expect(new Set(replies.map((reply) => reply.body)).size).toBe(1)
    expect(replies[0]?.body).toContain('0472-5660000')
  })

  it('given one that was stopped, then 410 and a way on; given one with a successor, then the successor’s page', async () => {
    const office = await t.as('office')
    const stop = (of: string, replace: boolean) =>
      post(office, `/api/codes/${of}/revocation`, { reason: '换新', replace })
    await stop(code(2), false)
    const gone = await page(`/q/${code(2)}`)
    expect([gone.statusCode, dataOf(gone).view]).toEqual([410, 'code-problem'])
    const first = (await stop(code(1), true)).json().successor
    const second = (await stop(first, true)).json().successor
    const led = await page(`/q/${code(1)}`)
    expect([led.statusCode, dataOf(led).code.code]).toEqual([200, second])
  })

  it('remembers large letters', async () => {
    const asked = await page(`/q/${code()}?elder=1`)
    expect(asked.headers['set-cookie']).toContain('elder=1')
    const later = await t.voter({ url: '/', headers: { cookie: 'elder=1' } })
    expect([dataOf(asked).elder, dataOf(later).elder]).toEqual([true, true])
    expect(later.body).toContain('<html lang="zh-CN" class="elder"')
  })
})

describe('choosing and filing', () => {
  it('a station’s code asks to choose first', async () => {
    const reply = await page(`/q/${t.seed.stationCode}/file`)
    expect([reply.statusCode, reply.headers.location]).toEqual([
      303,
      `/q/${t.seed.stationCode}/choose`,
    ])
    const choose = await page(`/q/${t.seed.stationCode}/choose?scope=all&q=liwu`)
    expect(dataOf(choose).items).toMatchObject([{ name: '李婺' }])
  })

  it('shows the stations on a plan, each with those who serve there', async () => {
    const places = await page(`/q/${code()}/places`)
    expect(places.statusCode).toBe(200)
    const [own, other] = t.seed.stations
    expect(dataOf(places).stations).toMatchObject([
      { id: own?.id, representatives: 2 },
      { id: other?.id, representatives: 1 },
    ])
    expect(places.body).toContain(`/q/${code()}/choose?scope=station&amp;at=${other?.id}`)
    const there = dataOf(await page(`/q/${code()}/choose?scope=station&at=${other?.id}`))
    expect(there.at).toEqual(other)
    expect(there.items).toMatchObject([{ id: seeded(t, 2).id }])
    const byApi = await t.voter({
      url: `/api/codes/${code()}/representatives?scope=station&at=${other?.id}`,
    })
    expect(byApi.json().items).toMatchObject([{ id: seeded(t, 2).id }])
  })

  it('a search that finds nobody so near finds whom the district has, and says so', async () => {
    const far = seeded(t, 2)
    const q = encodeURIComponent(far.name)
    const there = dataOf(await page(`/q/${code()}/choose?scope=station&q=${q}`))
    expect(there).toMatchObject({ scope: 'station', wider: true, items: [{ id: far.id }] })
    const url = `/api/codes/${code()}/representatives`
    const byApi = (await t.voter({ url: `${url}?scope=unit&q=${q}` })).json()
    expect(byApi).toMatchObject({ wider: true, items: [{ id: far.id }] })
    const near = (await t.voter({ url: `${url}?scope=station` })).json()
    expect(near).toMatchObject({ wider: false, items: [{}, {}] })
    const nobody = await t.voter({
      url: `${url}?scope=station&q=${encodeURIComponent('没有这人')}`,
    })
    expect(nobody.json()).toEqual({ wider: false, items: [], total: 0, from: 0 })
  })

  it('a station that does not exist is the code’s own', async () => {
    const there = dataOf(await page(`/q/${code()}/choose?at=${crypto.randomUUID()}`))
    expect(there.at).toBeNull()
    expect(there.items).toHaveLength(2)
  })

  it('the form is for the one who was chosen, and has a key of its own each time', async () => {
    const forms = await Promise.all(
      [1, 2].map(() => page(`/q/${code()}/file?to=${seeded(t, 1).id}`)),
    )
    const [first, second] = forms.map(dataOf)
    expect(first).toMatchObject({ view: 'file', representative: { name: '张建平' } })
    expect(first.idempotencyKey).not.toBe(second.idempotencyKey)
    expect(forms[0]?.body).toMatch(/<form[^>]+method="post"/)
  })
})

describe('pages without a matter', () => {
  it.each([
    ['/', 200, 'home'],
    ['/privacy', 200, 'privacy'],
    ['/r', 200, 'lookup'],
    ['/r/ABC', 404, 'lookup'],
  ])('%s', async (url, status, view) => {
    const reply = await page(url)
    expect([reply.statusCode, dataOf(reply).view]).toEqual([status, view])
    expect(reply.headers['content-security-policy']).toContain("default-src 'none'")
  })

  it.each(['/me', '/me/issues/1', '/office', '/office/roster'])(
    '%s is an app behind a sign-in',
    async (url) => {
      const reply = await page(url)
      expect([reply.statusCode, reply.headers['content-type']]).toEqual([
        200,
        'text/html; charset=utf-8',
      ])
      expect(reply.headers['content-security-policy']).toContain("script-src 'self'")
    },
  )

  it('a broken link is a page for people and a problem for programs', async () => {
    const forPeople = await page('/nowhere')
    expect([forPeople.statusCode, forPeople.headers['content-type']]).toEqual([
      404,
      'text/html; charset=utf-8',
    ])
    const forPrograms = await t.voter({ url: '/nowhere' })
    expect(forPrograms.json()).toMatchObject({ status: 404, code: 'not-found' })
  })
})

describe('the page of a code’s station', () => {
  it('says where it is, when it receives next, and whom one meets there', async () => {
    const reply = await page(`/q/${code()}/station`)
    expect(reply.statusCode).toBe(200)
    const data = dataOf(reply)
    expect(data).toMatchObject({
      view: 'station',
      station: { name: '大发街道代表之家' },
      reception: null,
    })
    expect(data.items.map((one: { name: string }) => one.name)).toEqual(['李婺', '张建平'])
  })

  it('opens by the code of the station itself, too', async () => {
    expect(dataOf(await page(`/q/${t.seed.stationCode}/station`))).toMatchObject({
      view: 'station',
      station: { name: '大发街道代表之家' },
    })
  })
})
