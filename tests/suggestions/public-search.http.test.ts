import { suggestionStates } from '@mashang/shared/suggestions/suggestions.words.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { markupOf, scripts } from '../access/payloads.ts'
import { outcome } from '../issues/steps.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { execute } from '../support/direct-sql.ts'
import { answeredBy, assignedTo, department, done, fresh } from './steps.ts'

/** Looking for a published suggestion by its words and its year, as a form without script does. */

let t: TestApp
let office: Client
let housing: { id: string; client: Client }
beforeAll(async () => {
  t = await startApp({ config: { limits: false } })
  t.clock.set('2026-03-02T02:00:00Z')
  office = fresh(t, 'office')
  housing = await department(t, '区住房和城乡建设局')
  await published(0, '给老旧小区加装路灯')
  t.clock.set('2027-03-02T02:00:00Z')
  await published(1, '修小学门口的路 50% 太陡')
  await published(1, '路边 WiFi_免费')
  const { id } = await assignedTo({ lead: fresh(t, 0), office }, housing.id, {
    title: '没有公开的路灯',
  })
  await answeredBy(housing.client, id)
}, 60_000)
afterAll(() => t.close())

async function published(who: 0 | 1, title: string): Promise<void> {
  const { id } = await assignedTo({ lead: fresh(t, who), office }, housing.id, { title })
  await answeredBy(housing.client, id)
  // One of them names a building, which is asked about.
  await done(office, id, { act: 'publish', evenSo: true })
}
const got = (query: Record<string, string>) =>
  t.voter({ url: `/suggestions?${new URLSearchParams(query)}` })
const titles = (page: string): string[] =>
  [...page.matchAll(/<h2><a [^>]*>([^<]*)<\/a>/g)].map(([, title]) => title ?? '')
const found = async (q: string, year = ''): Promise<string[]> =>
  titles((await got({ q, year })).body)

const LAMPS = '给老旧小区加装路灯'
const ROAD = '修小学门口的路 50% 太陡'
const WIFI = '路边 WiFi_免费'

it('finds by title, number and representative, each word for itself, in either case', async () => {
  expect(await found('')).toEqual([WIFI, ROAD, LAMPS])
  expect(await found('路灯')).toEqual([LAMPS])
  expect(await found('wifi')).toEqual([WIFI])
  expect(await found(' 路   小学 ')).toEqual([ROAD])
  const { items } = (await t.voter({ url: '/api/published-suggestions' })).json()
  const [wifi, road, lamps] = items
  for (const one of items) expect(await found(one.number)).toEqual([one.title])
  for (const one of [wifi, road]) expect(await found(one.lead)).toContain(one.title)
  expect(await found(lamps.lead)).toEqual([LAMPS])
  expect(await found(`${lamps.lead.slice(0, -2)} 小区`)).toEqual([LAMPS])
  expect(await found(`${road.lead} 小区`)).toEqual([])
  // As it is read aloud, as a form has it, with digits of full width.
  for (const typed of ['建[2026]1号', '（2026）１号', '〔2026〕 1 号'])
    expect(await found(typed), typed).toEqual([LAMPS])
  expect(await found('石拐建')).toEqual([])
})

it('is read in large letters from the address on, keeps what was looked for, and names a way to help', async () => {
  const chosen = await t.voter({ url: '/suggestions?q=%E8%B7%AF%E7%81%AF&elder=1' })
  expect(chosen.cookies).toMatchObject([{ name: 'elder', value: '1' }])
  expect(chosen.body).toContain('<html lang="zh-CN" class="elder">')
  expect(chosen.body).toContain('href="?q=%E8%B7%AF%E7%81%AF&amp;elder=0">回标准版</a>')
  const { body, cookies } = await got({})
  expect(cookies).toEqual([])
  for (const part of ['href="?elder=1">长辈版</a>', 'href="/r">查回执</a>', 'href="tel:'])
    expect(body).toContain(part)
})

it('is ordered at a desk by who leads it and by how far it is, back and forth', async () => {
  const listed = async (sort: string): Promise<{ state: string; lead: { name: string } }[]> =>
    (await office({ url: `/api/suggestions?size=50&sort=${sort}` })).json().items
  const states = Object.keys(suggestionStates)
  const far = (await listed('state')).map(({ state }) => states.indexOf(state))
  expect(far).toEqual(far.toSorted((a, b) => a - b))
  const leads = (await listed('lead')).map(({ lead }) => lead.name)
  expect(new Set(leads).size).toBe(2)
  expect(leads).toEqual(leads.toSorted(new Intl.Collator('zh-CN').compare))
  expect((await listed('-lead')).map(({ lead }) => lead.name)).toEqual(leads.toReversed())
})

