import { tellOfFacts } from '@mashang/server/notices/telling.usecases.ts'
import type { SuggestionView } from '@mashang/shared/suggestions/suggestions.model.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answer, filed, outcome, post, seeded } from '../issues/steps.ts'
import type { Client } from '../support/app.ts'
import { act, contact, done, text, written } from './steps.ts'
import { withTwoDepartments } from './two-departments.ts'

type World = Awaited<ReturnType<typeof withTwoDepartments>>
let t: World['t']
let li: World['li']
let zhang: World['zhang']
let office: World['office']
let housing: World['housing']
let police: World['police']
let assigned: World['assigned']
let answered: World['answered']
beforeAll(async () => {
  ;({ t, li, zhang, office, housing, police, assigned, answered } = await withTwoDepartments())
})
afterAll(() => t.close())

const show = async (by: Client, id: string): Promise<SuggestionView> =>
  (await by({ url: `/api/suggestions/${id}` })).json()

describe('a joint suggestion, from a voter’s matter to what the voter hears', () => {
  it('goes through every hand, and the voter reads what came of it', async () => {
    const issue = await filed(t)
    await answer(li, issue.id)
    const { id } = await written(li, { issueId: issue.id, cosigners: [seeded(t, 1).id] })
    expect((await li({ url: `/api/suggestions/${id}` })).json().issue.number).toBe(issue.number)
    // A draft is its author's alone.
    for (const by of [zhang, office])
      expect(outcome(await by({ url: `/api/suggestions/${id}` }))).toBe('404 suggestion.not-found')
    const sent = await done(li, id, { act: 'submit' })
    expect([sent.state, sent.number]).toEqual(['cosigning', null])
    // Whoever is asked reads the suggestion, not the voter's matter behind it.
    const asked = await show(zhang, id)
    expect([asked.part, asked.issue]).toEqual(['cosigner', null])
    expect(outcome(await office({ url: `/api/suggestions/${id}` }))).toBe(
      '404 suggestion.not-found',
    )
    const confirmed = await done(zhang, id, { act: 'confirm' })
    expect([confirmed.state, confirmed.number]).toEqual(['review', '石拐建〔2026〕1 号'])
    const given = await done(office, id, { act: 'assign', lead: housing.id, co: [police.id] })
    expect(given.answerDueAt).toBe('2026-06-02T16:00:00.000Z')
    expect(outcome(await act(li, id, { act: 'receive' }))).toBe('403 suggestion.not-yours')
    await done(housing.client, id, { act: 'receive' })
    const { talked, opinionsOwed } = await show(housing.client, id)
    expect([talked, opinionsOwed]).toEqual([false, ['公安分局']])
    expect((await done(housing.client, id, contact)).talked).toBe(true)
    expect((await show(office, id)).talked).toBeNull()
    const letter = { act: 'propose', text: '六个小区 5 月底前装好。', class: 'A' }
    // Who is owed, and that nothing is written before, is said where the answer would begin.
    const waiting = await show(housing.client, id)
    expect([waiting.opinionsOwed, waiting.can.includes('propose')]).toEqual([['公安分局'], false])
    // They have an account, and are told.
    expect(waiting.opinionsPassedOn).toEqual([])
    expect(outcome(await act(housing.client, id, letter))).toBe('422 suggestion.opinion-missing')
    const urge = { act: 'remind', clock: 'opinion', owner: police.id }
    const urged = await done(housing.client, id, urge)
    expect(urged.reminders).toMatchObject([{ clock: 'opinion', by: '区住房和城乡建设局' }])
    expect(urged.timeline[0]?.sentence).toBe('区住房和城乡建设局催办了会办意见。')
    await tellOfFacts(t.context)
    expect(JSON.stringify((await police.client({ url: '/api/notices' })).json())).toContain(
      '主办单位等着会办意见，请尽快交',
    )
    expect(outcome(await act(housing.client, id, urge))).toBe('409 suggestion.reminded-today')
    // Nobody but the office urges for anything else, nor who is to give the opinion.
    const other = { act: 'remind', clock: 'answer', owner: housing.id }
    expect(outcome(await act(housing.client, id, other))).toBe('409 suggestion.nothing-owed')
    expect(outcome(await act(police.client, id, urge))).toBe('403 suggestion.not-yours')
    await done(police.client, id, { act: 'opine', text: '配合。' })
    await done(housing.client, id, letter)
    // Before it is signed nothing of it is the representative's to read.
    expect((await show(li, id)).letters).toEqual([])
    await done(housing.client, id, { act: 'sign', signer: '局长王建国' })
    const read = await show(li, id)
    expect([read.state, read.class, read.letters.length]).toEqual(['answered', 'A', 1])
    const closed = await done(li, id, { act: 'rate', attitude: 'satisfied', result: 'fair' })
    expect([closed.state, closed.satisfaction]).toEqual(['closed', 'fair'])
    expect(
      closed.clocks.every((clock) => clock.stoppedAt !== null || clock.clock === 'return'),
    ).toBe(true)
    const receipt = (await t.voter({ url: `/api/receipts/${issue.receipt}` })).json()
    const told = receipt.timeline.map((one: { sentence: string }) => one.sentence)
    expect(told).toContain(
      '李婺代表把这件事写成了代表建议，交给代表工委审核，立案以后由政府部门办。',
    )
    expect(told).toContain('区住房和城乡建设局答复了代表建议：这件事已经解决，或者今年能解决。')
    const chain = await li({ url: `/api/suggestions?issue=${issue.id}` })
    expect(chain.json().items.map((one: SuggestionView) => one.id)).toEqual([id])
  })

  it('somebody else’s matter of a voter cannot be made into one', async () => {
    const issue = await filed(t)
    const asked = await post(zhang, '/api/suggestions', { ...text, issueId: issue.id })
    expect(outcome(asked)).toBe('404 suggestion.issue-unknown')
  })
})

