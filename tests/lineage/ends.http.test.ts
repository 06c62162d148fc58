import { tellOfFacts } from '@mashang/server/notices/telling.usecases.ts'
import { DAY } from '@mashang/shared/core/clock.ts'
import type { LineageView } from '@mashang/shared/lineage/lineage.model.ts'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { seeded } from '../issues/steps.ts'
import { toldSoFar } from '../notices/steps.ts'
import { answeredBy, contact, department, done, fresh, written } from '../suggestions/steps.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { type Issue, issueOf, join, MERGED, times, toldOn } from './steps.ts'

let t: TestApp
let li: Client
let zhang: Client
let office: Client
let housing: { id: string; client: Client }
let police: { id: string; client: Client }
beforeAll(async () => {
  t = await startApp({ config: { limits: false } })
  t.clock.set('2026-03-02T02:00:00Z')
  li = fresh(t, 0)
  zhang = fresh(t, 1)
  office = fresh(t, 'office')
  housing = await department(t, '区住房和城乡建设局')
  police = await department(t, '公安分局')
})
afterAll(() => t.close())
const issue = (): Promise<Issue> => issueOf(t, li)
const told = (one: Issue): Promise<string[]> => toldOn(t, one)

describe('a matter that a suggestion was written from', () => {
  it('still says who answered it', async () => {
    const one = await issue()
    const { id } = await written(li, { issueId: one.id })
    await done(li, id, { act: 'submit' })
    expect(await told(one)).toContain('李婺代表答复了您。')
  })
})

describe('the steps of the departments, on the receipt', () => {
  const steps = async (one: Issue): Promise<string[]> =>
    (await told(one)).filter((said) => /立了案|收下了|改由|答复了代表建议/.test(said)).reverse()

  it('who got it, that they took it, and what they answered until when; not who helps', async () => {
    const one = await issue()
    const { id } = await written(li, { issueId: one.id })
    await done(li, id, { act: 'submit' })
    await done(office, id, { act: 'assign', lead: police.id, co: [housing.id] })
    await done(housing.client, id, { act: 'receive' })
    expect(await steps(one)).toEqual(['代表工委立了案，建议交给公安分局办。'])
    await done(police.client, id, { act: 'object', reason: '不归我们管' })
    await done(office, id, { act: 'assign', lead: housing.id })
    await answeredBy(housing.client, id, { class: 'B', promisedFor: '2026-03-20' })
    expect((await steps(one)).slice(1)).toEqual([
      '建议改由区住房和城乡建设局办了。',
      '区住房和城乡建设局收下了建议，开始办。',
      '区住房和城乡建设局答复了代表建议：这件事正在办，答应 2026年3月20日前办成，到时再说结果。',
    ])
    // Its words are not public yet.
    const receipt = await t.voter({ url: `/api/receipts/${one.receipt}` })
    expect(receipt.body).not.toContain('5 月底前装好')
  })

  it('whoever comes to it late is told who has it', async () => {
    const { id } = await written(li, { issueId: (await issue()).id })
    await done(li, id, { act: 'submit' })
    await done(office, id, { act: 'assign', lead: housing.id })
    const late = await issue()
    await join(li, id, late.id)
    expect(await steps(late)).toEqual(['代表工委立了案，建议交给区住房和城乡建设局办。'])
  })
})

