import { tellOfFacts } from '@mashang/server/notices/telling.usecases.ts'
import { afterRatingWords } from '@mashang/shared/suggestions/after-rating.rules.ts'
import type { SuggestionView } from '@mashang/shared/suggestions/suggestions.model.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { filed, outcome, post, seeded } from '../issues/steps.ts'
import type { Client, TestApp } from '../support/app.ts'
import { execute } from '../support/direct-sql.ts'
import { act, answeredBy, atWork, contact, done, fresh, sentFile, written } from './steps.ts'

/** 工委协调 after a second 不满意: what was done stands there, and the representative is asked about it once. */

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

const bad = { act: 'rate', attitude: 'satisfied', result: 'dissatisfied', reason: '只装了一个' }
const settled = {
  act: 'settle',
  way: 'site',
  people: '赵主任、住建局王局长、李代表',
  text: '今年先装两个路口，其余列入明年的计划。',
}

/** Answered anew after 不满意. */
async function answeredTwice(): Promise<string> {
  const { id } = await written(li, { cosigners: [seeded(t, 1).id] })
  await done(li, id, { act: 'submit' })
  await done(zhang, id, { act: 'confirm' })
  await done(office, id, { act: 'assign', lead: housing.id })
  await answeredBy(housing.client, id)
  await done(li, id, bad)
  await done(housing.client, id, { ...contact, text: '又去看了一次' })
  await done(housing.client, id, { act: 'propose', text: '又装了两个。', class: 'A' })
  await done(housing.client, id, { act: 'sign', signer: '局长王建国' })
  return id
}
/** Twice 不满意; the office has taken it on. */
async function mediated(): Promise<string> {
  const id = await answeredTwice()
  const { state } = await done(li, id, bad)
  expect(state).toBe('mediation')
  return id
}
const page = async (id: string): Promise<string> =>
  (await t.voter({ url: `/suggestions/${id}` })).body
const seenBy = async (by: Client, id: string): Promise<SuggestionView> =>
  (await by({ url: `/api/suggestions/${id}` })).json()
const kindsOf = async (by: Client, id: string): Promise<string[]> => {
  await tellOfFacts(t.context)
  const { items } = (await by({ url: '/api/notices' })).json()
  return items
    .filter((one: { subjectId?: string; to?: string }) => JSON.stringify(one).includes(id))
    .map(({ kind }: { kind: string }) => kind)
}

describe('given the office is mediating', () => {
  const note = { act: 'mediate', way: 'meeting', on: '2026-03-02', text: '请住建局和代表座谈了' }

  it('when it notes what it did, then everybody in it reads each with its file, and is told', async () => {
    const id = await mediated()
    const file = await sentFile(office)
    await done(office, id, { ...note, files: [file] })
    const { state } = await done(office, id, { ...note, way: 'site', text: '一起看了两个路口' })
    expect(state).toBe('mediation')
    // Sent once more because its answer was lost.
    expect(outcome(await post(office, `/api/suggestions/${id}/acts`, note))).toBe(
      '409 suggestion.already-done',
    )
    for (const by of [li, zhang, housing.client, office]) {
      const { mediating, settlements } = await seenBy(by, id)
      expect(mediating).toMatchObject([
        { way: 'meeting', on: '2026-03-02', text: note.text, files: [{ id: file }] },
        { way: 'site', text: '一起看了两个路口', files: [] },
      ])
      expect(settlements).toEqual([])
      expect((await by({ url: `/api/suggestions/${id}/files/${file}` })).statusCode).toBe(200)
    }
    for (const by of [li, zhang, housing.client])
      expect(await kindsOf(by, id)).toContain('suggestion.mediating')
    expect((await seenBy(li, id)).timeline[0]?.sentence).toBe(
      '代表工委记了协调的经过（实地看，3月2日）。',
    )
    // The outcome comes after it, and the notes stay; then there is none to note any more.
    await done(office, id, settled)
    const after = await seenBy(li, id)
    expect([after.mediating.length, after.settlements.length]).toEqual([2, 1])
    expect(outcome(await act(office, id, note))).toBe('409 suggestion.not-now')
  })

  it('then a day ahead and no words are refused, and nobody else notes', async () => {
    const id = await mediated()
    expect(outcome(await act(office, id, { ...note, on: '2026-03-03' }))).toBe(
      '422 suggestion.settled-ahead',
    )
    expect(outcome(await act(office, id, { ...note, text: ' ' }))).toBe('400 request.invalid')
    for (const by of [li, housing.client])
      expect(outcome(await act(by, id, note))).toBe('403 suggestion.not-yours')
    expect((await seenBy(office, id)).mediating).toEqual([])
  })

  it('then none of it is on the public page', async () => {
    const id = await mediated()
    const file = await sentFile(office)
    await done(office, id, { ...note, files: [file] })
    await done(office, id, settled)
    await done(office, id, { act: 'publish' })
    const { body } = await t.voter({ url: `/suggestions/${id}` })
    expect(body).not.toContain(note.text)
    expect(body).not.toContain(file)
  })
})

