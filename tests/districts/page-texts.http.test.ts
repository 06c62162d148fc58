import { factsOf } from '@mashang/server/core/ledger/ledger.store.ts'
import { STANDARD_TEXTS } from '@mashang/shared/districts/page-texts.words.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { filed, outcome, seeded } from '../issues/steps.ts'
import { startApp, type TestApp } from '../support/app.ts'

let t: TestApp
beforeAll(async () => {
  t = await startApp()
})
afterAll(() => t.close())

const URL = '/api/district/texts'
const shown = async () => (await (await t.as('office'))({ url: URL })).json()
const save = async (changes: object, basedOn?: number) => {
  const { content, version } = await shown()
  const body = { basedOn: basedOn ?? version, content: { ...content, ...changes } }
  return await (await t.as('office'))({ method: 'PUT', url: URL, body })
}
const body = async (url: string): Promise<string> => (await t.voter({ url })).body
const copyOf = (receipt: string): Promise<string> => body(`/r/${receipt}/copy`)

describe('the texts of a district’s pages', () => {
  it('given none were changed, then the pages say what the system came with', async () => {
    expect(await shown()).toMatchObject({ version: 1, current: true, content: STANDARD_TEXTS })
    const privacy = await body('/privacy')
    expect(privacy).toContain('石拐区人大常委会办公室')
    expect(privacy).toContain('href="tel:0472-5660000"')
    expect(privacy).not.toContain('还要说明的')
    expect(privacy).not.toContain('{区名}')
  })

  it('given others, then every page says them at once, filled in, with the phone as a link', async () => {
    const landing = `/q/${seeded(t).code}`
    await body(landing)
    const saved = await save({
      welcome: '欢迎到{区名}人大说事',
      consent: '提交就表示您同意{区名}人大按说明使用您的信息。',
      help: '不会用就打 {电话}，有人教',
      keeper: '{区名}人大代表工委。\n\n地址：大发街道 1 号。',
      more: '服务器由本区政务云托管。',
    })
    expect(outcome(saved)).toBe('200')
    expect(await body(landing)).toContain('欢迎到石拐区人大说事')
    expect(await body('/')).toContain('欢迎到石拐区人大说事')
    expect(await body(`${landing}/file`)).toContain(
      '提交就表示您同意石拐区人大按说明使用您的信息。',
    )
    const privacy = await body('/privacy')
    expect(privacy).toMatch(/<p>.*石拐区人大代表工委。.*<\/p>.*<p>.*地址：大发街道 1 号。/s)
    expect(privacy).toContain('服务器由本区政务云托管。')
    expect(await body('/r')).toMatch(/不会用就打.*<a[^>]*href="tel:0472-5660000".*有人教/s)
  })

  it('keeps with a filing which edition its voter agreed to, whatever came later', async () => {
    const { version } = await shown()
    expect(await body(`/q/${seeded(t).code}/file`)).toContain(`name="texts" value="${version}"`)
    const first = await filed(t, { texts: 1 })
    const second = await filed(t, { texts: version })
    const unsaid = await filed(t)
    const forged = await filed(t, { texts: 99 })
    await save({ consent: '后来的说法。' })
    const office = await t.as('office')
    const consent = async ({ id }: { id: string }) =>
      (await office({ url: `/api/issues/${id}` })).json().consent
    expect(await consent(first)).toEqual({
      version: 1,
      since: null,
      words: STANDARD_TEXTS.consent,
    })
    expect(await consent(second)).toMatchObject({
      version,
      words: '提交就表示您同意石拐区人大按说明使用您的信息。',
    })
    expect([await consent(unsaid), await consent(forged)]).toEqual([null, null])
    expect(await copyOf(second.receipt)).toMatch(
      new RegExp(`提交时同意的：第 ${version} 版说明（.*起）。提交就表示您同意石拐区人大`),
    )
    expect(await copyOf(unsaid.receipt)).toContain('没有记下是第几版说明')
    const facts = await factsOf(t.context, second.id)
    expect(JSON.parse(facts[0]?.data ?? '{}')).toMatchObject({ texts: version })
  })

  it('given a form without script, then the edition goes with it', async () => {
    const reply = await t.app.inject({
      method: 'POST',
      url: `/q/${seeded(t).code}/file`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({
        key: crypto.randomUUID(),
        representativeId: seeded(t).id,
        kind: 'help',
        field: 'urban',
        text: '3 号楼南边的路灯坏了两个多星期。',
        texts: '2',
      }).toString(),
    })
    const receipt = String(reply.headers.location).match(/\/r\/(\w+)/)?.[1] ?? ''
    expect(await copyOf(receipt)).toContain('提交时同意的：第 2 版说明')
  })

  it('refuses what could not be shown, in a sentence at its field', async () => {
    const refused = async (changes: object) => {
      const reply = await save(changes)
      return [reply.statusCode, reply.json().fields?.[0]?.path, reply.json().fields?.[0]?.message]
    }
    expect(await refused({ consent: '' })).toEqual([400, 'content.consent', expect.any(String)])
    expect(await refused({ help: '请到家站来' })).toEqual([
      400,
      'content.help',
      expect.stringContaining('{电话}'),
    ])
    expect(await refused({ more: '请找 {主任}' })).toEqual([
      400,
      'content.more',
      expect.stringContaining('{主任}'),
    ])
    expect((await refused({ more: '<b>重要</b>' }))[1]).toBe('content.more')
    expect((await refused({ welcome: '欢'.repeat(61) }))[1]).toBe('content.welcome')
    expect(outcome(await save({ welcome: '' }))).toBe('200')
  })

  it('given two clerks at once, then the second is told; an earlier edition comes back as a new one', async () => {
    const { version } = await shown()
    expect(outcome(await save({ welcome: '甲' }))).toBe('200')
    expect(outcome(await save({ welcome: '乙' }, version))).toBe('409 district.changed-meanwhile')
    const office = await t.as('office')
    const back = await office({
      method: 'POST',
      url: `${URL}/back`,
      body: { basedOn: version + 1, to: 1 },
    })
    expect(back.json()).toMatchObject({ version: version + 2, content: STANDARD_TEXTS })
    const { items } = (await office({ url: `${URL}/versions` })).json()
    expect(items[0]).toMatchObject({ by: 'office', backTo: 1 })
    expect(items[0].changes[0]).toMatch(/^“.*”：.* → /)
  })
})
