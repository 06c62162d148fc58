import { randomBytes } from 'node:crypto'
import {
  allRepresentatives,
  insertRepresentative,
} from '@mashang/server/representatives/representatives.store.ts'
import { makeCode } from '@mashang/shared/codes/codes.rules.ts'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { file, filed, outcome, post, seeded } from '../issues/steps.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { execute } from '../support/direct-sql.ts'
import { readQr } from './qr-decoder.ts'

let t: TestApp
let office: Client
beforeAll(async () => {
  t = await startApp()
  office = await t.as('office')
})
afterAll(() => t.close())

const show = (code: string) => t.voter({ url: `/api/codes/${encodeURIComponent(code)}` })
const revoke = (code: string, replace: boolean) =>
  post(office, `/api/codes/${code}/revocation`, { reason: '海报被雨淋坏', replace })

describe('what a code stands for', () => {
  it('a representative, with those of the same station to choose from', async () => {
    expect((await show(seeded(t).code)).json()).toMatchObject({
      code: seeded(t).code,
      url: `http://127.0.0.1:8080/q/${seeded(t).code}`,
      kind: 'representative',
      state: 'active',
      successor: null,
      representative: { name: '李婺', station: { name: '大发街道代表之家' } },
      facts: { answered: 0, inTime: 0, late: 0, unanswered: 0, marks: '' },
      representatives: [{ name: '李婺' }, { name: '张建平' }],
    })
  })

  it('a station', async () => {
    expect((await show(t.seed.stationCode)).json()).toMatchObject({
      kind: 'station',
      representative: null,
      facts: null,
      station: { name: '大发街道代表之家', representatives: 2 },
    })
  })

  it('is read in any case, with dashes and blanks', async () => {
    const { code } = seeded(t)
    for (const typed of [code.toLowerCase(), `${code.slice(0, 6)}-${code.slice(6)}`, ` ${code} `])
      expect((await show(typed)).json()).toMatchObject({ code })
  })

  it('holds nothing that is private', async () => {
    const { id, code } = seeded(t)
    await execute(
      t,
      `update representatives set phone = 'private-phone', birth = 'private-birth', note = 'private-note' where id = '${id}'`,
    )
    await execute(t, `update stations set head = 'private-head', liaison_phone = 'private-number'`)
    const shown = await show(code)
    expect(shown.body).toContain('李婺')
    expect(shown.body).not.toContain('private-')
  })

  it('given an unknown, a mistyped and an impossible code, then the answers are the same', async () => {
    const { code } = seeded(t)
    const mistyped = `${code.slice(0, -1)}${code.endsWith('3') ? '4' : '3'}`
    const replies = await Promise.all(
      [makeCode(randomBytes), mistyped, 'ABC', '<b>', '0'.repeat(64)].map(show),
    )
    expect(replies.map(outcome)).toEqual(Array(5).fill('404 code.unknown'))
    expect(new Set(replies.map((reply) => reply.body)).size).toBe(1)
  })
})

describe('a code on paper', () => {
  it('as PNG says its address to a real decoder, quiet zone of four modules included', async () => {
    const { code } = seeded(t)
    for (const scale of [3, 10]) {
      const png = await t.voter({ url: `/api/codes/${code}/qr.png?scale=${scale}` })
      expect(png.headers['content-type']).toBe('image/png')
      expect(await readQr(png.rawPayload)).toBe(`http://127.0.0.1:8080/q/${code}`)
      const quiet = 4 * scale
      const { data } = await sharp(png.rawPayload)
        .extract({ left: 0, top: 0, width: 9 * scale, height: quiet })
        .greyscale()
        .raw()
        .toBuffer({ resolveWithObject: true })
      expect(data.every((pixel) => pixel === 255)).toBe(true)
    }
  })

  it('as SVG says the same', async () => {
    const svg = await t.voter({ url: `/api/codes/${t.seed.stationCode.toLowerCase()}/qr.svg` })
    expect(svg.headers['content-type']).toContain('image/svg+xml')
    expect(await readQr(svg.body)).toBe(`http://127.0.0.1:8080/q/${t.seed.stationCode}`)
  })

  it('of a receipt leads to the receipt', async () => {
    const { receipt } = await filed(t)
    const svg = await t.voter({ url: `/api/receipts/${receipt.toLowerCase()}/qr.svg` })
    expect(await readQr(svg.body)).toBe(`http://127.0.0.1:8080/r/${receipt}`)
    expect(svg.headers['cache-control']).toContain('no-store')
  })

  it.each(['0', '41', 'x'])('refuses the scale %s', async (scale) => {
    expect(
      (await t.voter({ url: `/api/codes/${seeded(t).code}/qr.png?scale=${scale}` })).statusCode,
    ).toBe(400)
  })

  it('of an unknown code is not drawn', async () => {
    expect(outcome(await t.voter({ url: '/api/codes/ABC/qr.svg' }))).toBe('404 code.unknown')
  })
})

