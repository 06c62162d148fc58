import { tellOfFacts } from '@mashang/server/notices/telling.usecases.ts'
import { goOnWithoutWhoLeft } from '@mashang/server/suggestions/departed.usecases.ts'
import { takeInEarlierAuthors, withAuthors } from '@mashang/server/suggestions/merged.ts'
import {
  clocksOf,
  findSuggestion,
  moveClock,
  saveSuggestion,
} from '@mashang/server/suggestions/suggestions.store.ts'
import { columnsOf } from '@mashang/server/suggestions/suggestions.writes.ts'
import { DAY } from '@mashang/shared/core/clock.ts'
import type { RecordView } from '@mashang/shared/records/records.api.ts'
import type { SuggestionView } from '@mashang/shared/suggestions/suggestions.model.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answer, filed, outcome, post, seeded } from '../issues/steps.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { bothReadFirst } from '../support/while-committing.ts'
import { act, answeredBy, contact, department, done, fresh, text, written } from './steps.ts'

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

const show = async (by: Client, id: string): Promise<SuggestionView> =>
  (await by({ url: `/api/suggestions/${id}` })).json()
const assigned = async (changes: object = {}): Promise<SuggestionView> => {
  const { id } = await written(li, changes)
  await done(li, id, { act: 'submit' })
  return await done(office, id, { act: 'assign', lead: housing.id })
}
const answered = async (changes: object = {}, letter: object = {}): Promise<SuggestionView> => {
  const { id } = await assigned(changes)
  await done(housing.client, id, { act: 'receive' })
  await done(housing.client, id, contact)
  await done(housing.client, id, { act: 'propose', text: '5 月底前装好。', class: 'A', ...letter })
  return await done(housing.client, id, { act: 'sign', signer: '局长王建国' })
}

describe('merging', () => {
  it('given its target is taken back at the same moment, then only one of the two gets through', async () => {
    const sent = async () => {
      const { id } = await written(li)
      await done(li, id, { act: 'submit' })
      return id
    }
    const [one, into] = [await sent(), await sent()]
    const steps = ['suggestion.withdraw', 'suggestion.merge'] as const
    const both = await bothReadFirst(t, steps, () =>
      Promise.all([
        act(li, into, { act: 'withdraw', reason: '不提了' }),
        act(office, one, { act: 'merge', into, reason: '说的是同一件事' }),
      ]),
    )
    expect(both.filter(({ statusCode }) => statusCode === 200)).toHaveLength(1)
    const [merged, target] = [await show(office, one), await show(office, into)]
    expect([merged.state, target.state]).not.toEqual(['merged', 'withdrawn'])
    // Two into each other: one of them stays.
    const [a, b] = [await sent(), await sent()]
    const crossed = await Promise.all([
      act(office, a, { act: 'merge', into: b, reason: '说的是同一件事' }),
      act(office, b, { act: 'merge', into: a, reason: '说的是同一件事' }),
    ])
    expect(crossed.filter(({ statusCode }) => statusCode === 200)).toHaveLength(1)
  })
})

describe('a co-signer who leaves office while they are waited for', () => {
  it('the suggestion goes on, its lead gets what it counts, and the voter hears that it was sent', async () => {
    const issue = await filed(t)
    await answer(li, issue.id)
    const { id } = await written(li, { issueId: issue.id, cosigners: [seeded(t, 2).id] })
    const sent = await done(li, id, { act: 'submit' })
    expect(sent.state).toBe('cosigning')
    await goOnWithoutWhoLeft(t.context)
    expect((await show(li, id)).state).toBe('cosigning')
    const left = await post(office, `/api/representatives/${seeded(t, 2).id}/departure`, {
      on: '2026-03-02',
    })
    expect(left.statusCode).toBeLessThan(300)
    await goOnWithoutWhoLeft(t.context)
    await goOnWithoutWhoLeft(t.context)
    const after = await show(office, id)
    expect([after.state, after.number === null]).toEqual(['review', false])
    const sentences = after.timeline.map(({ sentence }) => sentence)
    expect(sentences.filter((one) => one.includes('离任'))).toHaveLength(1)
    const receipt = (await t.voter({ url: `/api/receipts/${issue.receipt}` })).json()
    expect(receipt.timeline.map((one: { sentence: string }) => one.sentence).join()).toContain(
      '写成了代表建议',
    )
  })
})

