import { afterAll, beforeAll, expect, it } from 'vitest'
import { outcome } from '../issues/steps.ts'
import type { Client, TestApp } from '../support/app.ts'
import { unzipped } from '../support/unzipped.ts'
import { form, linkDesk } from './link-desk.ts'
import { answeredBy, assignedTo, atWork, department, done, fresh, written } from './steps.ts'

/** A letter that is printed again says what it said when it was issued. */

let t: TestApp
let li: Client
let zhang: Client
let office: Client
let housing: { id: string; client: Client }
let roads: { id: string; client: Client }
beforeAll(async () => {
  ;({ t, li, office, housing } = await atWork())
  zhang = fresh(t, 1)
  roads = await department(t, '区交通局')
})
afterAll(() => t.close())

const rename = async (id: string, was: string, name: string): Promise<void> => {
  const reply = await office({ method: 'PUT', url: `/api/departments/${id}`, body: { name, was } })
  if (reply.statusCode !== 200) throw new Error(reply.body)
}
const letters = async (id: string, kind: string): Promise<string[]> => {
  const seen = (await office({ url: `/api/suggestions/${id}` })).json<{
    prints: { kind: string; letter: string }[]
  }>()
  const words: string[] = []
  for (const one of seen.prints.filter((print) => print.kind === kind)) {
    const url = `/api/suggestions/${id}/letters/${kind}?file=docx&letter=${one.letter}`
    const file = await office({ url })
    const xml = (await unzipped(file.rawPayload)).get('word/document.xml')?.toString() ?? ''
    words.push(xml.replaceAll(/<[^>]*>/g, '|'))
  }
  return words
}

it('given a department has another name since, then what it was sent and what it wrote have the old one', async () => {
  const { id } = await assignedTo({ lead: li, office }, roads.id)
  await answeredBy(roads.client, id)
  const kinds = ['assignment', 'answer', 'opinion']
  const before = await Promise.all(kinds.map((kind) => letters(id, kind)))
  expect(before.flat().join()).toContain('区交通局')
  await rename(roads.id, '区交通局', '区交通运输局')
  expect(await Promise.all(kinds.map((kind) => letters(id, kind)))).toEqual(before)
  // What is written from now on has the new one, also behind a link.
  const next = await assignedTo({ lead: li, office }, roads.id)
  const made = await office({
    method: 'POST',
    url: `/api/suggestions/${next.id}/links`,
    body: { departmentId: roads.id },
  })
  const token = new URL(made.json<{ url: string }>().url).hash.slice(1)
  const desk = linkDesk(t)
  await desk.open(token)
  expect(outcome(await desk.answer(token, form))).toBe('200')
  await rename(roads.id, '区交通运输局', '区运输局')
  expect((await letters(next.id, 'answer')).join()).toContain('|区交通运输局|')
})

it('given another one was merged into it after its 交办单, and it went to others, then that stays', async () => {
  const { id } = await assignedTo({ lead: li, office }, housing.id)
  const [before] = await letters(id, 'assignment')
  expect(before).toContain('区住房和城乡建设局')
  const other = await written(zhang)
  await done(zhang, other.id, { act: 'submit' })
  t.clock.advance(60_000)
  await done(office, other.id, { act: 'merge', into: id, reason: '说的是同一件事' })
  expect(await letters(id, 'assignment')).toEqual([before])
  t.clock.advance(86_400_000)
  await done(office, id, { act: 'reassign', lead: roads.id, co: [], separate: [] })
  const [first, second, ...more] = await letters(id, 'assignment')
  expect(more).toEqual([])
  expect(first).toBe(before)
  expect(second).toContain('代表附议')
  expect(second).not.toContain('区住房和城乡建设局')
})

it('given it is taken out again, then what was issued meanwhile still names them', async () => {
  const { id } = await written(li)
  await done(li, id, { act: 'submit' })
  const other = await written(zhang)
  await done(zhang, other.id, { act: 'submit' })
  await done(office, other.id, { act: 'merge', into: id, reason: '说的是同一件事' })
  t.clock.advance(60_000)
  await done(office, id, { act: 'assign', lead: housing.id })
  const before = await letters(id, 'assignment')
  expect(before.join()).toContain('代表附议')
  t.clock.advance(60_000)
  await done(office, other.id, { act: 'unmerge', reason: '说的不是同一件事' })
  expect((await li({ url: `/api/suggestions/${id}` })).json().cosigners).toEqual([])
  expect(await letters(id, 'assignment')).toEqual(before)
})
