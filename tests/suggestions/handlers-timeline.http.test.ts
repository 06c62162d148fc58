import type { SuggestionView } from '@mashang/shared/suggestions/suggestions.model.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { outcome, post, seeded } from '../issues/steps.ts'
import { sendFile } from '../roster/uploads.ts'
import type { Client, TestApp } from '../support/app.ts'
import { workbook } from '../support/small-xlsx.ts'
import { allNew } from './importing.ts'
import { atWork, type department, done, fresh, sentFile, text, written } from './steps.ts'

/** What whoever handles it reads of what went on before they had it: the paper, and all that became of it. */

let t: TestApp
let li: Client
let zhang: Client
let office: Client
let housing: Awaited<ReturnType<typeof department>>
beforeAll(async () => {
  ;({ t, li, office, housing } = await atWork())
  zhang = fresh(t, 1)
})
afterAll(() => t.close())

/** Assigned to the department: what it reads, the oldest first. */
async function read(id: string): Promise<string[]> {
  t.clock.advance(60_000)
  await done(office, id, { act: 'assign', lead: housing.id })
  const { timeline } = (
    await housing.client({ url: `/api/suggestions/${id}` })
  ).json<SuggestionView>()
  return timeline.map(({ sentence }) => sentence).reverse()
}

describe('given marks that were taken back before it was assigned', () => {
  it('then the department reads both', async () => {
    const { id } = await written(li)
    await done(li, id, { act: 'submit' })
    const mark = { act: 'mark-key', leader: '王主任', post: '常委会副主任', reason: '反映集中' }
    await done(office, id, mark)
    const note = { act: 'supervise', on: '2026-03-02', people: '王主任', text: '要求 5 月底装好' }
    await done(office, id, note)
    await done(office, id, { act: 'unmark-key', reason: '已经落实' })
    await done(office, id, { act: 'mark-secret', reason: '涉及商业秘密' })
    await done(office, id, { act: 'unmark-secret', reason: '已经可以公开' })
    expect((await read(id)).slice(2, -1)).toEqual([
      '代表工委把它列为重点督办建议。',
      '代表工委记了一次重点督办（3月2日）。',
      '代表工委取消了重点督办。',
      '代表工委把它标为不公开。',
      '代表工委取消了不公开的标记。',
    ])
  })
})

describe('given a signature on paper that was not theirs', () => {
  it('then the department reads what came of it, and nothing of how it was asked', async () => {
    const body = {
      ...text,
      title: '给新小区加装路灯',
      lead: seeded(t, 0).id,
      cosigners: [seeded(t, 1).id],
      on: '2026-03-02',
      scans: [await sentFile(office, '纸质建议.pdf')],
    }
    const made = await post(office, '/api/suggestion-entries', body)
    expect(outcome(made)).toBe('201')
    const { id } = made.json<SuggestionView>()
    await done(zhang, id, { act: 'disown' })
    await done(office, id, {
      act: 'verify',
      of: seeded(t, 1).id,
      theirs: false,
      reason: '签名对不上',
    })
    const told = (await read(id)).join('')
    expect(told).toContain('附议。')
    expect(told).toContain('核对了代录')
    expect(told).not.toContain('请代表工委核对')
  })
})

describe('given several wrote it', () => {
  it('then the department reads that it was handed in, and nothing of who agreed when', async () => {
    const { id } = await written(li, { cosigners: [seeded(t, 1).id] })
    await done(li, id, { act: 'submit' })
    await done(zhang, id, { act: 'confirm' })
    const told = await read(id)
    expect(told.slice(1, -1)).toEqual(['建议提交了。'])
    const { timeline } = (
      await housing.client({ url: `/api/suggestions/${id}` })
    ).json<SuggestionView>()
    expect(timeline.map(({ type }) => type)).not.toContain('suggestion.confirm')
    const whole = (await zhang({ url: `/api/suggestions/${id}` })).json<SuggestionView>()
    expect(whole.timeline.map(({ type }) => type)).toContain('suggestion.confirm')
  })
})

describe('given one of a list goes on and waits to be assigned', () => {
  it('then the department reads that it goes on', async () => {
    const bytes = workbook([
      ['建议编号', '题目', '领衔代表', '承办单位', '交办日期'],
      ['2025-1', '往年的一件', seeded(t, 0).name, '', '2025-12-15'],
    ])
    const file = { name: '去年.xlsx', bytes }
    const seen = (await sendFile(office, '/api/suggestion-imports/preview', file)).json()
    const url = `/api/suggestion-imports?fingerprint=${seen.fingerprint}${allNew(seen)}`
    expect(outcome(await sendFile(office, url, file))).toBe('200')
    const { items } = (
      await office({ url: `/api/suggestions?q=${encodeURIComponent('往年的一件')}` })
    ).json()
    const { id } = items[0]
    await done(office, id, { act: 'go-on' })
    expect((await read(id)).slice(0, 2)).toEqual([
      '代表工委从往年的表里导入。',
      '代表工委让往年没有答复的这一件接着办。',
    ])
  })
})