describe('choosing somebody else', () => {
  const names = async (code: string, query: string): Promise<string[]> =>
    (await t.voter({ url: `/api/codes/${code}/representatives?${query}` }))
      .json()
      .items.map((item: { name: string }) => item.name)

  it.each([
    ['scope=station', ['李婺', '张建平']],
    ['scope=all&q=nsbye', ['那顺巴雅尔']],
    ['scope=all&q=NaShun', ['那顺巴雅尔']],
    ['scope=all&q=liwu', ['李婺']],
    [`scope=all&q=${encodeURIComponent('五当召')}`, ['那顺巴雅尔']],
    [`scope=all&q=${encodeURIComponent('那 顺')}`, ['那顺巴雅尔']],
    // Nobody so near: whom the district has, which the answer says.
    ['scope=station&q=nashun', ['那顺巴雅尔']],
    ['scope=station&q=liwu', ['李婺']],
    // A place as it is typed in letters; too few of them mean a person.
    ['scope=all&q=dafajiedao', ['李婺', '张建平']],
    ['scope=all&q=daf', []],
    ['scope=all&q=xyz', []],
  ])('%s', async (query, expected) => {
    expect((await names(seeded(t).code, query)).sort()).toEqual([...expected].sort())
  })

  it('given a village with more representatives than come at once, then all of them can be reached', async () => {
    const { district } = t.context
    const [like] = (await allRepresentatives(t.context)).filter(({ name }) => name === '李婺')
    if (!like) throw new Error('the seed has changed')
    const many = Array.from({ length: 120 }, (_, index) => ({
      ...like,
      id: crypto.randomUUID(),
      name: `赵${index}`,
      pinyin: `zhao${String(index).padStart(3, '0')}`,
      initials: 'z',
      electoralUnit: '什那干村',
    }))
    await t.context.db.commit(
      district,
      many.map((one) => insertRepresentative(one)),
      [],
    )
    const q = encodeURIComponent('什那干')
    const got: string[] = []
    for (const from of [0, 50, 100, 120]) {
      const reply = await t.voter({
        url: `/api/codes/${seeded(t).code}/representatives?scope=all&q=${q}&from=${from}`,
      })
      const { items, ...rest } = reply.json()
      expect(rest).toMatchObject({ from, total: 120, wider: false })
      expect(items.length).toBeLessThanOrEqual(50)
      got.push(...items.map(({ name }: { name: string }) => name))
    }
    expect(got).toEqual(many.map(({ name }) => name))
    // The same without script: each page leads to the next one.
    const page = await t.voter({ url: `/q/${seeded(t).code}/choose?scope=all&q=${q}&from=50` })
    const painted = page.body.split('<script')[0] ?? ''
    expect(painted).toContain('赵50')
    expect(painted).not.toContain('赵49')
    expect(painted).toContain('还有 20 位')
    expect(painted).toContain('&amp;from=100')
    // And back to the one before.
    const backOf = async (from: number): Promise<string | undefined> => {
      const { body } = await t.voter({
        url: `/q/${seeded(t).code}/choose?scope=all&q=${q}&from=${from}`,
      })
      return /href="([^"]+)"[^>]*>(?:(?!<\/a>).)*看前面的/.exec(body)?.[1]
    }
    const start = `/q/${seeded(t).code}/choose?scope=all&amp;q=${q}`
    expect(await backOf(100)).toBe(`${start}&amp;from=50`)
    expect(await backOf(50)).toBe(start)
    expect(await backOf(0)).toBe(undefined)
    await execute(t, "delete from representatives where electoral_unit = '什那干村'")
  })

  it('offers nobody who has left', async () => {
    await execute(t, `update representatives set state = 'left' where id = '${seeded(t, 1).id}'`)
    expect(await names(seeded(t).code, 'scope=all')).not.toContain('张建平')
    expect((await show(seeded(t, 1).code)).json()).toMatchObject({
      state: 'active',
      representative: { state: 'left' },
      representatives: [{ name: '李婺' }],
    })
    await execute(t, `update representatives set state = 'serving' where id = '${seeded(t, 1).id}'`)
  })
})