it('finds nothing that is not public, and takes no character for a wildcard', async () => {
  expect((await got({ q: '没有公开' })).body).toContain('找到 0 件')
  expect(await found('%')).toEqual([ROAD])
  expect(await found('_')).toEqual([WIFI])
  for (const typed of ['\\', '%%', "'", '"', 'x%_', "' or 1=1 --"])
    expect(await found(typed), typed).toEqual([])
})

it('says of each when it was released, by which they stand', async () => {
  const { body } = await got({})
  expect(body).toContain('，新公开的在前')
  const days = [...body.matchAll(/ · ([^·<]*)公开<\/p>/g)].map(([, day]) => day)
  expect(days).toEqual(['2027年3月2日', '2027年3月2日', '2026年3月2日'])
})

it('narrows by a year of those that there are, and offers no other', async () => {
  expect(await found('', '2026')).toEqual([LAMPS])
  expect(await found('路', '2027')).toEqual([WIFI, ROAD])
  expect(await found('路灯', '2027')).toEqual([])
  const { body } = await got({ q: '路', year: '2027' })
  const options = [...body.matchAll(/<option value="(\d*)"( selected)?>/g)]
  expect(options.map(([, year, chosen]) => [year, chosen !== undefined])).toEqual([
    ['', false],
    ['2027', true],
    ['2026', false],
  ])
  expect(body).toContain('<input type="search" name="q" value="路" maxlength="60"')
})

it('says the way back where there is nothing', async () => {
  const none = (await got({ q: '没有这样的词' })).body
  expect(none).toContain('没有找到这样的建议')
  expect(none).toContain('<a class="button" href="/suggestions">看全部公开的建议</a>')
  const beyond = (await got({ q: '路', page: '9' })).body
  expect(beyond).toContain(`href="/suggestions?q=${encodeURIComponent('路')}">回第一页`)
})

it('given nonsense, then it is as if it were not there', async () => {
  const long = '长'.repeat(3000)
  for (const url of [
    '/suggestions?q=%00%ff&year=abc&page=-1',
    '/suggestions?q=a&q=b&year=&page=1e9',
    '/suggestions?year=99999999999999999999&page=x',
    `/suggestions?q=${encodeURIComponent('a '.repeat(500))}`,
    `/suggestions?q=${encodeURIComponent(long)}`,
  ])
    expect((await t.voter({ url })).statusCode, url).toBe(200)
  expect((await got({ q: long })).body).toContain(`value="${'长'.repeat(60)}"`)
  const api = (query: string) => t.voter({ url: `/api/published-suggestions?${query}` })
  expect((await api(`q=${encodeURIComponent('路灯')}&year=2026`)).json().total).toBe(1)
  expect(outcome(await api(`q=${'x'.repeat(61)}`))).toBe('400 request.invalid')
  const usual = markupOf((await got({ q: '没有' })).body)
  for (const script of scripts.filter((one) => one.length <= 60).slice(0, 30))
    expect([script, markupOf((await got({ q: script })).body)]).toEqual([script, usual])
})

it('keeps what was looked for from page to page', async () => {
  // Enough for two pages; one is written and the others are the same row under other ids.
  const { items } = (await t.voter({ url: '/api/published-suggestions?year=2026' })).json()
  const columns =
    'district, representative_id, state, title, class, visited, answered_at, published_at, revision, matter, created_at'
  for (let n = 0; n < 20; n++)
    await execute(
      t,
      `insert into suggestions (id, year, number, ${columns}) select '${crypto.randomUUID()}', year, ${900 + n}, ${columns} from suggestions where id = '${items[0].id}'`,
    )
  const first = (await got({ q: '路灯', year: '2026' })).body
  expect([titles(first).length, first.includes('找到 21 件')]).toEqual([20, true])
  const next = /href="([^"]*)">下一页/.exec(first)?.[1]?.replaceAll('&amp;', '&') ?? ''
  expect(next).toBe(`/suggestions?q=${encodeURIComponent('路灯')}&year=2026&page=2`)
  const second = (await t.voter({ url: next })).body
  expect(titles(second)).toEqual([LAMPS])
  expect(second).toContain(
    `href="/suggestions?q=${encodeURIComponent('路灯')}&amp;year=2026">上一页`,
  )
})

it('finds a title by the marks that stand in it', async () => {
  const title = '改造老旧小区（三期），５号楼先办'
  await published(1, title)
  for (const typed of ['（三期），', '５号楼', title])
    expect(await found(typed), typed).toEqual([title])
})
