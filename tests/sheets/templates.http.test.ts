import { factsOf } from '@mashang/server/core/ledger/ledger.store.ts'
import type { TemplateRow } from '@mashang/shared/sheets/batches.api.ts'
import { templateDefaults } from '@mashang/shared/sheets/template.model.ts'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { ordered, show, work } from './batch-steps.ts'

let t: TestApp
let office: Client
beforeAll(async () => {
  t = await startApp()
  office = await t.as('office')
})
afterAll(() => t.close())

const url = '/api/sheet-templates'
const list = async (): Promise<TemplateRow[]> => (await office({ url })).json().items
const own = { ...templateDefaults.promise, name: '绿色' }
const create = (body: object) => office({ method: 'POST', url, body })
const logoOf = async (width: number, colour: string, placement: 'corner' | 'code') => ({
  data: (
    await sharp({ create: { width, height: width, channels: 3, background: colour } })
      .png()
      .toBuffer()
  ).toString('base64'),
  type: 'image/png',
  placement,
})

describe('templates', () => {
  it('one of each design is there from the start, and one is the default', async () => {
    expect(
      (await list()).map(({ template, builtIn, usedAsDefault }) => [
        template.name,
        builtIn,
        usedAsDefault,
      ]),
    ).toEqual([
      ['姓名海报', true, true],
      ['承诺海报', true, false],
    ])
  })

  it('an own one is made, changed, used as default and removed', async () => {
    const made = await create(own)
    expect(made.statusCode, made.body).toBe(201)
    const { id, savedAt } = made.json<TemplateRow>()
    const change = (slogan: string) =>
      office({
        method: 'PUT',
        url: `${url}/${id}`,
        body: { ...own, texts: { ...own.texts, slogan }, basedOn: savedAt },
      })
    const changed = await change('扫码找代表')
    // A colleague who began with the same one is told, and takes nothing away.
    expect((await change('有事找代表')).json().code).toBe('conflict')
    // The same one again after a lost answer is nobody else's.
    expect((await change('扫码找代表')).json()).toEqual(changed.json())
    expect(changed.json<TemplateRow>().template.texts.slogan).toBe('扫码找代表')
    const used = await office({ method: 'POST', url: `${url}/${id}/default` })
    expect(used.json<TemplateRow>().usedAsDefault).toBe(true)
    expect((await list()).filter((row) => row.usedAsDefault).map((row) => row.id)).toEqual([id])

    const batch = await ordered(office, { format: 'a4', select: { all: true } })
    await work(t)
    expect((await office({ method: 'DELETE', url: `${url}/${id}` })).statusCode).toBe(204)
    // What was ordered keeps the template as it was.
    expect((await show(office, batch)).template).toBe('绿色')
    expect((await list()).map((row) => row.usedAsDefault)).toEqual([true, false])
    expect((await office({ method: 'DELETE', url: `${url}/${id}` })).json().code).toBe(
      'template.not-found',
    )
    expect((await factsOf(t.context, id)).map((fact) => fact.type)).toEqual([
      'template.saved',
      'template.saved',
      'template.used-as-default',
      'template.removed',
    ])
  })

  it('a built-in one may be changed, becomes what it was when removed, and then stays', async () => {
    const [first] = await list()
    const id = first?.id ?? ''
    const body = { ...first?.template, name: '我们的海报', basedOn: null }
    const both = await Promise.all(
      ['有事找代表', '扫码找代表'].map((slogan) =>
        office({
          method: 'PUT',
          url: `${url}/${id}`,
          body: { ...body, texts: { ...first?.template.texts, slogan } },
        }),
      ),
    )
    expect(both.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409])
    expect((await list())[0]).toMatchObject({ id, builtIn: true, template: { name: '我们的海报' } })
    expect((await office({ method: 'DELETE', url: `${url}/${id}` })).statusCode).toBe(204)
    expect((await list())[0]).toEqual(first)
    const again = await office({ method: 'DELETE', url: `${url}/${id}` })
    expect([again.statusCode, again.json().code]).toEqual([409, 'template.built-in'])
  })

  it('two of one name there are not, built-in names included', async () => {
    expect((await create(own)).statusCode).toBe(201)
    for (const name of ['绿色', '姓名海报'])
      expect((await create({ ...own, name })).json().code).toBe('template.name-taken')
    const replies = await Promise.all([
      create({ ...own, name: '同名' }),
      create({ ...own, name: '同名' }),
    ])
    expect(replies.map((reply) => reply.statusCode).sort()).toEqual([201, 409])
  })

  it('colours that would not be read are refused', async () => {
    const colours = { ...own.colours, ink: '#CCCCCC' }
    const reply = await create({ ...own, name: '浅', colours })
    expect([reply.statusCode, reply.json().code]).toEqual([400, 'request.invalid'])
    expect(reply.body).toContain('文字色和底色太接近')
  })

  it('a logo is kept where codes with it are read, and refused with the reason where not', async () => {
    const fine = await create({
      ...own,
      name: '有标志',
      logo: await logoOf(64, '#9b1217', 'corner'),
    })
    expect(fine.statusCode, fine.body).toBe(201)
    const broken = await create({
      ...own,
      name: '坏标志',
      logo: {
        data: Buffer.from('no picture').toString('base64'),
        type: 'image/png',
        placement: 'corner',
      },
    })
    expect([broken.statusCode, broken.json().code]).toEqual([422, 'print.logo-unreadable'])
  })

  it('a character that no font has is refused before anything is printed with it', async () => {
    const texts = { ...own.texts, extraLine: '生僻\u{3134f}' }
    const reply = await create({ ...own, name: '生僻', texts })
    expect([reply.statusCode, reply.json().code]).toEqual([422, 'print.missing-characters'])
  })
})