describe('given the office has mediated', () => {
  it('when it writes that down, then a day ahead and a promise that is past are refused', async () => {
    const id = await mediated()
    const { text, ...short } = settled
    expect(outcome(await act(office, id, short))).toBe('400 request.invalid')
    expect(outcome(await act(office, id, { ...settled, on: '2026-03-03' }))).toBe(
      '422 suggestion.settled-ahead',
    )
    expect(outcome(await act(office, id, { ...settled, promisedFor: '2026-03-02' }))).toBe(
      '422 suggestion.settled-promise-past',
    )
    expect((await seenBy(office, id)).state).toBe('mediation')
  })

  it('then everybody in it reads what was done, with its file, and is told', async () => {
    const id = await mediated()
    const file = await sentFile(office)
    const said = await done(office, id, { ...settled, promisedFor: '2026-12-31', files: [file] })
    expect(said.state).toBe('closed')
    for (const by of [li, zhang, housing.client, office]) {
      const { settlements, remarks } = await seenBy(by, id)
      expect(settlements).toMatchObject([
        {
          way: 'site',
          on: '2026-03-02',
          people: settled.people,
          text: settled.text,
          promisedFor: '2026-12-31T16:00:00.000Z',
          files: [{ id: file }],
          word: null,
        },
      ])
      // It is said once.
      expect(remarks.map((one) => one.act)).not.toContain('settle')
      const opened = await by({ url: `/api/suggestions/${id}/files/${file}` })
      expect(opened.statusCode).toBe(200)
    }
    expect(await kindsOf(li, id)).toContain('suggestion.settled-asked')
    for (const by of [zhang, housing.client])
      expect(await kindsOf(by, id)).toContain('suggestion.settled')
    const [last] = (await seenBy(li, id)).timeline
    expect(last?.sentence).toBe('代表工委协调后办结（现场协调，3月2日）。')
  })

  it('then the lead is asked once, whatever the answer, and satisfaction stays what it was', async () => {
    const id = await mediated()
    await done(office, id, settled)
    const before = await seenBy(li, id)
    expect([before.waiting, before.can.includes('accept')]).toEqual([true, true])
    expect(afterRatingWords(before, seeded(t, 0).id)).toContain('接不接受')
    expect((await seenBy(zhang, id)).can).not.toContain('accept')
    expect(outcome(await act(zhang, id, { act: 'accept', accepted: true }))).toBe(
      '409 suggestion.not-now',
    )

    const after = await done(li, id, { act: 'accept', accepted: false, text: '明年还会再看。' })
    expect(after).toMatchObject({
      state: 'closed',
      waiting: false,
      satisfaction: 'dissatisfied',
      settlements: [
        {
          word: { accepted: false, text: '明年还会再看。', own: true },
          asking: null,
          askedUntil: null,
        },
      ],
    })
    expect(after.can).not.toContain('accept')
    expect(outcome(await act(li, id, { act: 'accept', accepted: true }))).toBe(
      '409 suggestion.already-done',
    )
    expect(after.timeline[0]?.sentence).toMatch(/代表没有接受协调的结果，记在案里。$/)
    for (const by of [office, zhang, housing.client]) {
      const view = await seenBy(by, id)
      expect(view.settlements[0]?.word).toMatchObject({ accepted: false, text: '明年还会再看。' })
      expect(await kindsOf(by, id)).toContain('suggestion.settled-word')
    }
    expect(await kindsOf(li, id)).not.toContain('suggestion.settled-word')
  })

  it('then whoever says nothing for 30 days is asked no more', async () => {
    const id = await mediated()
    const [asked] = (await done(office, id, settled)).settlements
    expect([asked?.asking, asked?.askedUntil]).toEqual(['open', '2026-04-01T02:00:00.000Z'])
    t.clock.set('2026-04-02T02:00:00Z')
    const view = await seenBy(fresh(t, 0), id)
    const [over] = view.settlements
    expect([over?.asking, over?.askedUntil]).toEqual(['ended', null])
    expect([view.waiting, view.can.includes('accept')]).toEqual([false, false])
    expect(outcome(await act(li, id, { act: 'accept', accepted: true }))).toBe(
      '409 suggestion.settled-long-ago',
    )
    t.clock.set('2026-03-02T02:00:00Z')
  })

  it('given the lead has left, then the co-signers who serve are asked; with nobody left the office reads that', async () => {
    const leave = (index: 0 | 1, state: string) =>
      execute(
        t,
        `update representatives set state = '${state}' where id = '${seeded(t, index).id}'`,
      )
    const [id, alone] = [await mediated(), await mediated()]
    try {
      await leave(0, 'left')
      await done(office, id, settled)
      expect(await kindsOf(zhang, id)).toContain('suggestion.settled-asked')
      expect(await kindsOf(zhang, id)).not.toContain('suggestion.settled')
      expect(await kindsOf(li, id)).not.toContain('suggestion.settled-asked')
      expect((await seenBy(office, id)).settlements).toMatchObject([{ asking: 'open' }])
      expect((await done(zhang, id, { act: 'accept', accepted: true })).waiting).toBe(false)
      await leave(1, 'left')
      await done(office, alone, settled)
      expect(await kindsOf(zhang, alone)).not.toContain('suggestion.settled-asked')
      const [said] = (await seenBy(office, alone)).settlements
      expect([said?.word, said?.asking, said?.askedUntil]).toEqual([null, 'nobody', null])
    } finally {
      await leave(0, 'serving')
      await leave(1, 'serving')
    }
  })

  it('then its public page says that it was, and what came of it, without anybody’s words', async () => {
    const id = await mediated()
    await done(office, id, { ...settled, promisedFor: '2026-12-31' })
    await done(office, id, { act: 'publish' })
    expect(await page(id)).toContain('代表工委协调后办结（2026年3月2日，现场协调')
    expect(await page(id)).toContain('定了 2026年12月31日前办成')
    expect(await page(id)).not.toContain('列入明年的计划')
    await done(li, id, { act: 'accept', accepted: true, text: '说得在理' })
    expect(await page(id)).toContain('代表接受协调的结果')
    expect(await page(id)).not.toContain('说得在理')
  })

  it('given it was public before, then what was brought about is released by the office alone', async () => {
    const id = await answeredTwice()
    const counted = async (): Promise<number> =>
      (await office({ url: '/api/suggestion-tasks' })).json().unpublished
    const waits = async (): Promise<boolean> =>
      (await office({ url: '/api/suggestions?unpublished=true' }))
        .json()
        .items.some((one: { id: string }) => one.id === id)
    const linesNow = async (): Promise<string[]> =>
      (await office({ url: `/api/suggestions/${id}/made-public` })).json().lines
    const later = '以后代表的评价：满意、基本满意还是不满意，不带理由'
    expect(await linesNow()).toContain(`${later}；以后由代表工委协调的，要再公开一次`)
    await done(office, id, { act: 'publish' })
    const before = await counted()
    t.clock.advance(1000)
    await done(li, id, bad)
    await done(office, id, settled)
    expect(await page(id)).not.toContain('代表工委协调后办结')
    const seen = await seenBy(office, id)
    expect([seen.unreleased, seen.newToRelease]).toEqual([true, ['settlement']])
    expect(seen.can).toContain('publish')
    expect((await seenBy(li, id)).newToRelease).toEqual([])
    expect([await waits(), await counted()]).toEqual([true, before + 1])
    const lines = await linesNow()
    expect(lines).toContain(`${later}；还有代表接不接受协调的结果`)
    expect(lines.join('\n')).toContain('代表工委协调后办结（2026年3月2日')

    await done(office, id, { act: 'publish' })
    expect(await page(id)).toContain('代表工委协调后办结')
    expect((await seenBy(office, id)).newToRelease).toEqual([])
    expect([await waits(), await counted()]).toEqual([false, before])
    // What is said of it from now on is public, as every judgement is.
    await done(li, id, { act: 'accept', accepted: true })
    expect(await page(id)).toContain('代表接受协调的结果')
    t.clock.advance(-1000)
  })

  it('given nobody is asked any more, then the office reads of no word that is still to come', async () => {
    const id = await mediated()
    await done(office, id, settled)
    const later = async (): Promise<string> =>
      (await office({ url: `/api/suggestions/${id}/made-public` })).json().lines.at(-1)
    expect(await later()).toContain('还有代表接不接受协调的结果')
    t.clock.set('2026-04-02T02:00:00Z')
    const fromNow = fresh(t, 'office')
    const lines = (await fromNow({ url: `/api/suggestions/${id}/made-public` })).json().lines
    expect(lines.at(-1)).not.toContain('接不接受')
    t.clock.set('2026-03-02T02:00:00Z')
  })

  it('then the voter behind it hears the day that was agreed, and whether it was accepted', async () => {
    const issue = await filed(t)
    const made = await post(li, '/api/suggestions', {
      title: '给老旧小区加装路灯',
      text: '锦绣社区等六个小区没有路灯，老人晚上出门摔过跤，建议今年装上。',
      secret: false,
      cosigners: [],
      issueId: issue.id,
      submit: true,
      reply: '我写成建议交上去了，有结果告诉您。',
    })
    expect(outcome(made)).toBe('201')
    const { id } = made.json()
    await done(office, id, { act: 'assign', lead: housing.id })
    await answeredBy(housing.client, id)
    await done(li, id, bad)
    await done(housing.client, id, { ...contact, text: '又去看了一次' })
    await done(housing.client, id, { act: 'propose', text: '又装了两个。', class: 'A' })
    await done(housing.client, id, { act: 'sign', signer: '局长王建国' })
    await done(li, id, bad)
    await done(office, id, { ...settled, promisedFor: '2026-12-31' })
    await done(li, id, { act: 'accept', accepted: true })
    const { timeline } = (await li({ url: `/api/issues/${issue.id}` })).json()
    const sentences = timeline.map(({ sentence }: { sentence: string }) => sentence).join('\n')
    expect(sentences).toContain('定了 2026年12月31日前办成')
    expect(sentences).toContain('代表接受协调的结果')
  })
})
