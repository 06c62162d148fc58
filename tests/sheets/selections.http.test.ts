import { newId } from '@mashang/server/core/ids.ts'
import { readingOf } from '@mashang/server/core/pinyin.ts'
import { insertRepresentative } from '@mashang/server/representatives/representatives.store.ts'
import type { SavedSelection } from '@mashang/shared/sheets/batches.api.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { ordered, show } from './batch-steps.ts'

let t: TestApp
let office: Client
beforeAll(async () => {
  t = await startApp()
  office = await t.as('office')
})
afterAll(() => t.close())

const url = '/api/sheet-selections'
const save = (name: string, select: object) =>
  office({ method: 'POST', url, body: { name, select } })

describe('a saved selection', () => {
  it('follows the roster: areas and members are those of the day on which it is printed', async () => {
    const saved = await save('老区的', { areas: ['老区'] })
    expect(saved.statusCode, saved.body).toBe(201)
    const { id, sheets } = saved.json<SavedSelection>()
    expect(sheets).toBe(3)
    await t.context.db.commit('home', [
      insertRepresentative({
        district: 'home',
        id: newId(),
        name: '新代表',
        ...readingOf('新代表'),
        area: '老区',
        state: 'serving',
        createdAt: 0,
        updatedAt: 0,
      }),
    ])
    expect((await office({ url })).json().items).toMatchObject([{ id, name: '老区的', sheets: 4 }])
    const batch = await ordered(office, {
      format: 'sticker',
      select: { saved: id, representatives: [t.seed.representatives[2]?.id] },
    })
    expect((await show(office, batch)).total).toBe(5)
  })

  it('made from another one keeps its meaning when that is removed', async () => {
    const first = (
      await save('一号', { stations: [t.seed.stations[1]?.id] })
    ).json<SavedSelection>()
    const second = (await save('二号', { saved: first.id, areas: ['老区'] })).json<SavedSelection>()
    expect((await office({ method: 'DELETE', url: `${url}/${first.id}` })).statusCode).toBe(204)
    const { items } = (await office({ url })).json<{ items: SavedSelection[] }>()
    expect(items.find(({ id }) => id === second.id)).toMatchObject({
      select: { stations: [t.seed.stations[1]?.id], areas: ['老区'] },
      sheets: 5,
    })
    expect((await office({ method: 'DELETE', url: `${url}/${first.id}` })).json().code).toBe(
      'selection.not-found',
    )
  })

  it('needs a name that is free, and somebody chosen', async () => {
    expect((await save('老区的', { all: true })).json().code).toBe('selection.name-taken')
    expect((await save('空的', { representatives: [] })).json().code).toBe('batch.nobody')
    expect((await save('坏的', { saved: newId() })).json().code).toBe('selection.not-found')
    expect((await save(' ', { all: true })).statusCode).toBe(400)
  })
})