describe('whose suggestion was merged into another', () => {
  const sentBy = async (by: Client, changes: object = {}): Promise<string> => {
    const { id } = await written(by, changes)
    await done(by, id, { act: 'submit' })
    return id
  }
  const toldZhang = async (): Promise<string[]> => {
    await tellOfFacts(t.context)
    const { items } = (await zhang({ url: '/api/notices' })).json()
    return items.map(
      (one: { kind: string; subject: { id: string } }) => `${one.kind} ${one.subject.id}`,
    )
  }
  const inRecord = async (): Promise<string[]> => {
    const reply = await zhang({ url: `/api/records/${seeded(t, 1).id}?section=suggestions` })
    return reply.json<RecordView>().sections.flatMap(({ entries }) => entries.map(({ key }) => key))
  }

  it('has a part in the other one: reads it, hears of its answer and judges it', async () => {
    const [one, into] = [await sentBy(zhang), await sentBy(li, { secret: true })]
    await done(office, one, { act: 'merge', into, reason: '说的是同一件事' })
    const seen = await show(zhang, into)
    expect([seen.part, seen.joint]).toEqual(['cosigner', 1])
    expect(seen.cosigners).toMatchObject([{ confirmed: true, merged: true }])
    expect((await show(zhang, one)).mergedInto?.id).toBe(into)
    await done(office, into, { act: 'assign', lead: housing.id })
    await answeredBy(housing.client, into)
    expect(await toldZhang()).toContain(`suggestion.answered ${into}`)
    expect((await show(zhang, into)).can).toContain('rate')
    await done(zhang, into, { act: 'rate', attitude: 'satisfied', result: 'fair' })
    // Their own one is what counts of them, once.
    const kept = await inRecord()
    expect([kept.includes(`suggestion:${one}`), kept.includes(`suggestion:${into}`)]).toEqual([
      true,
      false,
    ])
  })

  it('given it was merged by a version that left them behind, then they get their part, once', async () => {
    const [one, into, last] = [await sentBy(zhang), await sentBy(li), await sentBy(li)]
    await done(office, one, { act: 'merge', into, reason: '说的是同一件事' })
    await done(office, into, { act: 'merge', into: last, reason: '说的是同一件事' })
    for (const id of [into, last]) {
      const record = await findSuggestion(t.context, id)
      if (record === null) throw new Error('not there')
      const without = { ...record.matter, cosigners: [] }
      await t.context.db.commit(t.context.district, withAuthors(record, without))
    }
    expect(outcome(await zhang({ url: `/api/suggestions/${last}` }))).toBe(
      '404 suggestion.not-found',
    )
    await takeInEarlierAuthors(t.context)
    const seen = await show(zhang, last)
    expect([seen.part, seen.joint]).toEqual(['cosigner', 1])
    await takeInEarlierAuthors(t.context)
    expect((await show(zhang, last)).timeline).toHaveLength(seen.timeline.length)
  })

  it('given it is changed by its lead, then they stay; whoever has not confirmed theirs does not come', async () => {
    const [one, into] = [await sentBy(zhang), await sentBy(li)]
    await done(office, one, { act: 'merge', into, reason: '说的是同一件事' })
    await done(office, into, { act: 'return', reason: '请写具体' })
    await done(li, into, { act: 'edit', ...text, cosigners: [] })
    const sent = await done(li, into, { act: 'submit' })
    expect([sent.state, sent.joint]).toEqual(['review', 1])
    expect((await show(zhang, into)).part).toBe('cosigner')
  })

  it('given both are of the same representative, then nobody co-signs their own', async () => {
    const [one, into] = [await sentBy(li), await sentBy(li)]
    await done(office, one, { act: 'merge', into, reason: '说的是同一件事' })
    expect((await show(li, into)).cosigners).toEqual([])
  })

  it('given somebody may not see the other one, then neither its title nor a way to it', async () => {
    const [one, into] = [
      await sentBy(zhang, { cosigners: [] }),
      await sentBy(li, { secret: true, title: '只给自己看的标题' }),
    ]
    await done(office, one, { act: 'merge', into, reason: '说的是同一件事' })
    // As an earlier version has left it: without a part in it.
    const target = await findSuggestion(t.context, into)
    if (target === null) throw new Error('no target')
    const matter = { ...target.matter, cosigners: [] }
    await t.context.db.commit('home', [
      saveSuggestion({
        ...target,
        ...columnsOf(matter),
        revision: target.revision + 1,
        wasRevision: target.revision,
      }),
    ])
    const seen = await show(zhang, one)
    expect(seen.mergedInto).toEqual({ id: null, number: expect.any(String), title: null })
    expect(JSON.stringify(seen)).not.toContain('只给自己看的标题')
  })
})

