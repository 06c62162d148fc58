import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { outcome } from '../issues/steps.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'

let t: TestApp
let office: Client
beforeAll(async () => {
  t = await startApp()
  office = await t.as('office')
  for (const station of [
    { name: '东河街道代表之家', kind: 'home', area: '东河街道', address: '振兴路 5 号' },
    { name: '阿尔山路代表联络站', kind: 'point', area: '东河街道', address: null },
    { name: '青山湖代表之家', kind: 'home', area: '青山湖街道', address: '解放路 1 号' },
  ]) {
    const body = { ...station, latitude: null, longitude: null }
    const reply = await office({ method: 'POST', url: '/api/roster/stations', body })
    expect(reply.statusCode, reply.body).toBeLessThan(300)
  }
})
afterAll(() => t.close())

const rows = async (query: string) => (await office({ url: `/api/station-rows?${query}` })).json()
const names = async (query: string): Promise<string[]> =>
  (await rows(query)).items.map(({ name }: { name: string }) => name)
const [home, point, other] = ['东河街道代表之家', '阿尔山路代表联络站', '青山湖代表之家']

describe('the office’s table of stations', () => {
  it.each([
    ['q=代表之家&area=东河街道', [home]],
    ['q=%20振兴路%20', [home]],
    ['q=东河街道', [home, point]],
    ['q=donghe', [home]],
    ['q=DHJD', [home]],
    ['q=aes', [point]],
    ['q=lianluozhan&area=东河街道', [point]],
    ['q=xyzzy', []],
    ['area=东河街道&kind=point', [point]],
    ['area=东河', []],
    ['kind=home&area=青山湖街道&q=振兴', []],
    ['area=东河街道&sort=name', [point, home]],
    ['area=东河街道&sort=-name', [home, point]],
    ['q=青山湖&sort=area', [other]],
  ])('%s finds %j', async (query, expected) => {
    expect(await names(encodeURI(decodeURI(query)))).toEqual(expected)
  })

  it('comes page by page, and pages hold each once', async () => {
    const whole = await names('sort=name')
    const pages = await Promise.all(
      whole.map((_, index) => names(`sort=name&size=1&page=${index + 1}`)),
    )
    expect(pages.flat()).toEqual(whole)
    expect(await rows('size=2&page=2')).toMatchObject({ total: whole.length, page: 2, size: 2 })
  })

  it.each(['name', '-name', 'kind', '-kind', 'area', '-area', 'representatives'])(
    'by %s: the export has what the table shows, in its order',
    async (sort) => {
      const file = await office({ url: `/api/exports/stations?file=csv&columns=name&sort=${sort}` })
      const lines = file.body.replace('\uFEFF', '').trimEnd().split('\r\n')
      expect(lines.slice(1)).toEqual(await names(`sort=${sort}`))
    },
  )

  it('is the office’s', async () => {
    expect(outcome(await t.voter({ url: '/api/station-rows' }))).toBe('401 auth.required')
    const liaison = await t.as('liaison')
    expect(outcome(await liaison({ url: '/api/station-rows' }))).toBe('403 auth.forbidden')
  })
})
