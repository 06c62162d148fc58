import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { outcome, post, seeded } from '../issues/steps.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'

let t: TestApp
let office: Client
beforeAll(async () => {
  t = await startApp()
  office = await t.as('office')
})
afterAll(() => t.close())

const person = (changes: object = {}) => ({
  name: '斯琴',
  sex: 'female',
  ethnicity: '蒙古族',
  birth: '1980-05',
  party: null,
  education: null,
  position: '五当召镇卫生院医生',
  electoralUnit: '第9选区',
  stationId: t.seed.stations[1]?.id ?? null,
  level: null,
  term: null,
  group: null,
  town: null,
  area: null,
  sector: null,
  mongolian: null,
  standingCommittee: false,
  note: null,
  ...changes,
})
const station = (changes: object = {}) => ({
  name: '白狐沟村代表联络点',
  kind: 'point',
  area: '东片',
  town: null,
  address: '白狐沟村委会一楼',
  longitude: 109.97,
  latitude: 40.67,
  head: '张三',
  headPhone: '0472-5661234',
  liaison: null,
  phone: '0472-5660001',
  hours: '每月 10 日',
  note: null,
  ...changes,
})
const made = async (url: string, body: object): Promise<string> => {
  const reply = await post(office, url, body)
  expect(reply.statusCode, reply.body).toBe(201)
  return reply.json().id
}
const PEOPLE = '/api/roster/representatives'
const STATIONS = '/api/roster/stations'
const view = async (url: string) => (await office({ url })).json()
const change = async (url: string, facts: object, seen?: string) =>
  office({ method: 'PUT', url, body: { seen: seen ?? (await view(url)).seen, facts } })

describe('a representative by hand', () => {
  it('is added with a code and an account, and found at once', async () => {
    const id = await made(PEOPLE, person({ phone: '138 0000 1301' }))
    const { items } = (await office({ url: '/api/representatives?q=sq' })).json()
    expect(items).toMatchObject([
      { id, name: '斯琴', phoneMask: '138****1301', account: 'invited', unit: '第9选区' },
    ])
    expect(items[0].code).not.toBeNull()
    expect((await view(`${PEOPLE}/${id}`)).history).toMatchObject([{ words: '新增', by: 'office' }])
  })

  it('is changed field by field; its history says which, and who; a number is kept where none is typed', async () => {
    const id = await made(PEOPLE, person({ name: '乌兰', phone: '13800001302' }))
    const url = `${PEOPLE}/${id}`
    t.clock.advance(60_000)
    const now = await change(url, person({ name: '乌兰', position: '牧民', sex: null }))
    expect(now.statusCode, now.body).toBe(200)
    expect(now.json()).toMatchObject({
      phoneMask: '138****1302',
      facts: { position: '牧民', sex: null },
    })
    expect(now.json().history[0]).toMatchObject({
      words: '改了：性别、工作单位及职务',
      by: 'office',
    })
    t.clock.advance(60_000)
    const renamed = await change(url, person({ name: '乌兰其木格', phone: '13800001303' }))
    expect(renamed.json().phoneMask).toBe('138****1303')
    const { items } = (await office({ url: '/api/accounts?q=乌兰其木格' })).json()
    expect(items).toMatchObject([
      { name: '乌兰其木格', loginShown: expect.stringContaining('1303') },
    ])
  })

  it('is given a Mongolian name, which voters see; other letters are refused', async () => {
    const mongolian = 'ᠣᠶᠤᠨ'
    const id = await made(PEOPLE, person({ name: '奥云', mongolian }))
    const { items } = (await office({ url: '/api/representatives?q=奥云' })).json()
    expect(items[0].mongolian).toBe(mongolian)
    const page = await t.voter({ url: `/q/${items[0].code}` })
    expect(page.body).toContain(mongolian)
    expect(page.body).toContain('lang="mn-Mong"')
    const refused = await change(`${PEOPLE}/${id}`, person({ name: '奥云', mongolian: 'Oyun' }))
    expect(outcome(refused)).toBe('400 request.invalid')
    expect(refused.json().fields[0].message).toContain('只能是传统蒙古文')
    t.clock.advance(60_000)
    const without = await change(`${PEOPLE}/${id}`, person({ name: '奥云' }))
    expect(without.json().facts.mongolian).toBeNull()
    expect(without.json().history[0].words).toBe('改了：蒙古文名')
    expect((await t.voter({ url: `/q/${items[0].code}` })).body).not.toContain('mn-Mong')
  })

  it('given nothing changed, then nothing is written', async () => {
    const id = await made(PEOPLE, person({ name: '不变' }))
    await change(`${PEOPLE}/${id}`, person({ name: '不变' }))
    expect((await view(`${PEOPLE}/${id}`)).history).toHaveLength(1)
  })

  it('given somebody was faster, then the second is told', async () => {
    const id = await made(PEOPLE, person({ name: '两人改' }))
    const { seen } = await view(`${PEOPLE}/${id}`)
    t.clock.advance(1)
    expect(
      (await change(`${PEOPLE}/${id}`, person({ name: '两人改', note: '一' }), seen)).statusCode,
    ).toBe(200)
    expect(
      outcome(await change(`${PEOPLE}/${id}`, person({ name: '两人改', note: '二' }), seen)),
    ).toBe('409 conflict')
  })

  it('given two who save at once, then one is told, and the other’s words stand', async () => {
    const id = await made(PEOPLE, person({ name: '同时改' }))
    const place = await made(STATIONS, station({ name: '同时改的联络点' }))
    const both = async (url: string, facts: (note: string) => object) => {
      const { seen } = await view(url)
      t.clock.advance(1)
      return await Promise.all(
        ['一', '二'].map(async (note) => ({ note, reply: await change(url, facts(note), seen) })),
      )
    }
    const forms = [
      [`${PEOPLE}/${id}`, (note: string) => person({ name: '同时改', note })],
      [`${STATIONS}/${place}`, (note: string) => station({ name: '同时改的联络点', note })],
    ] as const
    for (const [url, facts] of forms) {
      const said = await both(url, facts)
      expect(said.map(({ reply }) => outcome(reply)).sort()).toEqual(['200', '409 conflict'])
      const won = said.find(({ reply }) => reply.statusCode === 200)
      expect((await view(url)).facts.note).toBe(won?.note)
    }
  })

  it('given a number of somebody else, no name, or a station that is none, then it says where', async () => {
    await made(PEOPLE, person({ name: '有号码', phone: '13800001304' }))
    const taken = await post(office, PEOPLE, person({ name: '另一位', phone: '13800001304' }))
    expect(outcome(taken)).toBe('409 roster.phone-taken')
    expect(taken.json().fields[0].path).toBe('phone')
    const nameless = await post(office, PEOPLE, person({ name: ' ' }))
    expect(nameless.json().fields).toMatchObject([{ path: 'name', message: '请填写姓名。' }])
    const nowhere = await post(office, PEOPLE, person({ stationId: crypto.randomUUID() }))
    expect(outcome(nowhere)).toBe('422 roster.station-unknown')
  })
})