describe('assigning once more, where one of several has answered', () => {
  it('given it is theirs alone now, then it is answered, and the voter hears of it', async () => {
    const issue = await filed(t)
    await answer(li, issue.id)
    const { id } = await written(li, { issueId: issue.id })
    await done(li, id, { act: 'submit' })
    await done(office, id, { act: 'assign', separate: [housing.id, police.id] })
    for (const { client } of [housing, police]) await done(client, id, { act: 'receive' })
    await done(housing.client, id, contact)
    await done(housing.client, id, { act: 'propose', text: '装好了。', class: 'A' })
    await done(housing.client, id, { act: 'sign', signer: '局长王建国' })
    await done(police.client, id, { act: 'object', reason: '不归我们管' })
    const after = await done(office, id, { act: 'assign', lead: housing.id })
    expect([after.state, after.class]).toEqual(['answered', 'A'])
    const running = after.clocks.filter(({ stoppedAt }) => stoppedAt === null)
    expect(running.map(({ clock }) => clock)).toEqual(['feedback'])
    const receipt = (await t.voter({ url: `/api/receipts/${issue.receipt}` })).json()
    expect(receipt.timeline.map((one: { sentence: string }) => one.sentence)).toContain(
      '区住房和城乡建设局答复了代表建议：这件事已经解决，或者今年能解决。',
    )
    t.clock.set('2026-04-30T02:00:00Z')
    expect(outcome(await act(office, id, { act: 'close' }))).toBe('200')
    t.clock.set('2026-03-02T02:00:00Z')
  })
})

describe('where one of two has sent it back', () => {
  it('the other one answers meanwhile, and the office sees whom it has to tell', async () => {
    const { id } = await written(li)
    await done(li, id, { act: 'submit' })
    await done(office, id, { act: 'assign', separate: [housing.id, police.id] })
    await done(housing.client, id, { act: 'receive' })
    await done(police.client, id, { act: 'object', reason: '不归我们管' })
    expect((await show(office, id)).objections).toEqual(['公安分局'])
    expect((await show(li, id)).objections).toEqual([])
    expect((await show(police.client, id)).can).toEqual(['drop-objection'])
    await done(housing.client, id, contact)
    await done(housing.client, id, { act: 'propose', text: '装好了。', class: 'A' })
    const signed = await done(housing.client, id, { act: 'sign', signer: '局长王建国' })
    expect(signed.state).toBe('objected')
    const refused = await done(office, id, { act: 'reject', reason: '三定方案里有' })
    expect([refused.state, refused.objections]).toEqual(['assigned', []])
    const late = { class: 'C', text: '今年排不上。' }
    await done(police.client, id, { act: 'receive' })
    await done(police.client, id, contact)
    await done(police.client, id, { act: 'propose', ...late })
    const all = await done(police.client, id, { act: 'sign', signer: '局长' })
    expect([all.state, all.class]).toEqual(['answered', 'C'])
  })
})

describe('a calendar that is changed twice at once', () => {
  it('given a clock has moved meanwhile, then it is not moved back', async () => {
    const { id } = await assigned()
    const before = (await clocksOf(t.context, id)).find(({ clock }) => clock === 'answer')
    if (before === undefined) throw new Error('no clock')
    const move = async (was: number, dueAt: number) => {
      await t.context.db.commit('home', [moveClock({ ...before, was, dueAt })])
      return (await clocksOf(t.context, id)).find((one) => one.id === before.id)?.dueAt
    }
    expect(await move(before.dueAt, before.dueAt + DAY)).toBe(before.dueAt + DAY)
    expect(await move(before.dueAt, before.dueAt - DAY)).toBe(before.dueAt + DAY)
  })
})

