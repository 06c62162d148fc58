import { Worker } from 'node:worker_threads'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { outcome, post } from '../issues/steps.ts'
import type { Client, TestApp } from '../support/app.ts'
import { form, type LinkDesk, linkDesk } from './link-desk.ts'
import { atWork, department, done, written } from './steps.ts'

/** What a department without an account keeps of what it has sent by a link. */

let t: TestApp
let li: Client
let office: Client
let housing: { id: string }
let police: { id: string }
let clerk: LinkDesk
beforeAll(async () => {
  const made = await atWork()
  t = made.t
  li = made.li
  office = made.office
  housing = made.housing
  police = await department(t, '公安分局')
  clerk = linkDesk(t)
})
afterAll(() => t.close())

async function linked(handlers: object, to: string = housing.id, id?: string) {
  const one = id ?? (await written(li)).id
  if (id === undefined) {
    await done(li, one, { act: 'submit' })
    await done(office, one, { act: 'assign', ...handlers })
  }
  const made = await post(office, `/api/suggestions/${one}/links`, { departmentId: to })
  return { id: one, token: new URL(made.json<{ url: string }>().url).hash.slice(1) }
}

it('given it answers, then it has the whole text and its letter, this once', async () => {
  const { id, token } = await linked({ lead: housing.id })
  const file = (await clerk.send(token)).json<{ id: string }>().id
  const letter = { ...form.letter, class: 'B', promisedFor: '2026-06-30', files: [file] }
  const { copy } = (
    await clerk.answer(token, { ...form, letter, document: '建函〔2026〕8号' })
  ).json()
  expect(copy).toMatchObject({
    number: '石拐建〔2026〕1 号',
    title: '给老旧小区加装路灯',
    secret: false,
    lead: '李婺代表',
    department: '区住房和城乡建设局',
    at: '2026-03-02T02:00:00.000Z',
    text: form.letter.text,
    class: 'B',
    promisedFor: '2026-06-30T16:00:00.000Z',
    document: '建函〔2026〕8号',
    signer: '局长王建国',
    files: ['答复附件.pdf'],
    letter: { name: expect.stringMatching(/^答复函（.*）\.pdf$/) },
  })
  const pdf = Buffer.from(copy.letter.pdf, 'base64')
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
  // It is the paper that the desks print.
  const printed = await office({ url: `/api/suggestions/${id}/letters/answer?file=pdf` })
  expect(pdf.equals(printed.rawPayload)).toBe(true)
  // The link serves nothing more, neither the answer nor anything else.
  expect(outcome(await clerk.answer(token))).toBe('410 suggestion.link-used')
  expect(outcome(await clerk.open(token))).toBe('410 suggestion.link-used')
})

it('given an opinion, then its words come back, and there is no letter of it', async () => {
  const { token } = await linked({ lead: housing.id, co: [police.id] }, police.id)
  const { copy } = (await clerk.answer(token, { opinion: '配合划定停车位。' })).json()
  expect(copy).toMatchObject({
    department: '公安分局',
    text: '配合划定停车位。',
    class: null,
    signer: null,
    letter: null,
  })
})

it('given several answer apart, or a promise is told of later, then each has its own letter', async () => {
  const { id, token } = await linked({ separate: [housing.id, police.id] })
  const other = await linked({}, police.id, id)
  const first = (await clerk.answer(token)).json()
  expect([first.answered, first.copy.department]).toEqual([false, '区住房和城乡建设局'])
  const promised = { text: '公安的答复。', class: 'B', promisedFor: '2026-04-30' }
  const second = (await clerk.answer(other.token, { ...form, letter: promised })).json()
  expect(second).toMatchObject({ answered: true, copy: { text: '公安的答复。', class: 'B' } })
  expect(second.copy.letter.name).toContain('公安分局')
  const later = await linked({}, police.id, id)
  const told = { letter: { text: '划好了。', class: 'A' }, signer: form.signer }
  const third = (await clerk.answer(later.token, told)).json()
  expect(third.copy).toMatchObject({ text: '划好了。', class: 'A', promisedFor: null })
  expect(third.copy.letter.pdf).not.toBe(second.copy.letter.pdf)
})

it('given the paper cannot be made, then the answer is sent, and its text is there all the same', async () => {
  const { token } = await linked({ lead: housing.id })
  const printing = vi.spyOn(Worker.prototype, 'postMessage').mockImplementation(() => {
    throw new Error('no paper')
  })
  const { copy, answered } = (await clerk.answer(token)).json()
  printing.mockRestore()
  expect([answered, copy.text, copy.letter]).toEqual([true, form.letter.text, null])
})
