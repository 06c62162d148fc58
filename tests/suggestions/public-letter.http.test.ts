import type { LetterPrinter } from '@mashang/server/suggestions/letters.usecases.ts'
import { printReleased } from '@mashang/server/suggestions/public-letters.usecases.ts'
import { DAY } from '@mashang/shared/core/clock.ts'
import type { LetterWords } from '@mashang/shared/suggestions/letters.rules.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { outcome } from '../issues/steps.ts'
import type { Client, TestApp } from '../support/app.ts'
import { answeredBy, assignedTo, atWork, contact, department, done } from './steps.ts'

/** 答复函 as everybody may have it: what was released, and nothing besides. */

let t: TestApp
let li: Client
let office: Client
let housing: { id: string; client: Client }
beforeAll(async () => {
  ;({ t, li, office, housing } = await atWork())
})
afterAll(() => t.close())

const called = { contactPerson: '张敏', contactPhone: '0472-8581234' }
async function published(letter: object = {}, changes: object = {}): Promise<string> {
  const { id } = await assignedTo({ lead: li, office }, housing.id, changes)
  await answeredBy(housing.client, id, letter)
  await done(office, id, { act: 'publish' })
  return id
}
const letter = (id: string, by = housing.id) =>
  t.voter({ url: `/api/published-suggestions/${id}/letters/${by}` })
const page = async (id: string, headers: Record<string, string> = {}): Promise<string> =>
  (await t.voter({ url: `/suggestions/${id}`, headers })).body
/** What is handed to the printer. */
async function wordsOf(id: string): Promise<LetterWords> {
  let found: LetterWords | undefined
  const printer: LetterPrinter = {
    letters: async ([one]) => {
      found = one
      return [new Uint8Array()]
    },
    letterBook: async () => new Uint8Array(),
  }
  await printReleased(t.context, { id, department: housing.id }, printer)
  if (found === undefined) throw new Error('nothing was printed')
  return found
}

describe('the letter of a released answer', () => {
  it('given it is public, then its page offers it, and it is a PDF for everybody', async () => {
    const id = await published()
    expect(await page(id)).toContain(
      `href="/api/published-suggestions/${id}/letters/${housing.id}"`,
    )
    const reply = await letter(id)
    expect([reply.statusCode, reply.headers['content-type']]).toEqual([200, 'application/pdf'])
    expect(reply.rawPayload.subarray(0, 5).toString()).toBe('%PDF-')
    expect(reply.headers['content-disposition']).toContain('.pdf')
  })

  it('given somebody signed, may be asked, or attended, then the letter names none of them', async () => {
    const numbered = await published(called, { attendee: '白音巴图' })
    const said = JSON.stringify(await wordsOf(numbered))
    expect(said).toContain('5 月底前装好。')
    expect(said).toContain('李婺代表')
    for (const inside of ['王建国', '张敏', '8581234', '白音巴图', '签发'])
      expect(said).not.toContain(inside)
  })

  it('given it is not public, taken down, secret or nobody’s, then there is none', async () => {
    const { id } = await assignedTo({ lead: li, office }, housing.id)
    await answeredBy(housing.client, id)
    const taken = await published()
    await done(office, taken, { act: 'unpublish', reason: '有错字' })
    const secret = await assignedTo({ lead: li, office }, housing.id, { secret: true })
    await answeredBy(housing.client, secret.id)
    const shown = await published()
    const other = await department(t, '区交通局')
    for (const reply of [
      await letter(id),
      await letter(taken),
      await letter(secret.id),
      await letter(shown, other.id),
      await letter(crypto.randomUUID()),
    ])
      expect(outcome(reply)).toBe('404 suggestion.not-found')
  })

  it('given it is answered again, then the released one stays, until the new one takes its place', async () => {
    const id = await published()
    t.clock.advance(DAY)
    await done(li, id, {
      act: 'rate',
      attitude: 'satisfied',
      result: 'dissatisfied',
      reason: '只装了一个小区',
    })
    await done(housing.client, id, { ...contact, on: '2026-03-03' })
    await done(housing.client, id, {
      act: 'propose',
      text: '十二个小区都装好了。',
      class: 'A',
    })
    await done(housing.client, id, { act: 'sign', signer: '局长王建国' })
    expect(JSON.stringify(await wordsOf(id))).toContain('5 月底前装好。')
    expect(JSON.stringify(await wordsOf(id))).not.toContain('十二个小区都装好了')
    await done(office, id, { act: 'publish' })
    expect(JSON.stringify(await wordsOf(id))).toContain('十二个小区都装好了')
    expect(JSON.stringify(await wordsOf(id))).not.toContain('5 月底前装好。')
  })

  it('given the page is open in WeChat, then there is no button that does nothing, and a word on it', async () => {
    const id = await published()
    const inside = await page(id, { 'user-agent': 'Mozilla/5.0 MicroMessenger/8.0' })
    expect(inside).not.toContain('/letters/')
    expect(inside).toContain('在浏览器打开')
    expect(inside).toContain('5 月底前装好。')
  })
})
