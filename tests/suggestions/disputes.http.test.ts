import { tellOfFacts } from '@mashang/server/notices/telling.usecases.ts'
import type { SuggestionView } from '@mashang/shared/suggestions/suggestions.model.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { outcome, seeded } from '../issues/steps.ts'
import type { Client, TestApp } from '../support/app.ts'
import { act, answeredBy, assignedTo, atWork, contact, done, fresh, written } from './steps.ts'

/** A talk that a department has noted, and that whoever wrote the suggestion knows otherwise. */

let t: TestApp
let li: Client
let zhang: Client
let office: Client
let housing: Awaited<ReturnType<typeof atWork>>['housing']
beforeAll(async () => {
  ;({ t, li, office, housing } = await atWork())
  zhang = fresh(t, 1)
})
afterAll(() => t.close())

const noted = async (): Promise<string> => {
  const { id } = await assignedTo({ lead: li, office }, housing.id)
  await done(housing.client, id, { act: 'receive' })
  await done(housing.client, id, contact)
  return id
}
const never = () => ({ act: 'dispute', department: housing.id, nth: 1, never: true })
const answer = { act: 'propose', text: '5 月底前装好。', class: 'A' }
const propose = async (id: string): Promise<string> =>
  outcome(await act(housing.client, id, answer))
const seenBy = async (by: Client, id: string): Promise<SuggestionView> =>
  (await by({ url: `/api/suggestions/${id}` })).json()
const counted = async (): Promise<number> =>
  (await office({ url: '/api/suggestion-tasks' })).json().counts.dispute
const kindsOf = async (by: Client, id: string): Promise<string[]> => {
  await tellOfFacts(t.context)
  const { items } = (await by({ url: '/api/notices' })).json()
  return items
    .filter((one: object) => JSON.stringify(one).includes(id))
    .map(({ kind }: { kind: string }) => kind)
}

describe('given a talk was noted', () => {
  it('when its author says that there was none, then it opens no answer; it stays, and all are told', async () => {
    const id = await noted()
    const before = await counted()
    const { contacts, can } = await done(li, id, never())
    expect(contacts).toMatchObject([
      { text: contact.text, nth: 1, dispute: { never: true, text: null, weighed: null } },
    ])
    expect(can).not.toContain('dispute')
    expect((await seenBy(housing.client, id)).can).not.toContain('propose')
    expect(await propose(id)).toBe('422 suggestion.contact-disputed')
    expect(await counted()).toBe(before + 1)
    expect(await kindsOf(housing.client, id)).toContain('suggestion.disputed')
    expect(await kindsOf(office, id)).toContain('suggestion.for-office')
    expect((await seenBy(housing.client, id)).timeline[0]?.sentence).toMatch(
      /代表说没有记下的一次沟通，请代表工委核定。$/,
    )
  })

  it('when the office finds that it was, then it counts, and is not disputed again', async () => {
    const id = await noted()
    await done(li, id, never())
    const weighed = { act: 'weigh', department: housing.id, nth: 1, stands: true }
    expect(outcome(await act(office, id, weighed))).toBe('400 request.invalid')
    await done(office, id, { ...weighed, reason: '通话记录在' })
    expect(await kindsOf(li, id)).toContain('suggestion.weighed')
    expect(await propose(id)).toBe('200')
    expect(outcome(await act(li, id, never()))).toBe('409 suggestion.already-done')
    expect(outcome(await act(office, id, { ...weighed, reason: '再看' }))).toBe(
      '409 suggestion.not-now',
    )
  })

  it('when the office finds that it was not, then another talk opens the answer', async () => {
    const id = await noted()
    await done(li, id, never())
    const found = { act: 'weigh', department: housing.id, nth: 1, stands: false, reason: '没有' }
    await done(office, id, found)
    expect(await propose(id)).toBe('422 suggestion.contact-disputed')
    await done(housing.client, id, { ...contact, way: 'call', text: '电话里说清了' })
    expect(await propose(id)).toBe('200')
  })

  it('when the department talks and notes it anew, then nobody has to wait for the office', async () => {
    const id = await noted()
    await done(li, id, never())
    await done(housing.client, id, { ...contact, way: 'call', text: '电话里说清了' })
    expect(await propose(id)).toBe('200')
  })

  it('when it was otherwise, then that stands beside it, and holds nothing up', async () => {
    const id = await noted()
    const otherwise = { ...never(), never: false }
    expect(outcome(await act(li, id, otherwise))).toBe('422 suggestion.dispute-wordless')
    await done(li, id, { ...otherwise, text: '来的是王科长' })
    const view = await seenBy(housing.client, id)
    expect(view.contacts[0]?.dispute).toMatchObject({ never: false, text: '来的是王科长' })
    expect(await kindsOf(office, id)).toContain('suggestion.disputed')
    expect(await propose(id)).toBe('200')
  })

  it('when the answer is drafted already, then it is not signed on that talk alone', async () => {
    const id = await noted()
    expect(await propose(id)).toBe('200')
    await done(li, id, never())
    const sign = { act: 'sign', signer: '局长王建国', document: '争函〔2026〕1号' }
    expect(outcome(await act(housing.client, id, sign))).toBe('422 suggestion.contact-disputed')
    await done(housing.client, id, { ...contact, way: 'call', text: '电话里说清了' })
    await done(housing.client, id, sign)
  })

  it('when the answer is signed, then it stands, and the talk counts in no figure', async () => {
    const { id } = await assignedTo({ lead: li, office }, housing.id)
    await answeredBy(housing.client, id)
    const visited = async (): Promise<number> => {
      const reply = await office({ url: '/api/suggestion-figures' })
      const { items } = reply.json()
      return items.find(({ key }: { key: string }) => key === 'visited').numerator
    }
    const before = await visited()
    const { state } = await done(li, id, never())
    expect(state).toBe('answered')
    expect(await visited()).toBe(before - 1)
  })

  it('when whoever co-signed says so, or names another talk, then it is refused', async () => {
    const { id } = await written(li, { cosigners: [seeded(t, 1).id] })
    await done(li, id, { act: 'submit' })
    await done(zhang, id, { act: 'confirm' })
    await done(office, id, { act: 'assign', lead: housing.id })
    await done(housing.client, id, { act: 'receive' })
    await done(housing.client, id, contact)
    expect((await seenBy(zhang, id)).can).not.toContain('dispute')
    expect(outcome(await act(zhang, id, never()))).toBe('409 suggestion.not-now')
    expect(outcome(await act(li, id, { ...never(), nth: 2 }))).toBe(
      '422 suggestion.contact-unknown',
    )
  })
})
