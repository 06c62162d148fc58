import { tellOfFacts } from '@mashang/server/notices/telling.usecases.ts'
import { askForPromises, fillInDelivered } from '@mashang/server/suggestions/recount.usecases.ts'
import type {
  SuggestionRow,
  SuggestionView,
} from '@mashang/shared/suggestions/suggestions.model.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { filed, outcome, post } from '../issues/steps.ts'
import type { Client, TestApp } from '../support/app.ts'
import { execute } from '../support/direct-sql.ts'
import { unzipped } from '../support/unzipped.ts'
import { linkDesk } from './link-desk.ts'
import { answeredBy, atWork, contact, department, done, text, written } from './steps.ts'

/** The day that 工委协调 agreed on is a promise like that of a class B: it runs, is asked for, told and judged. */

let t: TestApp
let li: Client
let office: Client
let housing: Awaited<ReturnType<typeof atWork>>['housing']
beforeAll(async () => {
  ;({ t, li, office, housing } = await atWork())
})
beforeEach(() => t.clock.set(START))
afterAll(() => t.close())

const START = '2026-03-02T02:00:00Z'
const AGREED = '2026-12-31T16:00:00.000Z'
const bad = { act: 'rate', attitude: 'satisfied', result: 'dissatisfied', reason: '只装了一个' }
const poor = { attitude: 'fair', result: 'dissatisfied', reason: '路口没有改' }
const good = { act: 'rate', attitude: 'satisfied', result: 'satisfied' }
const settled = {
  act: 'settle',
  way: 'site',
  people: '赵主任、住建局王局长、李代表',
  text: '今年装完两个路口。',
}
const kept = { act: 'redeem', text: '两个路口都装好了。', class: 'A', signer: '局长王建国' }
type Letter = { class: string; promisedFor?: string }

/** Twice 不满意; the second answer is `letter`. */
async function mediated(letter: Letter = { class: 'A' }, changes: object = {}): Promise<string> {
  const { id } = await written(li, changes)
  await done(li, id, { act: 'submit' })
  await done(office, id, { act: 'assign', lead: housing.id })
  await twiceBad(id, letter)
  return id
}
async function twiceBad(id: string, letter: Letter = { class: 'A' }): Promise<void> {
  await answeredBy(housing.client, id)
  await done(li, id, bad)
  await done(housing.client, id, { ...contact, text: '又去看了一次' })
  await done(housing.client, id, { act: 'propose', text: '又装了两个。', ...letter })
  await done(housing.client, id, { act: 'sign', signer: '局长王建国' })
  expect((await done(li, id, bad)).state).toBe('mediation')
}
const agreed = async (id: string, promisedFor = '2026-12-31'): Promise<SuggestionView> =>
  await done(office, id, { ...settled, promisedFor })
const seen = async (by: Client, id: string): Promise<SuggestionView> =>
  (await by({ url: `/api/suggestions/${id}` })).json()
const runs = ({ clocks }: SuggestionView): (string | null)[][] =>
  clocks.flatMap(({ clock, ownerId, dueAt, stoppedAt }) =>
    clock === 'promise' && stoppedAt === null ? [[ownerId, dueAt]] : [],
  )
const tracked = async (by: Client, id: string): Promise<SuggestionRow | undefined> =>
  (await by({ url: '/api/suggestions?promised=true&sort=promise&size=100' }))
    .json()
    .items.find((one: { id: string }) => one.id === id)
const page = async (id: string): Promise<string> =>
  (await t.voter({ url: `/suggestions/${id}` })).body
async function kindsOf(by: Client, id: string): Promise<string[]> {
  await tellOfFacts(t.context)
  const { items } = (await by({ url: '/api/notices' })).json()
  return items
    .filter((one: object) => JSON.stringify(one).includes(id))
    .map(({ kind }: { kind: string }) => kind)
}
const keptShare = async (): Promise<{ numerator: number; denominator: number }> => {
  const { items } = (await office({ url: '/api/suggestion-figures?year=2026' })).json()
  return items.find(({ key }: { key: string }) => key === 'kept')
}

