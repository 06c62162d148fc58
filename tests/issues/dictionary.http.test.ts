import { DAY } from '@mashang/shared/core/clock.ts'
import type { Dictionary } from '@mashang/shared/issues/dictionary.rules.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { factsLike } from '../notices/steps.ts'
import { startApp, type TestApp } from '../support/app.ts'
import { answer, file, filed, outcome, release, seeded } from './steps.ts'

let t: TestApp
beforeAll(async () => {
  t = await startApp()
})
afterAll(() => t.close())

interface Shown {
  version: number
  current: boolean
  content: Dictionary
}
const URL = '/api/district/dictionary'
const shown = async (query = ''): Promise<Shown> =>
  (await (await t.as('office'))({ url: `${URL}${query}` })).json()
const save = async (change: (it: Dictionary) => void, basedOn?: number) => {
  const { content, version } = await shown()
  change(content)
  const body = { basedOn: basedOn ?? version, content }
  return await (await t.as('office'))({ method: 'PUT', url: URL, body })
}
const rename = (it: Dictionary, key: string, word: string): void => {
  for (const one of [...it.kinds, ...it.fields]) if (one.key === key) one.word = word
}
const offer = (it: Dictionary, key: string, offered: boolean): void => {
  for (const one of [...it.kinds, ...it.fields]) if (one.key === key) one.offered = offered
}
const formPage = async (): Promise<string> =>
  (await t.voter({ url: `/q/${seeded(t).code}/file` })).body

describe('the words of kinds and fields', () => {
  it('given other words, then everything that shows a matter says them, old ones too', async () => {
    const before = await filed(t, { publish: true })
    await filed(t, { title: '后街的路灯也坏了', text: '后街三盏路灯坏了，晚上看不见路。' })
    expect(
      outcome(
        await save((it) => {
          rename(it, 'help', '帮忙')
          rename(it, 'urban', '城市建设')
          it.fields.unshift(...it.fields.splice(3, 1))
        }),
      ),
    ).toBe('200')

    const page = await formPage()
    expect(page).toContain('帮忙')
    expect(page).not.toContain('求助')
    expect(page.indexOf('医疗')).toBeLessThan(page.indexOf('城市建设'))
    const receipt = (await t.voter({ url: `/r/${before.receipt}` })).body
    expect(receipt).toContain('城市建设')
    expect(receipt).not.toContain('求助')
    expect((await t.voter({ url: `/r/${before.receipt}/copy` })).body).toContain('帮忙，城市建设')
    const inbox = (await (await t.as(0))({ url: '/api/inbox' })).json()
    expect(inbox.items[0]).toMatchObject({ field: 'urban', fieldWords: '城市建设' })
    const office = await t.as('office')
    const table = (await office({ url: '/api/issues' })).json()
    expect(table.items[0]).toMatchObject({ kindWords: '帮忙', fieldWords: '城市建设' })
    expect((await office({ url: '/api/exports/issues?file=csv' })).body).toContain('帮忙,城市建设')
    await answer(await t.as(0), before.id)
    await release(t, before.id, '路灯亮了')
    expect((await t.voter({ url: '/matters' })).body).toContain('城市建设')
    expect((await (await t.as('liaison'))({ url: '/api/dictionary' })).json().kinds[1]).toEqual({
      key: 'help',
      word: '帮忙',
      offered: true,
    })
    expect((await (await t.as(0))({ url: '/api/me/duty/export.csv' })).body).toContain('城市建设')
  })

  it('given an entry that is not offered any more, then old matters keep it', async () => {
    const old = await filed(t, { kind: 'report' })
    expect(outcome(await save((it) => offer(it, 'report', false)))).toBe('200')
    expect(await formPage()).not.toContain('举报')
    expect((await t.voter({ url: `/api/receipts/${old.receipt}` })).json().kindWords).toBe('举报')
    // Written before, on a phone without a signal.
    expect(outcome(await file(t, { kind: 'report' }))).toBe('201')
    t.clock.advance(8 * DAY)
    const late = await file(t, { kind: 'report' })
    expect([outcome(late), late.json().fields[0].path]).toEqual(['422 issue.kind-retired', 'kind'])
    expect(outcome(await file(t))).toBe('201')
  })

  it('keeps every edition: who, when, what; and goes back to one as a new one', async () => {
    const office = await t.as('office')
    const { items } = (await office({ url: `${URL}/versions` })).json()
    expect(items.map(({ version }: { version: number }) => version)).toEqual([3, 2])
    expect(items[0]).toMatchObject({ by: 'office', changes: ['类别“举报”不再给选'], backTo: null })
    expect(items[1].changes).toContain('类别“求助”改叫“帮忙”')

    const back = await office({ method: 'POST', url: `${URL}/back`, body: { basedOn: 3, to: 1 } })
    expect(back.json()).toMatchObject({ version: 4, current: true })
    expect(await formPage()).toContain('举报')
    expect((await office({ url: `${URL}/versions` })).json().items[0].backTo).toBe(1)
    expect(await shown('?version=2')).toMatchObject({ version: 2, current: false })
    expect(outcome(await office({ url: `${URL}?version=9` }))).toBe('404 district.edition-unknown')
    const facts = await factsLike(t, 'district.dictionary-changed')
    expect(facts.map(({ data }) => data.version)).toEqual([2, 3, 4])
    expect(facts[2]?.data).toMatchObject({
      backTo: 1,
      fingerprint: expect.stringMatching(/^\w{64}$/),
    })
  })

  it('given two clerks at once, then the second is told', async () => {
    const { version } = await shown()
    expect(outcome(await save((it) => rename(it, 'land', '征地'), version))).toBe('200')
    expect(outcome(await save((it) => rename(it, 'land', '拆迁'), version))).toBe(
      '409 district.changed-meanwhile',
    )
    const both = await Promise.all(
      ['甲', '乙'].map((word) => save((it) => rename(it, 'land', word), version + 1)),
    )
    expect(both.map(outcome).sort()).toEqual(['200', '409 district.changed-meanwhile'])
    const same = await save(() => undefined)
    expect(same.json().version).toBe(version + 2)
  })

  it('refuses what cannot be shown, and everybody but the office', async () => {
    const doubled = await save((it) => rename(it, 'land', '交通'))
    expect([outcome(doubled), doubled.json().fields[0].path]).toEqual([
      '400 request.invalid',
      'content.fields.8.word',
    ])
    const none = await save((it) => {
      for (const one of it.kinds) one.offered = false
    })
    expect(none.json().fields[0].path).toBe('content.kinds')
    expect((await (await t.as(0))({ url: URL })).statusCode).toBe(403)
    expect((await t.voter({ url: '/api/dictionary' })).statusCode).toBe(401)
  })
})
