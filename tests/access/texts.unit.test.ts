import { allEndpoints, filledIn, nameOf } from '@mashang/scripts/support/endpoints.ts'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answer, filed, release, seeded } from '../issues/steps.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { unzipped } from '../support/unzipped.ts'
import { QUERIES } from './bodies.ts'
import { leadingTo } from './doors.ts'
import { formulas, markupOf, SHORT_SCRIPT, scripts } from './payloads.ts'
import { report } from './proving.ts'
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

/** Every file that leaves, of everybody's things. */
async function files(kind: (path: string) => boolean, file: string) {
  const { own } = world.things
  // Only what was answered has a letter.
  const things = { ...own, suggestion: own.published ?? '' }
  const endpoints = (await allEndpoints()).filter(
    ({ method, path, produces }) => method === 'GET' && produces !== undefined && kind(path),
  )
  return await Promise.all(
    endpoints.map(async (endpoint) => {
      const params = leadingTo(endpoint.path, things) ?? {}
      const query =
        file !== '' && endpoint.query?.safeParse({ file }).success
          ? `?file=${file}`
          : (QUERIES[nameOf(endpoint)] ?? '')
      const url = `${filledIn(endpoint.path, params)}${query}`
      const by = url.includes('/api/me/') ? await t.as(0) : office
      const reply = await by({ url })
      expect(reply.statusCode, url).toBe(200)
      return { url, bytes: reply.rawPayload, type: String(reply.headers['content-type']) }
    }),
  )
}
const isTable = (path: string): boolean =>
  /exports\/(?!records|:)|points\/export|export\.csv|calendar\.csv/.test(path)

describe('formulas in what people write', () => {
  it('are texts in every CSV file', async () => {
    const tables = await files(isTable, 'csv')
    expect(tables.length).toBeGreaterThan(10)
    let told = 0
    for (const { url, bytes, type } of tables) {
      expect(type, url).toContain('text/csv')
      const rows: string[][] = parse(bytes, { bom: true, relax_column_count: true })
      for (const cell of rows.flat()) {
        expect(/^[=+@＝＋＠\t\r\n]|^\s+[=+@]|^-(?![\d.]+$)/.test(cell), `${url}: ${cell}`).toBe(
          false,
        )
        if (planted.some((word) => cell.includes(word.trim()))) told += 1
      }
    }
    expect(told, 'they are there').toBeGreaterThan(5)
  })

  it('are texts in every workbook', async () => {
    for (const { url, bytes } of await files(
      (path) => isTable(path) && !path.includes('.csv'),
      'xlsx',
    )) {
      const parts = await unzipped(bytes)
      const sheets = [...parts].filter(([name]) => name.startsWith('xl/worksheets/'))
      expect(sheets.length, url).toBeGreaterThan(0)
      for (const [name, xml] of sheets) {
        expect(String(xml), `${url} ${name}`).not.toMatch(/<f[ >]|<hyperlink/)
        expect(String(xml)).not.toContain('<b onclick')
      }
      expect([...parts.keys()].filter((name) => /vba|externalLink|embed/i.test(name))).toEqual([])
    }
  })
})

it('nothing that people write is a link or an action in a PDF or a Word file', async () => {
  const papers = await files((path) => /records\/.*file\.|letters|suggestion-report/.test(path), '')
  expect(papers.length).toBeGreaterThan(3)
  for (const { url, bytes } of papers) {
    const text =
      bytes.subarray(0, 2).toString() === 'PK'
        ? [...(await unzipped(bytes)).values()].join('\n')
        : bytes.toString('latin1')
    expect(text, url).not.toMatch(
      /\/(URI|JS|JavaScript|Launch|OpenAction|AA|SubmitForm|EmbeddedFile)\b|<w:(hyperlink|instrText)|<w:fldSimple w:instr="(?! PAGE )|DDEAUTO|<b onclick/,
    )
  }
})
