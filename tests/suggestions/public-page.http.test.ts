import { DAY } from '@mashang/shared/core/clock.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { markupOf, scripts } from '../access/payloads.ts'
import { outcome, seeded } from '../issues/steps.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import {
  act,
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

/** What everybody reads of one suggestion, and what nobody does. */

let t: TestApp
let li: Client
let office: Client
let housing: { id: string; client: Client }
beforeAll(async () => {
  ;({ t, li, office, housing } = await atWork())
})
afterAll(() => t.close())

async function answered(changes: object = {}, letter: object = {}): Promise<string> {
  const { id } = await assignedTo({ lead: li, office }, housing.id, changes)
  await answeredBy(housing.client, id, letter)
  return id
}
async function published(changes: object = {}, letter: object = {}): Promise<string> {
  const id = await answered(changes, letter)
  await done(office, id, { act: 'publish' })
  return id
}
const page = (id: string, by: Client = t.voter) => by({ url: `/suggestions/${id}` })
const words = async (id: string): Promise<string> => (await page(id)).body

describe('the page of one suggestion', () => {
  it('says what it is, whose, who handles it, what was answered in plain words, and what was said of it', async () => {
    const id = await published()
    const reply = await page(id)
    expect(reply.statusCode).toBe(200)
    for (const said of [
      '<h1>给老旧小区加装路灯</h1>',
      '李婺代表提出',
      '石拐建〔2026〕1 号',
      '2026年3月2日答复',
      '承办单位：区住房和城乡建设局（主办）',
      '办到哪一步：部门答复了',
      '老人晚上出门摔过跤',
      '<strong>已经解决，或者今年能解决</strong>',
      'A 类：',
      '5 月底前装好。',
      '代表还没有评价',
      'href="/suggestions"',
    ])
      expect(reply.body).toContain(said)
    // Nobody signs for the public, and what was talked about stays inside.
    for (const inside of ['局长王建国', contact.people, contact.text])
      expect(reply.body).not.toContain(inside)
    const list = await t.voter({ url: '/suggestions' })
    expect(list.body).toContain(`href="/suggestions/${id}"`)
    for (const name of ['content-security-policy', 'cache-control', 'x-content-type-options'])
      expect(reply.headers[name], name).toBe(list.headers[name])
    await done(li, id, { act: 'rate', attitude: 'satisfied', result: 'fair' })
    expect(await words(id)).toContain('代表评价：基本满意')
    expect(await words(id)).toContain('办到哪一步：办结')
  })

  it('given a department says how far it is in class A, then everybody reads that, and it is asked of no other class', async () => {
    for (const [solved, said] of [
      ['done', '已经解决'],
      ['year', '今年内能解决'],
    ])
      expect(await words(await published({}, { solved }))).toContain(`<strong>${said}</strong>`)
    const { id } = await assignedTo({ lead: li, office }, housing.id)
    await done(housing.client, id, { act: 'receive' })
    await done(housing.client, id, contact)
    const refused = await act(housing.client, id, {
      act: 'propose',
      text: '留作参考。',
      class: 'C',
      solved: 'done',
    })
    expect(outcome(refused)).toBe('422 suggestion.solved-unwanted')
  })

  it('given somebody who attended has made it, then it says so, without a name, and who took it up', async () => {
    const id = await published({ attendee: '白音巴图' })
    for (const { body } of [await page(id), await t.voter({ url: '/suggestions' })]) {
      expect(body).toContain('列席人员提出，李婺代表采纳')
      expect(body).not.toContain('白音巴图')
    }
    expect(await words(id)).not.toContain('李婺代表提出')
    await done(office, id, { act: 'unpublish', reason: '先撤下' })
  })

  it('calls nothing done that is only promised, until the promised answer is public', async () => {
    const id = await published({}, { class: 'B', promisedFor: '2026-06-10' })
    await done(li, id, { act: 'rate', attitude: 'satisfied', result: 'satisfied' })
    const promise = '答应 2026年6月10日以前办成'
    expect(await words(id)).toContain(`办到哪一步：部门答复了，${promise}`)
    expect(await words(id)).toContain(`<strong>正在办，${promise}</strong>`)
    expect(await words(id)).not.toContain('办结')
    expect((await t.voter({ url: '/suggestions' })).body).toContain(`的答复：正在办，${promise}`)
    t.clock.advance(DAY)
    await done(housing.client, id, { act: 'redeem', text: '装好了。', class: 'A', signer: '局长' })
    expect(await words(id)).toContain(promise)
    t.clock.advance(DAY)
    await done(office, id, { act: 'publish' })
    expect(await words(id)).toContain('办到哪一步：办结')
    expect(await words(id)).not.toContain(promise)
    expect(await words(id)).not.toContain('正在办')
  })

  it('tells a promise and what came of it in order, each with its day, its class and its files', async () => {
    const first = await sentFile(housing.client)
    const id = await published(
      {},
      { class: 'B', promisedFor: '2026-12-20', text: '年底前装好。', files: [first] },
    )
    t.clock.advance(DAY)
    await done(housing.client, id, { act: 'redeem', text: '装好了。', class: 'A', signer: '局长' })
    const file = (await words(id)).match(/published-suggestions[^"]+/)?.[0]
    expect((await t.voter({ url: `/api/${file}` })).statusCode).toBe(200)
    // What was signed later waits for another release.
    expect(await words(id)).not.toContain('按承诺再答复')
    await done(office, id, { act: 'publish' })
    const told = await words(id)
    const parts = [
      '<h2>区住房和城乡建设局的第一次答复</h2>',
      '<strong>当时答应在 2026年12月20日前办成，后来按承诺再答复了</strong>',
      'B 类：',
      '年底前装好。',
      '<h2>区住房和城乡建设局按承诺再答复</h2>',
      '<strong>已经解决，或者今年能解决</strong>',
      'A 类：',
      '装好了。',
    ].map((part) => told.indexOf(part))
    expect(parts).not.toContain(-1)
    expect(parts).toEqual(parts.toSorted((a, b) => a - b))
    expect((await t.voter({ url: `/api/${file}` })).statusCode).toBe(200)
  })

  it('names those who joined it, and nobody who did not', async () => {
    const { id } = await written(li, { cosigners: [seeded(t, 1).id] })
    await done(li, id, { act: 'submit' })
    await done(fresh(t, 1), id, { act: 'confirm' })
    await done(office, id, { act: 'assign', lead: housing.id })
    await answeredBy(housing.client, id)
    await done(office, id, { act: 'publish' })
    expect(await words(id)).toContain(`附议：${seeded(t, 1).name}代表`)
    expect(await words(await published())).not.toContain('附议')
    const refused = await written(li, { cosigners: [seeded(t, 1).id] })
    await done(li, refused.id, { act: 'submit' })
    await done(fresh(t, 1), refused.id, { act: 'refuse' })
    await done(office, refused.id, { act: 'assign', lead: housing.id })
    await answeredBy(housing.client, refused.id)
    await done(office, refused.id, { act: 'publish' })
    expect(await words(refused.id)).not.toContain('附议')
  })

  it('keeps to the letters that were released, and to what was said of those', async () => {
    const id = await published()
    t.clock.advance(DAY)
    const reason = '灯没有亮，夜里看不见'
    await done(li, id, { act: 'rate', attitude: 'fair', result: 'dissatisfied', reason })
    expect(await words(id)).toContain('办到哪一步：代表不满意，部门在重办')
    expect(await words(id)).toContain('代表评价：不满意')
    expect(await words(id)).not.toContain(reason)
    t.clock.advance(DAY)
    await done(housing.client, id, { ...contact, text: '又看了一遍' })
    await done(housing.client, id, { act: 'propose', text: '换了灯泡。', class: 'C' })
    await done(housing.client, id, { act: 'sign', signer: '局长王建国' })
    expect(await words(id)).not.toContain('换了灯泡')
    expect(await words(id)).not.toContain('现在条件不够')
    expect(await words(id)).not.toContain('代表还没有评价')
    t.clock.advance(DAY)
    await done(office, id, { act: 'publish' })
    expect(await words(id)).toContain('换了灯泡。')
    expect(await words(id)).toContain('<strong>现在条件不够，部门记下了</strong>')
    expect(await words(id)).toContain('代表还没有评价')
    expect(await words(id)).not.toContain('代表评价：')
  })

  it('says of what is absent, foreign, not public or taken down the very same', async () => {
    const inside = await answered({ title: '还没有公开的题目' })
    const down = await published()
    await done(office, down, { act: 'unpublish', reason: '里面有住址' })
    const beside = await startApp({ config: { limits: false }, beside: t })
    try {
      const foreign = await department(beside, '邻区住建局')
      const theirs = { lead: fresh(beside, 0), office: fresh(beside, 'office') }
      const { id } = await assignedTo(theirs, foreign.id)
      await answeredBy(foreign.client, id)
      await done(theirs.office, id, { act: 'publish' })
      expect((await page(id, beside.voter)).statusCode).toBe(200)
      const absent = await words(crypto.randomUUID())
      expect(absent).toContain('这里没有这件建议')
      expect(absent).toContain('href="/suggestions"')
      for (const one of [inside, down, id, 'x', '%00', "'--", '%3Cscript%3E']) {
        const reply = await page(one)
        expect([one, reply.statusCode, reply.body]).toEqual([one, 404, absent])
      }
      // Whoever may read it inside gets no more from here.
      expect((await page(inside, office)).body).toBe(absent)
    } finally {
      await beside.close()
    }
  })

  it('takes markup in what people write for words', async () => {
    const usual = markupOf(await words(await published()))
    for (const script of scripts.filter((one) => one.length <= 60).slice(0, 12)) {
      const id = await published({ title: script, text: script }, { text: script })
      expect([script, markupOf(await words(id))]).toEqual([script, usual])
    }
  })
})
