import { setTimeout as sleep } from 'node:timers/promises'
import { DAY } from '@mashang/shared/core/clock.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { outcome, post } from '../issues/steps.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { PDF } from '../support/small-pdf.ts'
import { form, type LinkDesk, linkDesk } from './link-desk.ts'
import { act, assignedTo, contact, department, done, fresh, written } from './steps.ts'

let t: TestApp
let li: Client
let office: Client
let housing: { id: string; client: Client }
let police: { id: string; client: Client }
let clerk: LinkDesk
beforeAll(async () => {
  t = await startApp({ config: { limits: false } })
  t.clock.set('2026-03-02T02:00:00Z')
  li = fresh(t, 0)
  office = fresh(t, 'office')
  housing = await department(t, '区住房和城乡建设局')
  police = await department(t, '公安分局')
  clerk = linkDesk(t)
})
afterAll(() => t.close())

async function linked(): Promise<{ id: string; token: string }> {
  const { id } = await assignedTo({ lead: li, office }, housing.id)
  return { id, token: await linkOf(id) }
}
async function linkOf(id: string, to = housing): Promise<string> {
  const made = await post(office, `/api/suggestions/${id}/links`, { departmentId: to.id })
  return new URL(made.json<{ url: string }>().url).hash.slice(1)
}
const open = (token: string) => clerk.open(token)
const receive = (token: string) => clerk.receive(token)
const answer = (token: string, body?: object) => clerk.answer(token, body)

it('a department without an account reads and answers, and its representative sees it', async () => {
  const { id, token } = await linked()
  expect((await open(token)).json()).toMatchObject({ lead: '李婺代表', task: 'answer' })
  expect((await answer(token)).json()).toMatchObject({
    number: '石拐建〔2026〕1 号',
    answered: true,
  })
  const seen = (await li({ url: `/api/suggestions/${id}` })).json()
  expect(seen.letters).toMatchObject([{ class: 'A', signer: '局长王建国' }])
  expect(seen.timeline[0].sentence).toContain('区住房和城乡建设局签发了答复')
})

it('used twice it is refused, also where both come at once', async () => {
  // Whichever step of the one the other comes between.
  for (const apart of [0, 1, 2, 3, 5, 8, 13]) {
    const { id, token } = await linked()
    await open(token)
    const both = await Promise.all([answer(token), sleep(apart).then(() => answer(token))])
    expect(both.map(outcome).sort()).toEqual(['200', '410 suggestion.link-used'])
    expect(outcome(await open(token))).toBe('410 suggestion.link-used')
    expect((await li({ url: `/api/suggestions/${id}` })).json().letters).toHaveLength(1)
  }
})

it('after its days, replaced, wrong, or when others handle it now, each has its own sentence', async () => {
  const late = await linked()
  // Good for as long as the answer has, three months, though the district asks for thirty days only.
  t.clock.advance(60 * DAY)
  expect(outcome(await open(late.token))).toBe('200')
  t.clock.advance(35 * DAY)
  expect(outcome(await answer(late.token))).toBe('410 suggestion.link-expired')
  t.clock.advance(-95 * DAY)
  const newer = await linkOf(late.id)
  expect(outcome(await open(late.token))).toBe('410 suggestion.link-replaced')
  expect(outcome(await open(newer))).toBe('200')
  expect(outcome(await open('wrong'))).toBe('404 suggestion.link-wrong')
  await done(housing.client, late.id, { act: 'object', reason: '不归我们管' })
  await done(office, late.id, { act: 'assign', lead: police.id })
  expect(outcome(await answer(newer))).toBe('410 suggestion.link-not-yours')
  // Also where it comes back: the link was for the first time, and no desk says that it is out.
  await done(police.client, late.id, { act: 'object', reason: '也不归我们管' })
  t.clock.advance(DAY)
  const { links } = await done(office, late.id, { act: 'assign', lead: housing.id })
  expect([outcome(await answer(newer)), links]).toEqual(['410 suggestion.link-not-yours', []])
  t.clock.advance(-DAY)
})

it('what does not do is refused by the same rules, and the link is good still', async () => {
  const { token } = await linked()
  const { contact: _talk, ...silent } = form
  expect(outcome(await answer(token, silent))).toBe('422 suggestion.no-contact')
  expect(outcome(await answer(token, { ...form, letter: { text: '在办。', class: 'B' } }))).toBe(
    '422 suggestion.promise-missing',
  )
  const { signer: _signer, ...unsigned } = form
  const refused = await answer(token, unsigned)
  expect(refused.statusCode).toBe(409)
  expect(refused.body).toContain('请填写签发的负责人。')
  expect(outcome(await answer(token))).toBe('200')
})