describe('a preview', () => {
  const preview = (body: object) => office({ method: 'POST', url: '/api/sheet-previews', body })

  it.each(['a4', 'a3', 'table-card', 'badge', 'sticker', 'labels'])(
    'of %s with a template that nobody saved is a PNG, and takes no number',
    async (format) => {
      const reply = await preview({ format, template: own })
      expect(reply.statusCode, reply.body.slice(0, 200)).toBe(200)
      expect(reply.headers['content-type']).toBe('image/png')
      const { width, height } = await sharp(reply.rawPayload).metadata()
      expect(Math.min(width, height)).toBeGreaterThan(100)
    },
  )

  it('of a label that begins in the middle shows the used places empty', async () => {
    const shownFrom = async (startAt: number) => {
      const reply = await preview({ format: 'labels', template: own, startAt })
      expect(reply.statusCode).toBe(200)
      const picture = sharp(reply.rawPayload).greyscale()
      const { width, height } = await picture.metadata()
      const corner = {
        left: 0,
        top: 0,
        width: Math.round(width / 3),
        height: Math.round(height / 9),
      }
      return (await sharp(await picture.extract(corner).png().toBuffer()).stats()).channels[0]?.min
    }
    expect(await shownFrom(1)).toBeLessThan(100)
    expect(await shownFrom(8)).toBeGreaterThan(200)
  })

  it('shows whom it is asked for', async () => {
    const [station] = t.seed.stations
    const [person] = t.seed.representatives
    const pictures = await Promise.all(
      [
        { kind: 'station', id: station?.id },
        { kind: 'representative', id: person?.id },
      ].map(async (subject) => {
        const reply = await preview({ format: 'a4', template: own, subject })
        return { status: reply.statusCode, bytes: reply.rawPayload }
      }),
    )
    // Both were asked for by one account at once: the older may have been given up.
    expect(pictures.map(({ status }) => status)).toContain(200)
    const unknown = { kind: 'representative', id: crypto.randomUUID() }
    expect((await preview({ format: 'a4', template: own, subject: unknown })).statusCode).toBe(404)
  })

  it('of many asked for at once by one account, those that nobody waits for any more are given up', async () => {
    const replies = await Promise.all(
      Array.from({ length: 6 }, () => preview({ format: 'badge', template: own })),
    )
    expect(replies.filter(({ statusCode }) => statusCode === 200)).not.toEqual([])
    for (const reply of replies.filter(({ statusCode }) => statusCode !== 200))
      expect(reply.json().code).toBe('preview.superseded')
  })
})

describe('the calibration page', () => {
  it('is a PDF', async () => {
    const reply = await office({ url: '/api/calibration.pdf' })
    expect([reply.statusCode, reply.rawPayload.subarray(0, 5).toString()]).toEqual([200, '%PDF-'])
    expect(reply.headers['content-disposition']).toContain("filename*=UTF-8''%E6%89%93")
  })
})