describe('pressed again on a weak signal', () => {
  it('a talk and an opinion stand there once; another talk of that day is another one', async () => {
    const { id } = await written(li)
    await done(li, id, { act: 'submit' })
    await done(office, id, { act: 'assign', lead: housing.id, co: [police.id] })
    for (const by of [housing, police]) await done(by.client, id, { act: 'receive' })
    await done(housing.client, id, contact)
    expect(outcome(await act(housing.client, id, contact))).toBe('409 suggestion.already-done')
    const opinion = { act: 'opine', text: '配合。' }
    await done(police.client, id, opinion)
    expect(outcome(await act(police.client, id, opinion))).toBe('409 suggestion.already-done')
    await done(housing.client, id, { ...contact, phase: 'during', text: '又去看了两个小区' })
    const { contacts, opinions, timeline } = await show(office, id)
    expect([contacts.length, opinions.length]).toEqual([2, 1])
    expect(timeline.filter(({ type }) => type === 'suggestion.opine')).toHaveLength(1)
  })
})

describe('two at once', () => {
  it('one clerk’s decision gets through, the other is told', async () => {
    const { id } = await written(li)
    await done(li, id, { act: 'submit' })
    const both = await Promise.all([
      act(office, id, { act: 'return', reason: '请写具体' }),
      act(office, id, { act: 'assign', lead: housing.id }),
    ])
    expect(both.filter((one) => one.statusCode === 200)).toHaveLength(1)
    expect(both.filter((one) => one.statusCode === 409)).toHaveLength(1)
    const { timeline } = await show(office, id)
    expect(timeline.filter((one) => /return|assign/.test(one.type))).toHaveLength(1)
  })
})