it('only the office makes one, only for who handles it; the token is nowhere in the database', async () => {
  const { id, token } = await linked()
  const url = `/api/suggestions/${id}/links`
  expect(outcome(await post(li, url, { departmentId: housing.id }))).toBe('403 auth.forbidden')
  expect(outcome(await post(office, url, { departmentId: police.id }))).toBe(
    '422 suggestion.department-unknown',
  )
  const { suggestionsTables } = await import('@mashang/server/suggestions/suggestions.table.ts')
  const { suggestionLinks } = t.context.db.tables(suggestionsTables)
  expect(JSON.stringify(await t.context.db.read.select().from(suggestionLinks))).not.toContain(
    token,
  )
})

it('files go with the answer of the link that sent them, and with no other', async () => {
  const [one, other] = [await linked(), await linked()]
  const send = (token: string, bytes?: Buffer) => clerk.send(token, bytes)
  expect(outcome(await send('wrong'))).toBe('404 suggestion.link-wrong')
  expect(outcome(await send(one.token, Buffer.from('<html>')))).toBe(
    '415 suggestion.attachment-kind',
  )
  const sent = await send(one.token)
  expect([sent.statusCode, sent.json().name]).toEqual([201, '答复附件.pdf'])
  const file = sent.json<{ id: string }>()
  const named = { ...form, letter: { ...form.letter, files: [file.id] } }
  // Neither another link nor an account of the same department.
  expect(outcome(await answer(other.token, named))).toBe('422 suggestion.attachment-unknown')
  const talked = { ...contact, files: [file.id] }
  await done(housing.client, other.id, { act: 'receive' })
  expect(outcome(await act(housing.client, other.id, talked))).toBe(
    '422 suggestion.attachment-unknown',
  )
  expect(outcome(await answer(one.token, named))).toBe('200')
  const { letters } = (await li({ url: `/api/suggestions/${one.id}` })).json()
  expect(letters[0].files).toMatchObject([{ id: file.id, name: '答复附件.pdf' }])
  const read = await li({ url: `/api/suggestions/${one.id}/files/${file.id}` })
  expect(read.rawPayload.equals(PDF)).toBe(true)
  expect(outcome(await send(one.token))).toBe('410 suggestion.link-used')
})

it('given the answer was not good enough, then the department answers once more by another link', async () => {
  const { id, token } = await linked()
  await answer(token)
  const bad = { act: 'rate', attitude: 'fair', result: 'dissatisfied', reason: '只装了一个小区' }
  t.clock.advance(DAY)
  await done(li, id, bad)
  const again = { ...form, contact: { ...form.contact, text: '又去看了一遍' } }
  const next = await linkOf(id)
  expect((await open(next)).json()).toMatchObject({
    again: { reason: '只装了一个小区', letter: form.letter.text },
    dueAt: '2026-04-03T16:00:00.000Z',
  })
  expect((await answer(next, again)).json()).toMatchObject({ answered: true })
  t.clock.advance(-DAY)
})

it('given a promise, then on its day the department tells by another link what became of it', async () => {
  const { id, token } = await linked()
  const promised = { text: '已列入计划。', class: 'B', promisedFor: '2026-06-30' }
  expect((await answer(token, { ...form, letter: promised })).json()).toMatchObject({
    answered: true,
  })
  const next = await linkOf(id)
  expect((await open(next)).json()).toMatchObject({
    task: 'redeem',
    promise: { text: '已列入计划。', until: '2026-06-30T16:00:00.000Z', agreed: false },
  })
  const { signer } = form
  const told = { letter: { text: '装好了。', class: 'A' }, signer }
  expect(outcome(await answer(next, { ...told, signer: '' }))).toContain('400')
  expect((await answer(next, told)).json()).toMatchObject({ answered: true })
  const { letters } = (await li({ url: `/api/suggestions/${id}` })).json()
  expect(letters).toMatchObject([
    { class: 'B', redeems: false },
    { class: 'A', redeems: true, signer },
  ])
  // Kept: nothing is asked any more.
  const more = { departmentId: housing.id }
  expect(outcome(await post(office, `/api/suggestions/${id}/links`, more))).toBe(
    '409 suggestion.link-needless',
  )
})