describe('given a day was agreed', () => {
  it('when it is settled, then the department owes it, the author and the office see it as the one that counts', async () => {
    const id = await mediated()
    const after = await agreed(id)
    expect([after.state, after.promisedFor, after.delivered]).toEqual(['closed', AGREED, 'pending'])
    expect(runs(after)).toEqual([[housing.id, AGREED]])
    for (const by of [li, office, housing.client])
      expect(await tracked(by, id)).toMatchObject({ promisedFor: AGREED, promiseAgreed: true })
    expect((await seen(housing.client, id)).can).toContain('redeem')
    expect((await seen(office, id)).can).toContain('remind')
    // It is no verdict.
    expect([after.class, after.satisfaction]).toEqual(['A', 'dissatisfied'])
  })

  it('when the answer had promised an earlier day, then that one leads no more', async () => {
    const id = await mediated({ class: 'B', promisedFor: '2026-10-31' })
    expect(runs(await seen(office, id))).toEqual([[housing.id, '2026-10-31T16:00:00.000Z']])
    const after = await agreed(id)
    expect(after.promisedFor).toBe(AGREED)
    expect(runs(after)).toEqual([[housing.id, AGREED]])
    // What the letter said stands in it.
    expect(after.letters.at(-1)?.promisedFor).toBe('2026-10-31T16:00:00.000Z')
    await done(office, id, { act: 'publish' })
    expect(await page(id)).toContain('部门答复了，答应 2026年12月31日以前办成')
    expect(await page(id)).toContain('当时答应在 2026年10月31日前办成，协调时另定了日子')
    expect(await page(id)).not.toContain('答应 2026年10月31日以前办成')
    const list = (await t.voter({ url: '/suggestions' })).body
    expect(list).not.toContain('2026年10月31日')
    t.clock.set('2026-10-31T02:00:00Z')
    await askForPromises(t.context)
    expect(await kindsOf(housing.client, id)).not.toContain('suggestion.promise-asked')
  })

  it.each([
    ['A', '已经解决，或者今年能解决'],
    ['C', '现在条件不够，部门记下了'],
  ])(
    'when the answer was class %s, then list, page and preview say the same',
    async (of, words) => {
      const id = await mediated({ class: of })
      await agreed(id)
      const said = `当时答复的是“${words}”，协调时定了 2026年12月31日前办成`
      const preview = (await office({ url: `/api/suggestions/${id}/made-public` })).body
      expect(preview).toContain(said)
      await done(office, id, { act: 'publish' })
      expect(await page(id)).toContain(`<strong>${said}</strong>`)
      const list = (await t.voter({ url: '/suggestions' })).body
      const own = list.slice(list.indexOf(id)).split('</li>')[0]
      expect(own).toContain('正在办，答应 2026年12月31日以前办成')
      t.clock.advance(1000)
      await done(housing.client, id, { ...kept, class: 'C' })
      await done(office, id, { act: 'publish' })
      expect(await page(id)).toContain(`当时答复的是“${words}”，后来按商定的再答复了`)
      expect(await page(id)).toContain('<strong>现在条件不够，部门记下了</strong>')
    },
  )

  it('when it is not released yet, then the public page goes by what is', async () => {
    const { id } = await written(li)
    await done(li, id, { act: 'submit' })
    await done(office, id, { act: 'assign', lead: housing.id })
    await answeredBy(housing.client, id)
    await done(li, id, bad)
    await done(housing.client, id, { ...contact, text: '又去看了一次' })
    const letter = { act: 'propose', text: '又装了两个。', class: 'B', promisedFor: '2026-10-31' }
    await done(housing.client, id, letter)
    await done(housing.client, id, { act: 'sign', signer: '局长王建国' })
    await done(office, id, { act: 'publish' })
    t.clock.advance(1000)
    await done(li, id, bad)
    await agreed(id)
    expect(await page(id)).toContain('答应 2026年10月31日以前办成')
    expect(await page(id)).not.toContain('2026年12月31日')
    await done(office, id, { act: 'publish' })
    expect(await page(id)).toContain('部门答复了，答应 2026年12月31日以前办成')
  })

  it('when the day comes, then the department is asked once, tells what became of it, and the author judges that', async () => {
    const before = await keptShare()
    const id = await mediated()
    await agreed(id)
    // Neither kept nor broken before its day.
    expect(await keptShare()).toMatchObject(before)
    await done(office, id, { act: 'publish' })
    t.clock.set('2026-12-31T02:00:00Z')
    await askForPromises(t.context)
    await askForPromises(t.context)
    expect(await kindsOf(housing.client, id)).toContain('suggestion.promise-asked')
    expect(await kindsOf(li, id)).toContain('suggestion.promise-due')
    t.clock.set('2027-01-04T02:00:00Z')
    const late = await seen(office, id)
    expect(late.clocks.find(({ clock }) => clock === 'promise')?.overdue).toBe(true)
    expect((await keptShare()).denominator).toBeGreaterThan(before.denominator)

    const told = await done(housing.client, id, kept)
    expect([told.promisedFor, told.delivered, runs(told)]).toEqual([null, 'done', []])
    expect(await tracked(office, id)).toBeUndefined()
    expect(await kindsOf(li, id)).toContain('suggestion.redeemed')
    // What everybody reads waits for another release.
    expect((await seen(office, id)).newToRelease).toEqual(['answer'])
    expect(await page(id)).toContain('定了 2026年12月31日前办成')
    await done(office, id, { act: 'publish' })
    expect(await page(id)).toContain('按承诺再答复')
    expect(await page(id)).toContain('定了 2026年12月31日前办成，后来按商定的再答复了')
    expect(await page(id)).not.toContain('答应 2026年12月31日以前办成')
    t.clock.advance(1000)
    const judged = await done(li, id, good)
    expect(judged).toMatchObject({ state: 'closed', satisfaction: 'satisfied', delivered: 'done' })
    expect((await seen(li, id)).can).not.toContain('rate')
  })

  it('when what became of it is not good enough, then the office mediates once more, and another day takes its place', async () => {
    const id = await mediated()
    await agreed(id, '2026-06-30')
    t.clock.set('2026-07-01T02:00:00Z')
    await done(housing.client, id, { ...kept, class: 'B', promisedFor: '2026-09-30' })
    expect(runs(await seen(office, id))).toEqual([[housing.id, '2026-09-30T16:00:00.000Z']])
    t.clock.advance(1000)
    expect((await done(li, id, bad)).state).toBe('mediation')
    const again = await done(office, id, {
      ...settled,
      on: '2026-07-01',
      promisedFor: '2026-11-30',
    })
    expect(runs(again)).toEqual([[housing.id, '2026-11-30T16:00:00.000Z']])
    expect([again.promisedFor, again.delivered]).toEqual(['2026-11-30T16:00:00.000Z', 'pending'])
    t.clock.set('2026-11-30T02:00:00Z')
    await done(housing.client, id, { ...kept, class: 'C' })
    expect((await seen(office, id)).delivered).toBe('failed')
  })

  it('then the lead scores for a class A once, however often it was answered', async () => {
    const id = await mediated()
    await agreed(id)
    const facts = async (): Promise<string[]> =>
      (await li({ url: '/api/me/points?period=2026' }))
        .json()
        .items.flatMap(({ entries }: { entries: { fact: string; subject?: { id: string } }[] }) =>
          entries.flatMap((one) => (JSON.stringify(one).includes(id) ? [one.fact] : [])),
        )
    const before = (await facts()).filter((fact) => fact === 'suggestion.class-a')
    t.clock.advance(1000)
    await done(housing.client, id, kept)
    const after = (await facts()).filter((fact) => fact === 'suggestion.class-a')
    expect([before.length, after.length]).toEqual([1, 1])
  })

  it('then the yearly report lists it with that day among what is promised', async () => {
    const id = await mediated({ class: 'B', promisedFor: '2026-10-30' }, { title: '报告里的一件' })
    await agreed(id, '2026-12-29')
    const report = await office({ url: '/api/suggestion-report?year=2026' })
    const xml = (await unzipped(report.rawPayload)).get('word/document.xml')?.toString() ?? ''
    const words = xml.replace(/<[^>]+>/gu, '')
    expect(words).toContain('报告里的一件区住房和城乡建设局2026年12月29日')
    expect(words).not.toContain('2026年10月30日')
  })

  it('then the voter behind it waits for that day, and hears what became of it', async () => {
    const issue = await filed(t)
    const made = await post(li, '/api/suggestions', {
      ...text,
      issueId: issue.id,
      submit: true,
      reply: '我写成建议交上去了，有结果告诉您。',
    })
    const { id } = made.json()
    await done(office, id, { act: 'assign', lead: housing.id })
    await twiceBad(id)
    await agreed(id)
    const receipt = async (): Promise<string> =>
      JSON.stringify((await li({ url: `/api/issues/${issue.id}` })).json())
    expect(await receipt()).toContain('定了 2026年12月31日前办成')
    t.clock.set('2026-12-31T02:00:00Z')
    await done(housing.client, id, kept)
    expect(await receipt()).toContain('答复了代表建议：这件事已经解决')
  })
})