describe('a slip of the office', () => {
  it('is mended until somebody has signed for it; two clerks who assign at once do not undo each other', async () => {
    const { id } = await written(li)
    await done(li, id, { act: 'submit' })
    const both = await Promise.all([
      act(office, id, { act: 'assign', lead: housing.id }),
      act(office, id, { act: 'assign', lead: police.id }),
    ])
    expect(both.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409])
    const [first] = (await show(office, id)).handlers
    const [lost, next] = first?.id === housing.id ? [housing, police] : [police, housing]
    expect(outcome(await act(lost.client, id, { act: 'reassign', lead: next.id }))).toBe(
      '403 suggestion.not-yours',
    )
    const moved = await done(office, id, { act: 'reassign', lead: next.id })
    expect(moved.timeline[0]?.sentence).toBe(
      next === housing
        ? '代表工委改交给区住房和城乡建设局（主办），公安分局不再办，答复期限仍从第一次交办算。'
        : '代表工委改交给公安分局（主办），区住房和城乡建设局不再办，答复期限仍从第一次交办算。',
    )
    expect(outcome(await lost.client({ url: `/api/suggestions/${id}` }))).toBe(
      '404 suggestion.not-found',
    )
    await done(next.client, id, { act: 'receive' })
    expect(outcome(await act(office, id, { act: 'reassign', lead: lost.id }))).toBe(
      '422 suggestion.reassign-reason',
    )
  })
})

describe('who sees what', () => {
  it('strangers and departments that lost it get what is not there; liaisons and voters nothing', async () => {
    const { id } = await assigned()
    const url = `/api/suggestions/${id}`
    expect(outcome(await zhang({ url }))).toBe('404 suggestion.not-found')
    expect(outcome(await police.client({ url }))).toBe('404 suggestion.not-found')
    expect(outcome(await t.voter({ url }))).toBe('401 auth.required')
    expect(outcome(await (await t.as('liaison'))({ url }))).toBe('403 auth.forbidden')
    await done(housing.client, id, { act: 'object', reason: '不归我们管' })
    const again = await done(office, id, { act: 'assign', lead: police.id })
    expect(again.assignedAt).toBe('2026-03-02T02:00:00.000Z')
    expect(outcome(await housing.client({ url }))).toBe('404 suggestion.not-found')
    // Why it was sent back is between the department and its assigner.
    const seen = await show(li, id)
    expect(seen.remarks).toEqual([])
    expect(JSON.stringify(seen)).not.toContain('不归我们管')
  })
  it('an unknown department or co-signer is named', async () => {
    const { id } = await written(li)
    await done(li, id, { act: 'submit' })
    const nobody = crypto.randomUUID()
    expect(outcome(await act(office, id, { act: 'assign', lead: nobody }))).toBe(
      '422 suggestion.department-unknown',
    )
    expect(outcome(await post(li, '/api/suggestions', { ...text, cosigners: [nobody] }))).toBe(
      '422 suggestion.cosigner-unknown',
    )
    expect(
      outcome(await act(office, id, { act: 'merge', into: id, reason: '说的是同一件事' })),
    ).toBe('422 suggestion.merge-target')
    // One that lies with its author again takes in no other.
    const back = await written(li)
    await done(li, back.id, { act: 'submit' })
    await done(office, back.id, { act: 'return', reason: '写明哪几个小区' })
    expect(
      outcome(await act(office, id, { act: 'merge', into: back.id, reason: '说的是同一件事' })),
    ).toBe('422 suggestion.merge-target')
    // Nor does one that has ended: nobody would answer or judge for both any more.
    const over = await answered()
    await done(li, over.id, { act: 'rate', attitude: 'satisfied', result: 'satisfied' })
    expect(
      outcome(await act(office, id, { act: 'merge', into: over.id, reason: '说的是同一件事' })),
    ).toBe('422 suggestion.merge-target')
    expect(outcome(await act(office, id, { act: 'fly' }))).toBe('400 request.invalid')
  })
})

describe('figures of all that came before', () => {
  it('every figure is as long as the lists behind it', async () => {
    const { items } = (await office({ url: '/api/suggestion-figures' })).json()
    for (const one of items) {
      const behind = async (counted: string) =>
        (await office({ url: `/api/suggestions?figure=${one.key}${counted}` })).json().total
      expect(await behind(''), one.key).toBe(one.denominator)
      expect(await behind('&counted=yes'), one.key).toBe(one.numerator)
    }
    expect(items.find((one: { key: string }) => one.key === 'solved').denominator).toBeGreaterThan(
      3,
    )
  })
})