describe('a station by hand', () => {
  it('is added with a code, changed, and keeps its private numbers private', async () => {
    const id = await made(STATIONS, station())
    const url = `${STATIONS}/${id}`
    expect(await view(url)).toMatchObject({ headPhoneMask: '047****1234' })
    const now = await change(url, station({ headPhone: undefined, hours: null }))
    expect(now.json()).toMatchObject({ headPhoneMask: '047****1234', facts: { hours: null } })
    expect(now.json().history[0].words).toBe('改了：开放时间')
    const { items } = (await office({ url: '/api/stations' })).json()
    expect(items.find((one: { id: string }) => one.id === id)).toMatchObject({ receptionDay: null })
    expect(JSON.stringify(items)).not.toContain('5661234')
  })

  it('given a name that is there already, then it is refused, also on renaming', async () => {
    expect(outcome(await post(office, STATIONS, station({ name: '大发街道代表之家' })))).toBe(
      '409 roster.station-exists',
    )
    const id = await made(STATIONS, station({ name: '新的联络点' }))
    const renamed = await change(`${STATIONS}/${id}`, station({ name: '大发街道代表之家' }))
    expect(outcome(renamed)).toBe('409 roster.station-exists')
    expect(outcome(await post(office, STATIONS, station({ name: '哪里', latitude: 400 })))).toBe(
      '400 request.invalid',
    )
  })
})

it('the roster is the office’s alone', async () => {
  const url = `${PEOPLE}/${seeded(t).id}`
  for (const by of [await t.as('liaison'), await t.as(0)])
    expect(outcome(await by({ url }))).toBe('403 auth.forbidden')
  expect(outcome(await office({ url: `${PEOPLE}/${crypto.randomUUID()}` }))).toBe(
    '404 roster.not-found',
  )
})
