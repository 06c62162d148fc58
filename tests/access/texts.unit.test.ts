import { filledIn } from '@mashang/scripts/support/endpoints.ts'
import { loadVoterBundle } from '@mashang/server/pages/bundle.ts'
import { voterDocument } from '@mashang/server/pages/document.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answer, filed, release, seeded } from '../issues/steps.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { voterPages } from '../support/voter-pages/all.ts'
import { formulas, markupOf, SHORT_SCRIPT, scripts } from './payloads.ts'
import { report, sizeOr } from './proving.ts'
import { furnish, settings, type World } from './world.ts'

let t: TestApp
let office: Client
/** Every word in it is a formula, and markup besides. */
let world: World
let nth = 0
/** Fields that take a few letters. */
const SHORT = /contactName|template|signer|selection|wall|housing|police|view/
const planted: string[] = []
beforeAll(async () => {
  t = await startApp({ config: settings })
  world = await furnish(t, (what) => {
    nth += 1
    const word = SHORT.test(what)
      ? `=1<b>${nth}`
      : `${formulas[nth % formulas.length]}<b onclick=x>${nth}`
    planted.push(word)
    return word
  })
  office = await t.as('office')
}, 120_000)
afterAll(() => t.close())

const pageOf = async (url: string): Promise<string> => {
  const reply = await t.voter({ url, headers: { accept: 'text/html' } })
  expect(reply.statusCode, url).toBe(200)
  return reply.body
}
const pages = ['/r/:receipt', '/r/:receipt/why', '/r/:receipt/rights', '/r/:receipt/hearing']

describe('scripts in what people write', () => {
  it(`${scripts.length} of them, in every field of a filing, are words on every page of its receipt`, async () => {
    const plain = await filed(t, { title: '灯坏了', text: '路灯坏了。', place: '三号楼' })
    const usual = new Map<string, string[]>()
    for (const page of pages)
      usual.set(page, markupOf(await pageOf(filledIn(page, { receipt: plain.receipt }))))
    for (const script of scripts) {
      const title = script.length <= 60 ? script : SHORT_SCRIPT
      const contact = { name: SHORT_SCRIPT, salutation: 'ms', phone: '13900000137' }
      const { receipt } = await filed(t, {
        title,
        text: `${script}。路灯坏了。`,
        place: title,
        contact,
      })
      for (const page of pages) {
        const html = await pageOf(filledIn(page, { receipt }))
        expect([script, page, markupOf(html)]).toEqual([script, page, usual.get(page)])
        expect(html.includes(script) && script.includes('<'), `${page} holds ${script}`).toBe(false)
      }
    }
    report(`${scripts.length} scripts in 4 fields on ${pages.length} pages each: all stayed words`)
  }, 120_000)

  it('in what the office publishes and keeps of people, they are words on the public pages', async () => {
    const { id } = await filed(t, { publish: true })
    await answer(await t.as(0), id)
    await release(t, id, SHORT_SCRIPT)
    const station = t.seed.stations[0]?.id ?? ''
    const known = (await office({ url: `/api/roster/stations/${station}` })).json()
    const facts = { name: SHORT_SCRIPT, kind: 'home', longitude: null, latitude: null }
    const hours = '</script><script>window.harmed=1</script>'
    const saved = await office({
      method: 'PUT',
      url: `/api/roster/stations/${station}`,
      body: {
        seen: known.seen,
        facts: { ...facts, address: hours, hours, phone: SHORT_SCRIPT },
      },
    })
    expect(saved.statusCode, saved.body).toBe(200)
    const { code } = seeded(t)
    for (const page of ['', '/choose', '/file', '/station', '/matters']) {
      const html = await pageOf(`/q/${code}${page}`)
      expect(html.includes(SHORT_SCRIPT) || html.includes(hours), page).toBe(false)
    }
    const { published } = world.things.own
    for (const page of ['/matters', '/suggestions', `/suggestions/${published}`]) {
      const html = await pageOf(page)
      expect(
        markupOf(html).filter((tag) => /onclick|onerror|^b( |$)/.test(tag)),
        page,
      ).toEqual([])
    }
  })
})

/** The same page, with something behind every text in it that people read. */
function salted<T>(value: T, salt: string): T {
  if (typeof value === 'string')
    return (/[\u4e00-\u9fff]/.test(value) ? `${value}${salt}` : value) as T
  if (Array.isArray(value)) return value.map((one: unknown) => salted(one, salt)) as T
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([key, one]) => [key, salted<unknown>(one, salt)])
  return Object.fromEntries(entries) as T
}

it('behind every text of every view of a voter, a script adds nothing to its markup', async () => {
  const bundle = await loadVoterBundle()
  const every = Math.max(1, Math.round(1 / sizeOr(0.08)))
  const chosen = scripts.filter((_, index) => index % every === 0)
  const views = Object.entries(voterPages)
  for (const [name, page] of views) {
    const usual = markupOf(await voterDocument(bundle, salted(page, '好'), null))
    for (const script of chosen) {
      const html = await voterDocument(bundle, salted(page, script), null)
      expect([name, script, markupOf(html)]).toEqual([name, script, usual])
    }
  }
  report(`${chosen.length} of them behind every text of ${views.length} views of voters`, 'views')
}, 600_000)