describe('given no day was agreed', () => {
  it('then nothing is promised by it, and what the answer promised still is', async () => {
    const none = await mediated()
    const after = await done(office, none, settled)
    expect([after.promisedFor, runs(after), after.delivered]).toEqual([null, [], 'settled'])
    expect((await seen(housing.client, none)).can).not.toContain('redeem')

    const promised = await mediated({ class: 'B', promisedFor: '2026-10-31' })
    const still = await done(office, promised, settled)
    const day = '2026-10-31T16:00:00.000Z'
    expect([still.promisedFor, runs(still), still.delivered]).toEqual([
      day,
      [[housing.id, day]],
      'pending',
    ])
    expect((await seen(housing.client, promised)).can).toContain('redeem')
  })
})

describe('given several answered apart', () => {
  it('then the day is for whose answer was not good enough; what another promised stays', async () => {
    const roads = await department(t, '区交通运输局')
    const fine = { attitude: 'satisfied', result: 'fair' }
    const judged = (id: string, own: object, other: object) =>
      done(li, id, {
        act: 'rate',
        apart: [
          { department: housing.id, ...own },
          { department: roads.id, ...other },
        ],
      })
    const { id } = await written(li)
    await done(li, id, { act: 'submit' })
    await done(office, id, { act: 'assign', separate: [housing.id, roads.id] })
    await answeredBy(housing.client, id)
    await answeredBy(roads.client, id)
    await judged(id, poor, poor)
    for (const [by, letter] of [
      [housing.client, { class: 'A' }],
      [roads.client, { class: 'B', promisedFor: '2026-08-31' }],
    ] as const) {
      await done(by, id, { ...contact, text: '又去看了一次' })
      await done(by, id, { act: 'propose', text: '又改了。', ...letter })
      await done(by, id, { act: 'sign', signer: '局长王建国' })
    }
    await judged(id, poor, fine)
    const after = await agreed(id)
    expect(runs(after).sort()).toEqual(
      [
        [housing.id, AGREED],
        [roads.id, '2026-08-31T16:00:00.000Z'],
      ].sort(),
    )
    expect(after.promisedFor).toBe('2026-08-31T16:00:00.000Z')
    t.clock.advance(1000)
    await done(roads.client, id, { ...kept, text: '路口改好了。' })
    expect((await seen(office, id)).promisedFor).toBe(AGREED)
  })

  it('when one of two tells first, then the voter reads that it is at work, and only who told', async () => {
    const roads = await department(t, '区水务局')
    const issue = await filed(t)
    const made = await post(li, '/api/suggestions', {
      ...text,
      issueId: issue.id,
      submit: true,
      reply: '我写成建议交上去了，有结果告诉您。',
    })
    const { id } = made.json()
    await done(office, id, { act: 'assign', separate: [housing.id, roads.id] })
    const both = [housing, roads].map((one) => ({ department: one.id, ...poor }))
    for (const again of [false, true]) {
      for (const { client } of [housing, roads]) {
        if (!again) await answeredBy(client, id)
        else {
          await done(client, id, { ...contact, text: '又去看了一次' })
          await done(client, id, { act: 'propose', text: '又改了。', class: 'A' })
          await done(client, id, { act: 'sign', signer: '局长王建国' })
        }
      }
      await done(li, id, { act: 'rate', apart: both })
    }
    await agreed(id)
    t.clock.advance(1000)
    const lines = async (): Promise<string[]> =>
      (await li({ url: `/api/issues/${issue.id}` }))
        .json()
        .timeline.map(({ sentence }: { sentence: string }) => sentence)
    await done(housing.client, id, { ...kept, solved: 'done' })
    expect(await lines()).toContain(
      '区住房和城乡建设局答复了代表建议：这件事正在办，答应 2026年12月31日前办成，到时再说结果。',
    )
    t.clock.advance(1000)
    await done(roads.client, id, { ...kept, solved: 'done' })
    expect(await lines()).toContain('区住房和城乡建设局、区水务局答复了代表建议：已经解决。')
  })
})