describe('several departments that answer apart', () => {
  const both = '区住房和城乡建设局、公安分局答复了代表建议：'
  const B = `${both}这件事正在办，答应 2026年3月20日前办成，到时再说结果。`
  const answers = async (by: Client, id: string, letter: object): Promise<void> => {
    await done(by, id, { act: 'receive' })
    await done(by, id, contact)
    await done(by, id, { act: 'propose', text: '答复在此。', ...letter })
    await done(by, id, { act: 'sign', signer: '局长王建国' })
  }
  const heard = async (one: Issue): Promise<string[]> =>
    (await told(one)).filter((said) => said.includes('答复了代表建议'))

  it('their voters hear of the whole, whoever signed last, and nothing before that', async () => {
    const one = await issue()
    const { id } = await written(li, { issueId: one.id })
    await done(li, id, { act: 'submit' })
    await done(office, id, { act: 'assign', separate: [housing.id, police.id] })
    await answers(housing.client, id, { class: 'C' })
    expect(await heard(one)).toEqual([])
    await answers(police.client, id, { class: 'A' })
    expect(await heard(one)).toEqual([`${both}现在条件不够，还办不了，部门记下了。`])
  })

  it('given one is done and the other will be this year, then their voters hear no more than that', async () => {
    const one = await issue()
    const { id } = await written(li, { issueId: one.id })
    await done(li, id, { act: 'submit' })
    await done(office, id, { act: 'assign', separate: [housing.id, police.id] })
    await answers(housing.client, id, { class: 'A', solved: 'done' })
    await answers(police.client, id, { class: 'A', solved: 'year' })
    expect(await heard(one)).toEqual([`${both}今年内能解决。`])
  })

  it('what one of them has delivered is told when all have answered, as the whole', async () => {
    const one = await issue()
    const { id } = await written(li, { issueId: one.id })
    await done(li, id, { act: 'submit' })
    await done(office, id, { act: 'assign', separate: [housing.id, police.id] })
    const promise = { class: 'B', promisedFor: '2026-03-20' }
    await answers(housing.client, id, promise)
    await answers(police.client, id, promise)
    expect(await heard(one)).toEqual([B])
    const kept = { act: 'redeem', text: '装好了。', class: 'A', signer: '局长王建国' }
    t.clock.advance(DAY)
    await done(housing.client, id, kept)
    expect(await heard(one)).toEqual([B, B])
    await done(police.client, id, kept)
    const A = `${both}这件事已经解决，或者今年能解决。`
    expect((await heard(one)).sort()).toEqual([A, B, B].sort())
    t.clock.advance(-DAY)
  })
})

