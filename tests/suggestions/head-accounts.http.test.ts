import { tellOfFacts } from '@mashang/server/notices/telling.usecases.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { outcome, post } from '../issues/steps.ts'
import type { Client, TestApp } from '../support/app.ts'
import { form, linkDesk } from './link-desk.ts'
import { act, assignedTo, atWork, contact, departmentLogin, done } from './steps.ts'

/** A district where answers are signed by accounts of 签发人 alone. */

let t: TestApp
let li: Client
let office: Client
let housing: { id: string; client: Client }
beforeAll(async () => {
  ;({ t, li, office, housing } = await atWork())
})
afterAll(() => t.close())

const demand = async (accountSigns: boolean): Promise<void> => {
  const url = '/api/suggestion-periods'
  const was = (await office({ url })).json().periods
  const reply = await office({ method: 'PUT', url, body: { ...was, accountSigns, was } })
  if (outcome(reply) !== '200') throw new Error(reply.body)
}
const promised = { class: 'B', promisedFor: '2026-05-31' }
async function drafted(): Promise<string> {
  const { id } = await assignedTo({ lead: li, office }, housing.id)
  await done(housing.client, id, { act: 'receive' })
  await done(housing.client, id, contact)
  await done(housing.client, id, { act: 'propose', text: '5 月底前装好。', ...promised })
  return id
}
const typed = (document: string) => ({ act: 'sign', signer: '局长王建国', document })
const can = async (by: Client, id: string): Promise<string[]> =>
  (await by({ url: `/api/suggestions/${id}` })).json().can
/** As the office, the department and the representative read it. */
const signerless = (id: string) =>
  Promise.all(
    [office, housing.client, li].map(
      async (by) => (await by({ url: `/api/suggestions/${id}` })).json().signerless,
    ),
  )
const hasSigner = async (): Promise<boolean[]> =>
  (await office({ url: '/api/departments' }))
    .json()
    .items.map(({ signer }: { signer: boolean }) => signer)
const linkFor = (id: string, departmentId: string) =>
  post(office, `/api/suggestions/${id}/links`, { departmentId })
const tokenOf = (reply: { json: () => { url: string } }): string =>
  new URL(reply.json().url).hash.slice(1)

describe('given the district wants a 签发人 who signs in', () => {
  it('is off until the office says so, and said in the ledger', async () => {
    const { periods, defaults } = (await office({ url: '/api/suggestion-periods' })).json()
    expect([periods.accountSigns, defaults.accountSigns]).toEqual([false, false])
    const id = await drafted()
    expect(await can(housing.client, id)).toContain('sign')
    await done(housing.client, id, typed('建函〔2026〕1号'))
  })

  it('then a typed name signs nothing, neither an answer nor what redeems it; a 签发人 does both', async () => {
    await demand(true)
    const id = await drafted()
    const refused = await act(housing.client, id, typed('建函〔2026〕2号'))
    expect(outcome(refused)).toBe('403 suggestion.signer-account')
    expect(await can(housing.client, id)).not.toContain('sign')
    // A dead end, until it has one: said to the office and to the department.
    const stuck = { id: housing.id, name: '区住房和城乡建设局' }
    expect(await signerless(id)).toEqual([[stuck], [stuck], []])
    expect(await hasSigner()).toEqual([false])
    const head = await departmentLogin(t, housing.id, '王建国', { part: 'head', post: '局长' })
    expect(await can(head.client, id)).toContain('sign')
    expect(await signerless(id)).toEqual([[], [], []])
    expect(await hasSigner()).toEqual([true])
    await done(head.client, id, { act: 'sign' })
    const redeem = { act: 'redeem', text: '装好了。', class: 'A' }
    const again = { ...redeem, signer: '局长王建国', document: '建函〔2026〕9号' }
    expect(outcome(await act(housing.client, id, again))).toBe('403 suggestion.signer-account')
    expect(await can(housing.client, id)).not.toContain('redeem')
    await done(head.client, id, redeem)
    // Whoever cannot sign is not told that something waits for them.
    await drafted()
    const both = await departmentLogin(t, housing.id, '小陈')
    const next = await drafted()
    await tellOfFacts(t.context)
    const told = async (by: Client) =>
      (await by({ url: '/api/notices' }))
        .json<{ items: { headline: string; suggestionId: string | null }[] }>()
        .items.some((one) => one.suggestionId === next && one.headline === '有件答复等您签发')
    expect([await told(head.client), await told(both.client)]).toEqual([true, false])
  })

  it('then a department with an account gets no link to answer by; one without still types its head', async () => {
    await demand(false)
    const { id } = await assignedTo({ lead: li, office }, housing.id)
    const early = tokenOf(await linkFor(id, housing.id))
    await demand(true)
    expect(outcome(await linkFor(id, housing.id))).toBe('409 suggestion.link-for-account')
    const desk = linkDesk(t)
    await desk.open(early)
    expect(outcome(await desk.answer(early, form))).toBe('403 suggestion.signer-account')
    const made = await post(office, '/api/departments', { name: '区水利局' })
    const water = made.json<{ id: string }>().id
    const other = await assignedTo({ lead: li, office }, water)
    const token = tokenOf(await linkFor(other.id, water))
    await desk.open(token)
    expect(outcome(await desk.answer(token, form))).toBe('200')
    // A co-handler signs nothing.
    const third = await assignedTo({ lead: li, office }, water)
    await done(office, third.id, {
      act: 'reassign',
      lead: water,
      co: [housing.id],
      separate: [],
    })
    expect(outcome(await linkFor(third.id, housing.id))).toBe('201')
    await demand(false)
    await desk.open(early)
    expect(outcome(await desk.answer(early, form))).toBe('200')
  })
})