describe('given one of several told again after the end, and that was not good enough', () => {
  it('when a day is agreed, then it runs for that one, and the word is about its answer alone', async () => {
    const roads = await department(t, '区交通运输三局')
    const promised = { class: 'B', promisedFor: '2026-04-30' }
    const { id } = await written(li)
    await done(li, id, { act: 'submit' })
    await done(office, id, { act: 'assign', separate: [housing.id, roads.id] })
    await answeredBy(housing.client, id, promised)
    await answeredBy(roads.client, id)
    const { act: _, ...fine } = good
    const { act: __, ...poor } = bad
    const apart = [
      { department: housing.id, ...fine },
      { department: roads.id, ...poor },
    ]
    await done(li, id, { act: 'rate', apart })
    await done(roads.client, id, { ...contact, text: '又去看了一次' })
    await done(roads.client, id, { act: 'propose', text: '又改了。', class: 'A' })
    await done(roads.client, id, { act: 'sign', signer: '局长王建国' })
    t.clock.advance(1000)
    expect((await done(li, id, good)).state).toBe('closed')
    t.clock.set('2026-04-30T02:00:00Z')
    await done(housing.client, id, { ...kept, class: 'C', text: '今年装不了。' })
    t.clock.advance(1000)
    expect((await done(li, id, bad)).state).toBe('mediation')
    const after = await done(office, id, {
      ...settled,
      on: '2026-04-30',
      promisedFor: '2026-12-31',
    })
    expect(runs(after)).toEqual([[housing.id, AGREED]])
    expect([after.promisedFor, after.delivered]).toEqual([AGREED, 'pending'])
    expect((await seen(housing.client, id)).can).toContain('redeem')
    expect((await seen(roads.client, id)).can).not.toContain('redeem')
  })
})