describe('an end without an answer', () => {
  /** What the voter of a matter is told by the channel that they chose. */
  const notices = async ({ id }: Issue): Promise<string[]> => {
    await tellOfFacts(t.context)
    return (await toldSoFar(t)).filter((one) => one.subject === id).map(({ kind }) => kind)
  }
  const count = async (which: Issue, sentence: string, kind: string): Promise<[number, number]> => [
    times(await told(which), sentence),
    times(await notices(which), kind),
  ]

  it('not filed: its voters hear that, with the reason in plain words', async () => {
    const [first, second] = [await issue(), await issue()]
    const { id } = await written(li, { issueId: first.id })
    await join(li, id, second.id)
    await done(li, id, { act: 'submit' })
    await done(office, id, { act: 'decline', why: 'petition', reason: '告的是王某' })
    const sentence =
      '由这件事写成的建议没有立案：告具体的人，建议里不能办，请走信访。要说别的，再扫一次码。'
    for (const each of [first, second]) {
      expect(await count(each, sentence, 'issue.suggestion-declined')).toEqual([1, 1])
      expect((await told(each)).join()).not.toContain('王某')
    }
  })

  it('judged badly, then settled: they hear that it is done once more, mediated, and over', async () => {
    const mine = await issue()
    const { id } = await written(li, { issueId: mine.id })
    await done(li, id, { act: 'submit' })
    await done(office, id, { act: 'assign', lead: housing.id })
    await done(housing.client, id, { act: 'receive' })
    const kind = 'issue.suggestion-unsatisfied'
    const bad = { act: 'rate', attitude: 'satisfied', result: 'dissatisfied', reason: '王某没来过' }
    const early = await issue()
    const heard: [string, number][] = [
      ['代表对建议的答复不满意，请部门再办一次，办完再答复。', 1],
      ['代表对建议的新答复还不满意，代表工委出面和部门协调。', 2],
    ]
    for (const [sentence, times] of heard) {
      await done(housing.client, id, { ...contact, text: `第 ${times} 次谈` })
      await done(housing.client, id, { act: 'propose', text: '答复在此。', class: 'C' })
      // Who joins while the second answer is written hears of the first, and what was thought of it.
      if (times === 2) await join(li, id, early.id)
      await done(housing.client, id, { act: 'sign', signer: '局长王建国' })
      await done(li, id, bad)
      expect(await count(mine, sentence, kind)).toEqual([1, times])
    }
    const late = await issue()
    await join(li, id, late.id)
    expect((await told(early)).filter((said) => said === heard[0]?.[0])).toHaveLength(1)
    expect(await count(late, heard[1]?.[0] ?? '', kind)).toEqual([1, 1])
    await done(office, id, {
      act: 'settle',
      way: 'talks',
      people: '王某',
      text: '和王某谈妥了',
    })
    const settled =
      '代表工委和部门、代表协调过了，由这件事写成的建议定下来了。想知道协调的结果，可以问代表。'
    expect(await count(mine, settled, 'issue.suggestion-settled')).toEqual([1, 1])
    const latest = await issue()
    await join(li, id, latest.id)
    expect(await count(latest, settled, 'issue.suggestion-settled')).toEqual([1, 1])
    expect((await told(mine)).join()).not.toContain('王某')
  })

  it('taken back: they hear it where they had heard that it was sent, and only there', async () => {
    const [mine, silent] = [await issue(), await issue()]
    const sent = await written(li, { issueId: mine.id })
    const draft = await written(li, { issueId: silent.id })
    await done(li, sent.id, { act: 'submit' })
    for (const { id } of [sent, draft]) await done(li, id, { act: 'withdraw', reason: '另写一件' })
    const sentence = '李婺代表把由这件事写成的建议收回了，建议不再往下办，这件事还由代表接着办。'
    const kind = 'issue.suggestion-withdrawn'
    expect(await count(mine, sentence, kind)).toEqual([1, 1])
    expect(await count(silent, sentence, kind)).toEqual([0, 0])
  })

  it('a joint one that a co-signer’s word takes back is told, too', async () => {
    const mine = await issue()
    const { id } = await written(li, { issueId: mine.id, cosigners: [seeded(t, 1).id] })
    await done(li, id, { act: 'submit' })
    await done(zhang, id, { act: 'confirm' })
    await done(li, id, { act: 'withdraw', reason: '另写一件' })
    expect(await notices(mine)).not.toContain('issue.suggestion-withdrawn')
    await done(zhang, id, { act: 'agree' })
    expect(await notices(mine)).toContain('issue.suggestion-withdrawn')
  })

  it('merged: they hear it, and follow the other one over every further step to its end', async () => {
    const [mine, both] = [await issue(), await issue()]
    const target = await written(li, { title: '留下', issueId: both.id })
    const gone = await written(li, { title: '并走', issueId: mine.id })
    await join(li, gone.id, both.id)
    for (const { id } of [target, gone]) await done(li, id, { act: 'submit' })
    await done(office, gone.id, { act: 'merge', into: target.id, reason: '说的是同一件事' })
    const kind = 'issue.suggestion-merged'
    expect(await count(mine, MERGED, kind)).toEqual([1, 1])
    // Behind both of them, nothing changes for this one.
    expect(await count(both, MERGED, kind)).toEqual([0, 0])
    const last = await written(li, { title: '最后' })
    await done(li, last.id, { act: 'submit' })
    await done(office, target.id, { act: 'merge', into: last.id, reason: '说的是同一件事' })
    await done(office, last.id, { act: 'decline', why: 'empty', reason: '没有写具体' })
    for (const each of [mine, both])
      expect(times(await notices(each), 'issue.suggestion-declined')).toBe(1)
    // Taken back: they hear that it does not hold; who is behind the other one anyway hears of its end alone.
    const corrected = 'issue.suggestion-corrected'
    await done(office, last.id, { act: 'resume', reason: '写具体了' })
    for (const each of [mine, both]) expect(times(await notices(each), corrected)).toBe(1)
    await done(office, target.id, { act: 'unmerge', reason: '不是一件事' })
    await done(office, gone.id, { act: 'unmerge', reason: '不是一件事' })
    const sentence = '更正：由这件事写成的建议不再并到另一件里，重新单独办。'
    expect(await count(mine, sentence, corrected)).toEqual([2, 3])
    expect(await count(both, sentence, corrected)).toEqual([1, 2])
    // Once for each time that it went on into another.
    expect([times(await notices(mine), kind), times(await notices(both), kind)]).toEqual([2, 1])
  })
})

it('reads a chain in as many queries, of however many voters it is', async () => {
  const { id } = await written(li, { issueId: (await issue()).id })
  const reads = async (): Promise<number> => {
    const read = vi.spyOn(t.context.db, 'read', 'get')
    const { matters } = (await li({ url: `/api/lineage/suggestion/${id}` })).json<LineageView>()
    expect(matters.some(({ note }) => note.startsWith('办理中'))).toBe(true)
    const { length } = read.mock.calls
    read.mockRestore()
    return length
  }
  const before = await reads()
  for (const _ of ['second', 'third']) await join(li, id, (await issue()).id)
  expect(await reads()).toBe(before)
})
