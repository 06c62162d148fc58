import { DAY } from '@mashang/shared/core/clock.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { filed, outcome, seeded } from '../issues/steps.ts'
import type { Client, TestApp } from '../support/app.ts'
import {
  answeredBy,
  assignedTo,
  atWork,
  contact,
  department,
  done,
  fresh,
  sentFile,
  written,
} from './steps.ts'

/** What the office is shown before it makes a suggestion public, beside the page that everybody reads then. */

let t: TestApp
let li: Client
let office: Client
let housing: { id: string; client: Client }
beforeAll(async () => {
  ;({ t, li, office, housing } = await atWork())
})
afterAll(() => t.close())

const asked = (id: string, by: Client = office) => by({ url: `/api/suggestions/${id}/made-public` })
const listed = async (id: string): Promise<string[]> => (await asked(id)).json().lines
/** The words of the page, without its markup. */
const page = async (id: string): Promise<string> =>
  (await t.voter({ url: `/suggestions/${id}` })).body.replaceAll(/<[^>]*>/g, '')
/** What of a line stands on a page: its names, days, files and words, one by one. */
const missing = (lines: readonly string[], on: string): string[] =>
  lines
    .slice(0, -1)
    .flatMap((line) => line.split(/[，、；：（）《》]|的全文|全文|领衔/u))
    .filter((part) => part.trim() !== '' && part !== '附件' && !on.includes(part))

describe('before it is made public', () => {
  it('everything that its page will have is listed, and nothing of it is missing on the page', async () => {
    const issue = await filed(t, { publish: false })
    const first = await assignedTo({ lead: li, office }, housing.id, { title: '先公开的' })
    await answeredBy(housing.client, first.id)
    const files = [await sentFile(li)]
    const { id } = await assignedTo({ lead: li, office }, housing.id, {
      title: '装路灯',
      issueId: issue.id,
      files,
    })
    await answeredBy(housing.client, id, { class: 'B', promisedFor: '2026-06-10' })
    await done(office, id, { act: 'mark-excellent', reason: '写得实在' })
    const lines = await listed(id)
    expect(lines).toEqual([
      '《装路灯》的全文，附件：说明.pdf',
      expect.stringMatching(
        /^区住房和城乡建设局的答复全文：正在办，答应 2026年6月10日以前办成；测函〔2026〕\d+号；2026年3月2日；B 类：.+；代表还没有评价$/u,
      ),
      '下载答复函（PDF）',
      '李婺代表提出',
      expect.stringMatching(/^石拐建〔2026〕\d+ 号，2026年3月2日答复$/u),
      '承办单位：区住房和城乡建设局（主办）',
      '办到哪一步：部门答复了，答应 2026年6月10日以前办成',
      '优秀建议',
      '由 1 件群众反映写成',
      '以后代表的评价：满意、基本满意还是不满意，不带理由；以后由代表工委协调的，要再公开一次',
    ])
    // Looking at it has made nothing public.
    expect((await t.voter({ url: `/suggestions/${id}` })).statusCode).toBe(404)
    await done(office, id, { act: 'publish', evenSo: true })
    expect(missing(lines, await page(id))).toEqual([])
  })

  it('a letter that another one has replaced is not listed, and what is public already is not what comes', async () => {
    const { id } = await assignedTo({ lead: li, office }, housing.id)
    await answeredBy(housing.client, id)
    await done(office, id, { act: 'publish' })
    t.clock.advance(DAY)
    const reason = '灯没有亮，夜里看不见'
    await done(li, id, { act: 'rate', attitude: 'fair', result: 'dissatisfied', reason })
    t.clock.advance(DAY)
    await done(housing.client, id, { ...contact, text: '又看了一遍' })
    await done(housing.client, id, { act: 'propose', text: '换了灯泡。', class: 'C' })
    await done(housing.client, id, { act: 'sign', signer: '局长王建国' })
    const [, ...lines] = await listed(id)
    expect(lines.filter((line) => line.includes('的答复全文'))).toEqual([
      expect.stringMatching(/现在条件不够，部门记下了；.*2026年3月4日；C 类：.*；代表还没有评价$/u),
    ])
    expect(lines.join()).not.toContain(reason)
    expect(missing(lines, await page(id))).not.toEqual([])
    t.clock.advance(DAY)
    await done(office, id, { act: 'publish' })
    expect(missing(lines, await page(id))).toEqual([])
  })

  it('a promise and what came of it are both listed, and whoever joined', async () => {
    const { id } = await written(li, { cosigners: [seeded(t, 1).id] })
    await done(li, id, { act: 'submit' })
    await done(fresh(t, 1), id, { act: 'confirm' })
    await done(office, id, { act: 'assign', lead: housing.id })
    await answeredBy(housing.client, id, { class: 'B', promisedFor: '2026-12-10' })
    t.clock.advance(DAY)
    await done(li, id, { act: 'rate', attitude: 'satisfied', result: 'fair' })
    t.clock.advance(DAY)
    const kept = { text: '住 2 单元 501 室的老人家门口也装了。', class: 'A', signer: '局长' }
    await done(housing.client, id, { act: 'redeem', ...kept })
    const lines = await listed(id)
    expect(lines.filter((line) => line.includes('答复全文'))).toEqual([
      expect.stringMatching(
        /的第一次答复全文：当时答应在 .*；B 类：.*；代表对第一次答复的评价：基本满意（.*日）$/u,
      ),
      expect.stringMatching(/按承诺再答复全文：已经解决.*；A 类：.*$/u),
    ])
    expect(lines).toContain(`附议：${seeded(t, 1).name}代表`)
    await done(office, id, { act: 'publish', evenSo: true })
    expect(missing(lines, await page(id))).toEqual([])
  })

  it('only the office is told', async () => {
    const { id } = await assignedTo({ lead: li, office }, housing.id)
    for (const by of [li, fresh(t, 1), housing.client])
      expect(outcome(await asked(id, by))).toBe('403 auth.forbidden')
    const other = await department(t, '区城市管理局')
    expect(outcome(await asked(id, other.client))).toBe('403 auth.forbidden')
    expect(outcome(await asked(crypto.randomUUID()))).toBe('404 suggestion.not-found')
  })
})