describe('before the answer', () => {
  const step = (token: string, said: object) => clerk.step(token, said)

  it('given a first talk, then it is noted at once, and the answer needs no other', async () => {
    const { id, token } = await linked()
    expect((await open(token)).json()).toMatchObject({ talked: false, received: false })
    expect((await open(token)).json().can).toEqual(['contact', 'object'])
    const noted = await step(token, contact)
    expect(noted.json()).toMatchObject({ talked: true, received: true })
    // Its answer was lost, and it is pressed once more; the answer may carry it, too.
    expect((await step(token, contact)).json()).toMatchObject({ talked: true })
    const { contacts, clocks } = (await li({ url: `/api/suggestions/${id}` })).json()
    expect(contacts).toMatchObject([{ text: contact.text }])
    const first = clocks.find((one: { clock: string }) => one.clock === 'contact')
    expect(first.stoppedAt).not.toBe(null)
    expect((await answer(token)).json()).toMatchObject({ answered: true })
    expect((await li({ url: `/api/suggestions/${id}` })).json().contacts).toHaveLength(1)
    expect(outcome(await step(token, contact))).toBe('410 suggestion.link-used')
  })

  it('given it is not theirs, then it waits for the office, and the link is good if that says no', async () => {
    const { id, token } = await linked()
    expect((await open(token)).json().can).toContain('object')
    const back = await step(token, { act: 'object', reason: '不归我们管' })
    expect(back.json()).toMatchObject({ objected: true, can: ['drop-objection'] })
    expect(outcome(await answer(token))).toBe('409 suggestion.objection-open')
    await done(office, id, { act: 'reject', reason: '三定方案里有' })
    expect((await open(token)).json()).toMatchObject({ objected: false })
    expect((await answer(token)).json()).toMatchObject({ answered: true })
  })

  it('given it takes longer, then the office is asked once; what has no reason is refused', async () => {
    const { id, token } = await linked()
    expect(outcome(await step(token, { act: 'ask-extension', reason: ' ' }))).toBe(
      '400 request.invalid',
    )
    expect(outcome(await step(token, { act: 'sign', signer: '我' }))).toBe('400 request.invalid')
    await receive(token)
    expect((await open(token)).json().can).toContain('ask-extension')
    const asked = await step(token, { act: 'ask-extension', reason: '要等化冻' })
    expect(asked.json().can).not.toContain('ask-extension')
    expect(asked.json().extension).toMatchObject({ granted: null, reason: '要等化冻' })
    await done(office, id, { act: 'decide-extension', granted: true })
    expect((await open(token)).json()).toMatchObject({
      dueAt: '2026-09-02T16:00:00.000Z',
      extension: { granted: true, until: '2026-09-02T16:00:00.000Z', said: null, lapsed: null },
    })
  })
})

describe('several departments without an account', () => {
  const sent = async (handlers: object): Promise<string> => {
    const { id } = await written(li)
    await done(li, id, { act: 'submit' })
    await done(office, id, { act: 'assign', ...handlers })
    return id
  }
  const stateOf = async (id: string): Promise<string> =>
    (await li({ url: `/api/suggestions/${id}` })).json<{ state: string }>().state

  it('given a co-handler, then the lead takes it, the co-handler speaks, and the lead answers', async () => {
    const id = await sent({ lead: housing.id, co: [police.id] })
    const [lead, co] = [await linkOf(id), await linkOf(id, police)]
    // Too early: the sentence says what is missing, and the page who.
    expect(outcome(await answer(lead))).toBe('422 suggestion.opinion-missing')
    expect((await open(lead)).json()).toMatchObject({ received: false, waitsFor: ['公安分局'] })
    expect((await receive(lead)).json()).toMatchObject({ received: true })
    expect(await stateOf(id)).toBe('handling')
    // Its answer was lost, and it is pressed once more.
    expect((await receive(lead)).json()).toMatchObject({ received: true })
    const { timeline } = (await office({ url: `/api/suggestions/${id}` })).json()
    const times = timeline.filter((one: { type: string }) => one.type === 'suggestion.receive')
    expect(times).toHaveLength(1)
    // An opinion is signed by nobody, and nobody is asked for.
    expect(outcome(await answer(co, { opinion: '配合划定停车位。' }))).toBe('200')
    expect((await open(lead)).json()).toMatchObject({
      received: true,
      waitsFor: [],
      opinions: [{ department: '公安分局', text: '配合划定停车位。' }],
    })
    expect((await answer(lead)).json()).toMatchObject({ answered: true })
    expect(outcome(await receive(lead))).toBe('410 suggestion.link-used')
  })

  it('given the co-handler is faster than the lead, then its opinion is kept all the same', async () => {
    const id = await sent({ lead: housing.id, co: [police.id] })
    const co = await linkOf(id, police)
    expect(outcome(await answer(co, { opinion: '配合。' }))).toBe('200')
    expect(await stateOf(id)).toBe('assigned')
    expect((await answer(await linkOf(id))).json()).toMatchObject({ answered: true })
  })

  it('given two that answer apart, then each answers by its own link, whenever it does', async () => {
    const id = await sent({ separate: [housing.id, police.id] })
    const [one, other] = [await linkOf(id), await linkOf(id, police)]
    expect((await answer(one)).json()).toMatchObject({ answered: false })
    expect(await stateOf(id)).toBe('assigned')
    expect((await answer(other)).json()).toMatchObject({ answered: true })
  })
})