describe('stopping a code', () => {
  it('given one that is replaced, then old paper leads on and a filing from it is taken', async () => {
    const { code } = seeded(t, 2)
    const revoked = await revoke(code, true)
    const { successor } = revoked.json()
    expect(revoked.json()).toMatchObject({ code, state: 'successor' })
    expect((await show(successor)).json()).toMatchObject({
      state: 'active',
      representative: { name: '那顺巴雅尔' },
    })
    expect((await show(code)).json()).toMatchObject({ state: 'successor', successor })
    expect(outcome(await file(t, { code }, crypto.randomUUID(), 2))).toBe('201')
    const own = await (await t.as(2))({ url: '/api/me/code' })
    expect(own.json().code).toBe(successor)
  })

  it('given one that is stopped for good, then 410, and nothing can be filed with it', async () => {
    const { code } = seeded(t, 1)
    expect((await revoke(code, false)).json()).toMatchObject({ state: 'revoked', successor: null })
    expect(outcome(await show(code))).toBe('410 code.revoked')
    expect(outcome(await file(t, { code }))).toBe('410 code.revoked')
    expect(outcome(await revoke(code, true))).toBe('409 conflict')
  })

  it('given two who stop it at once, then one did', async () => {
    const { code } = seeded(t)
    const replies = await Promise.all([revoke(code, true), revoke(code, true)])
    expect(replies.map((reply) => reply.statusCode).sort()).toEqual([200, 409])
  })

  it('is for the office only, and needs a reason', async () => {
    const { stationCode } = t.seed
    const body = { reason: '坏了', replace: true }
    expect(
      outcome(await post(await t.as('liaison'), `/api/codes/${stationCode}/revocation`, body)),
    ).toBe('403 auth.forbidden')
    expect(
      outcome(await post(office, `/api/codes/${stationCode}/revocation`, { ...body, reason: ' ' })),
    ).toBe('400 request.invalid')
  })

  it('the office finds codes by kind, state and name', async () => {
    const found = async (query: string) => (await office({ url: `/api/codes?${query}` })).json()
    expect((await found('kind=station')).items).toMatchObject([
      { code: t.seed.stationCode, name: '大发街道代表之家' },
    ])
    expect((await found('state=revoked')).items).toMatchObject([
      { code: seeded(t, 1).code, state: 'revoked' },
    ])
    for (const q of ['那顺', 'nashun', 'NSBYE'])
      expect((await found(`q=${encodeURIComponent(q)}`)).total, q).toBe(2)
  })

  it('a liaison’s own code is the station’s', async () => {
    const own = await (await t.as('liaison'))({ url: '/api/me/code' })
    expect(own.json()).toMatchObject({ code: t.seed.stationCode, kind: 'station' })
    expect(outcome(await office({ url: '/api/me/code' }))).toBe('403 auth.forbidden')
  })
})
