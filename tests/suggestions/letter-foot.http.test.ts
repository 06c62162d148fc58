import { insertEdition, turnTo } from '@mashang/server/districts/editions.store.ts'
import { openPdf } from '@mashang/server/sheets/print/check/rasteriser.ts'
import { DAY } from '@mashang/shared/core/clock.ts'
import type { LetterTexts } from '@mashang/shared/suggestions/letter-texts.words.ts'
import type { SuggestionView } from '@mashang/shared/suggestions/suggestions.model.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { outcome } from '../issues/steps.ts'
import type { Client, TestApp } from '../support/app.ts'
import { unzipped } from '../support/unzipped.ts'
import { act, answeredBy, assignedTo, atWork, contact, done, fresh } from './steps.ts'

/** What stands at the foot of an answer: whom to ask about it (附注), and who else gets it (抄送). */

let t: TestApp
let li: Client
let office: Client
let housing: { id: string; client: Client }
beforeAll(async () => {
  ;({ t, li, office, housing } = await atWork())
})
afterAll(() => t.close())

const asks = { contactPerson: '张敏', contactPhone: '0477-8581234' }
const assigned = async (): Promise<string> =>
  (await assignedTo({ lead: li, office }, housing.id)).id
const answered = async (letter: object = {}): Promise<string> => {
  const id = await assigned()
  await answeredBy(housing.client, id, letter)
  return id
}
const shown = async (by: Client, id: string): Promise<SuggestionView> =>
  (await by({ url: `/api/suggestions/${id}` })).json()
const asWord = async (id: string): Promise<string> => {
  const file = await li({ url: `/api/suggestions/${id}/letters/answer?file=docx` })
  const xml = (await unzipped(file.rawPayload)).get('word/document.xml')?.toString() ?? ''
  return xml.replaceAll('</w:p>', '\n').replaceAll(/<[^>]+>/g, '')
}
const asPdf = async (id: string): Promise<string> => {
  const { rawPayload } = await li({ url: `/api/suggestions/${id}/letters/answer` })
  const pdf = await openPdf(new Uint8Array(rawPayload))
  const text = pdf.textOf(0).replaceAll(/\s/g, '')
  pdf.close()
  return text
}
const letters = async () => (await office({ url: '/api/district/letters' })).json()
const copies = async (answerCopies: string): Promise<void> => {
  const { content, version } = await letters()
  const body = { basedOn: version, content: { ...content, answerCopies } }
  const reply = await office({ method: 'PUT', url: '/api/district/letters', body })
  if (reply.statusCode !== 200) throw new Error(reply.body)
  t.clock.advance(DAY)
}

describe('whom to ask', () => {
  it('given a department names somebody, then it stands below the day, in Word and PDF, and on the page', async () => {
    const id = await answered(asks)
    const line = '（联系人：张敏，电话：0477-8581234）'
    expect(await asWord(id)).toContain(`日\n${line}\n`)
    expect(await asPdf(id)).toContain(`日${line}`)
    expect((await shown(li, id)).letters[0]).toMatchObject(asks)
    // One of the two is enough; what has no number is no phone.
    const alone = await answered({ contactPhone: '0477-8581234' })
    expect(await asWord(alone)).toContain('（电话：0477-8581234）')
    const other = await assigned()
    await done(housing.client, other, { act: 'receive' })
    await done(housing.client, other, contact)
    const vague = { act: 'propose', text: '装好了。', class: 'A', contactPhone: '打办公室' }
    const refused = await act(housing.client, other, vague)
    expect(refused.json().fields).toMatchObject([{ path: 'contactPhone' }])
  })

  it('given nobody, then the letter is as it was before', async () => {
    const id = await answered()
    expect(await asWord(id)).not.toMatch(/联系人|抄送/)
    expect((await shown(li, id)).letters[0]).toMatchObject({
      contactPerson: null,
      contactPhone: null,
    })
  })

  it('then the next answer begins with them, and a draft that was sent back keeps them', async () => {
    await answered(asks)
    const id = await assigned()
    const { lastContact } = await shown(housing.client, id)
    expect(lastContact).toEqual({ person: '张敏', phone: '0477-8581234' })
    expect((await shown(li, id)).lastContact).toBeNull()
    await done(housing.client, id, { act: 'receive' })
    await done(housing.client, id, contact)
    const draft = { act: 'propose', text: '装好了。', class: 'A', contactPerson: '李强' }
    await done(housing.client, id, draft)
    await done(housing.client, id, { act: 'rework', reason: '把数字写清楚' })
    expect((await shown(housing.client, id)).sentBack).toMatchObject({
      contactPerson: '李强',
      contactPhone: null,
    })
  })

  it('then none of it is on the public page', async () => {
    const id = await answered(asks)
    await done(li, id, { act: 'rate', attitude: 'satisfied', result: 'satisfied' })
    await done(office, id, { act: 'publish' })
    const { body } = await t.voter({ url: `/suggestions/${id}` })
    expect(body).not.toMatch(/张敏|8581234/)
  })
})

describe('who else gets it', () => {
  it('given the district names them, then answers from now on say it above who printed them', async () => {
    const before = await answered()
    const old = await asWord(before)
    t.clock.advance(DAY)
    await copies('{代表工委}、区政府督查室。')
    office = await t.as('office')
    li = fresh(t, 0)
    const id = await answered(asks)
    const line = /抄送：.*人大常委会代表工作委员会、区政府督查室。/
    const words = await asWord(id)
    expect(words).toMatch(line)
    expect(words.search('抄送')).toBeLessThan(words.search('印发'))
    expect(await asPdf(id)).toMatch(line)
    expect(await asWord(before)).toBe(old)
  })

  it('given texts that were saved before there was such a line, then they are read without one', async () => {
    const { content, version } = await letters()
    const { answerCopies: _, ...former } = content as LetterTexts
    const { district } = t.context
    const next = version + 1
    await t.context.db.commit(district, [
      insertEdition({
        district,
        subject: 'letters',
        version: next,
        content: former,
        at: t.clock.now(),
        by: 'former',
        byName: '代表工委',
        changes: [],
        backTo: null,
      }),
      turnTo.letters({ id: district, version: next, wasVersion: version }),
    ])
    t.clock.advance(DAY)
    const again = await letters()
    expect([again.version, again.content.answerCopies]).toEqual([next, ''])
    const id = await answered()
    expect(await asWord(id)).not.toContain('抄送')
  })

  it('given a place that there is none of, then it is refused with where', async () => {
    const { content, version } = await letters()
    const reply = await office({
      method: 'PUT',
      url: '/api/district/letters',
      body: { basedOn: version, content: { ...content, answerCopies: '{督查室}' } },
    })
    expect(outcome(reply)).toBe('400 request.invalid')
    expect(reply.json().fields).toMatchObject([{ path: 'content.answerCopies' }])
  })
})