describe('given a department without an account', () => {
  it('then it tells what became of it by a link, which says what was agreed', async () => {
    const id = await mediated()
    await agreed(id)
    const made = await post(office, `/api/suggestions/${id}/links`, { departmentId: housing.id })
    expect(outcome(made)).toMatch(/^20/)
    const opened = await linkDesk(t).open(new URL(made.json().url).hash.slice(1))
    expect(opened.json()).toMatchObject({
      task: 'redeem',
      promise: { text: settled.text, until: AGREED, agreed: true },
    })
  })
})

describe('given one that was settled by a former version', () => {
  it('when the new one starts, then its day runs, once', async () => {
    const id = await mediated()
    await agreed(id)
    await execute(
      t,
      `delete from suggestion_clocks where suggestion_id = '${id}' and clock = 'promise'`,
    )
    await execute(
      t,
      `update suggestions set promised_for = null, delivered = 'settled' where id = '${id}'`,
    )
    await fillInDelivered(t.context)
    await fillInDelivered(t.context)
    const after = await seen(office, id)
    expect(runs(after)).toEqual([[housing.id, AGREED]])
    expect([after.promisedFor, after.delivered]).toEqual([AGREED, 'pending'])
    expect((await done(housing.client, id, kept)).delivered).toBe('done')
  })
})