describe('publishing what was written from voters’ words', () => {
  it('given a voter did not agree, then only once the office has looked for their words', async () => {
    const [no, yes] = [await filed(t), await filed(t, { publish: true })]
    for (const one of [no, yes]) await answer(li, one.id)
    const unwilling = await answered({ issueId: no.id })
    expect((await show(office, unwilling.id)).unwilling).toBe(1)
    expect((await show(li, unwilling.id)).unwilling).toBe(0)
    for (const half of [{}, { evenSo: false }])
      expect(outcome(await act(office, unwilling.id, { act: 'publish', ...half }))).toBe(
        '409 suggestion.voter-unwilling',
      )
    const shown = await done(office, unwilling.id, { act: 'publish', evenSo: true })
    expect(shown.published).toBe(true)
    const willing = await answered({ issueId: yes.id })
    expect((await show(office, willing.id)).unwilling).toBe(0)
    await done(office, willing.id, { act: 'publish' })
    for (const { id } of [unwilling, willing])
      await done(office, id, { act: 'unpublish', reason: '里面有住址' })
  })
})

describe('what is signed after it was published', () => {
  it('is public only when the office releases it', async () => {
    const { id } = await answered({}, { class: 'B', promisedFor: '2026-06-10' })
    const shown = async () =>
      (await t.voter({ url: '/api/published-suggestions' }))
        .json()
        .items.find((one: { id: string }) => one.id === id)
        .letters.map((one: { text: string }) => one.text)
    await done(office, id, { act: 'publish' })
    t.clock.advance(1000)
    await done(housing.client, id, { act: 'redeem', text: '装好了。', class: 'A', signer: '局长' })
    expect(await shown()).toEqual(['5 月底前装好。'])
    expect((await show(office, id)).unreleased).toBe(true)
    await done(office, id, { act: 'publish' })
    expect(await shown()).toEqual(['装好了。'])
    expect((await show(office, id)).unreleased).toBe(false)
    await done(office, id, { act: 'unpublish', reason: '里面有住址' })
    t.clock.advance(-1000)
  })
})

describe('a draft', () => {
  it('what was never sent to somebody stays hidden from them, also when it is thrown away', async () => {
    const mine = async () => (await zhang({ url: '/api/suggestions?size=100' })).json().items
    const { id } = await written(li, { cosigners: [seeded(t, 1).id] })
    await done(li, id, { act: 'withdraw', reason: '不写了' })
    expect(outcome(await zhang({ url: `/api/suggestions/${id}` }))).toBe('404 suggestion.not-found')
    expect((await mine()).some((one: { id: string }) => one.id === id)).toBe(false)
    // Its own lead threw it away: no list has it any more.
    const own = (await li({ url: '/api/suggestions?size=100' })).json().items
    expect(own.some((one: { id: string }) => one.id === id)).toBe(false)
    // The same where somebody is added to one that came back.
    const alone = await written(li)
    await done(li, alone.id, { act: 'submit' })
    await done(office, alone.id, { act: 'return', reason: '请写具体' })
    const named = { act: 'edit', ...text, cosigners: [seeded(t, 1).id] }
    await done(li, alone.id, named)
    const url = `/api/suggestions/${alone.id}`
    expect(outcome(await zhang({ url }))).toBe('404 suggestion.not-found')
    await done(li, alone.id, { act: 'submit' })
    expect(outcome(await zhang({ url }))).toBe('200')
    expect((await mine()).some((one: { id: string }) => one.id === alone.id)).toBe(true)
  })

  it('that is thrown away leaves none of its words; one that others were asked about keeps its own', async () => {
    const stored = async (id: string) => JSON.stringify(await findSuggestion(t.context, id))
    const own = { title: '请给幼儿园门口装护栏', text: '早上接送的车开得快。', attendee: '乌云' }
    const { id } = await written(li, { ...own, cosigners: [seeded(t, 1).id] })
    const said = Object.values(own)
    const before = await stored(id)
    expect(said.filter((words) => !before.includes(words))).toEqual([])
    await done(li, id, { act: 'withdraw', reason: '想好了再写' })
    const after = await stored(id)
    for (const words of [...said, '想好了再写', seeded(t, 1).id]) expect(after).not.toContain(words)
    expect(await show(li, id)).toMatchObject({ title: '删掉的草稿', text: '', state: 'withdrawn' })
    const asked = await written(li, { ...own, cosigners: [seeded(t, 1).id] })
    await done(li, asked.id, { act: 'submit' })
    await done(li, asked.id, { act: 'withdraw', reason: '先不提' })
    expect(await show(zhang, asked.id)).toMatchObject({ title: own.title, state: 'withdrawn' })
  })
})
