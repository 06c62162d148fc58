import { activitiesTables } from '@mashang/server/activities/activities.table.ts'
import { factsOf } from '@mashang/server/core/ledger/ledger.store.ts'
import { DAY } from '@mashang/shared/core/clock.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { outcome, seeded } from '../issues/steps.ts'
import { uploaded } from '../photos/upload.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { act, announced, done, show } from './steps.ts'

let t: TestApp
let office: Client
let office2: Client
let liaison: Client
let li: Client
beforeAll(async () => {
  t = await startApp({ config: { limits: false } })
  ;[office, office2, liaison, li] = await Promise.all([
    t.as('office'),
    t.as('office-2'),
    t.as('liaison'),
    t.as(0),
  ])
})
afterAll(() => t.close())

describe('papers', () => {
  it('a photo is taken away by who organises it, with its file; nobody reaches another activity’s', async () => {
    const mine = await announced(t, office)
    const other = await announced(t, liaison, {
      kind: 'reception',
      invitation: { scope: 'persons', of: [seeded(t, 0).id] },
    })
    const [kept, gone] = [await uploaded(t), await uploaded(t)]
    for (const photo of [kept, gone]) await done(office, mine.id, { act: 'photograph', photo })
    const seen = (by: Client, one: string) =>
      by({ url: `/api/activities/${mine.id}/photos/${one}?size=thumb` })
    expect(outcome(await seen(li, gone))).toBe('200')
    expect(outcome(await act(li, mine.id, { act: 'unphotograph', photo: gone }))).toBe(
      '403 activity.not-yours',
    )
    // Named of another activity it stays.
    await done(liaison, other.id, { act: 'unphotograph', photo: gone })
    expect(outcome(await seen(li, gone))).toBe('200')
    expect((await done(office, mine.id, { act: 'unphotograph', photo: gone })).photos).toEqual([
      kept,
    ])
    await done(office, mine.id, { act: 'unphotograph', photo: gone })
    expect(outcome(await seen(li, gone))).toBe('404 photo.not-found')
    expect(outcome(await seen(li, kept))).toBe('200')
    const left = await t.context.files.read(`activities/${gone.slice(-2)}/${gone}.jpg`)
    expect(left).toBe(null)
    const types = (await factsOf(t.context, mine.id)).map(({ type }) => type)
    expect(types.filter((type) => type === 'activity.unphotographed')).toHaveLength(1)
  })

  it('minutes are kept by revision, also after the end', async () => {
    const { id } = await announced(t, office)
    t.clock.advance(DAY)
    await done(office, id, { act: 'close', revision: 0 })
    await done(office, id, { act: 'minute', revision: 1, text: '看了六个小区，路灯都没有装。' })
    expect(outcome(await act(office2, id, { act: 'minute', revision: 1, text: '别的' }))).toBe(
      '409 conflict',
    )
    expect((await show(li, id)).minutes).toBe('看了六个小区，路灯都没有装。')
    expect(outcome(await act(li, id, { act: 'minute', revision: 2, text: '我来写' }))).toBe(
      '403 activity.not-yours',
    )
  })

  it('the calendar has what one is invited to, without what one asked leave from', async () => {
    const fan = await announced(t, office, { title: '调研养老服务，第一站', kind: 'survey' })
    const other = await announced(t, office, { title: '学习代表法', kind: 'training' })
    await done(li, other.id, { act: 'decline', reason: '出差' })
    const file = await li({ url: '/api/me/activities.ics' })
    expect(file.headers['content-type']).toContain('text/calendar')
    expect(file.body).toContain(`UID:${fan.id}@mashang`)
    expect(file.body).toContain('SUMMARY:调研养老服务，第一站')
    expect(file.body).not.toContain(other.id)
  })

  it('the table is filtered, and leaves as a file without names of people', async () => {
    const { activities: a } = t.context.db.tables(activitiesTables)
    const rows = await t.context.db.read.select().from(a)
    const listed = (await office({ url: '/api/activities?size=200' })).json()
    expect(listed.total).toBe(rows.length)
    const surveys = (await office({ url: '/api/activities?kind=survey&when=ahead' })).json()
    expect(surveys.items.map((one: { title: string }) => one.title)).toEqual([
      '调研养老服务，第一站',
    ])
    const file = await office({ url: '/api/exports/activities?file=csv' })
    expect(file.body).toContain('视察老旧小区改造')
    expect(file.body).not.toContain('李婺')
    expect(outcome(await li({ url: '/api/exports/activities' }))).toBe('403 auth.forbidden')
  })
})
