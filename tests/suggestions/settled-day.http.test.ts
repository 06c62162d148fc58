import { askForPromises } from '@mashang/server/suggestions/recount.usecases.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { filed, post } from '../issues/steps.ts'
import type { Client, TestApp } from '../support/app.ts'
import { unzipped } from '../support/unzipped.ts'
import { AGREED, agreedDay, bad, good, kept, START, settled } from './agreed-day.ts'
import { answeredBy, contact, done, text, written } from './steps.ts'

/** The day that 工委协调 agreed on is a promise like that of a class B: it runs, is asked for, told and judged. */

type Desk = Awaited<ReturnType<typeof agreedDay>>
let desk: Desk
let t: TestApp
let li: Client
let office: Client
let housing: Desk['housing']
beforeAll(async () => {
  desk = await agreedDay()
  ;({ t, li, office, housing } = desk)
})
beforeEach(() => t.clock.set(START))
afterAll(() => t.close())

describe('given a day was agreed', () => {
  it('when it is settled, then the department owes it, the author and the office see it as the one that counts', async () => {
    const id = await desk.mediated()
    const after = await desk.agreed(id)
    expect([after.state, after.promisedFor, after.delivered]).toEqual(['closed', AGREED, 'pending'])
    expect(desk.runs(after)).toEqual([[housing.id, AGREED]])
    for (const by of [li, office, housing.client])
      expect(await desk.tracked(by, id)).toMatchObject({ promisedFor: AGREED, promiseAgreed: true })
    expect((await desk.seen(housing.client, id)).can).toContain('redeem')
    expect((await desk.seen(office, id)).can).toContain('remind')
    // It is no verdict.
    expect([after.class, after.satisfaction]).toEqual(['A', 'dissatisfied'])
  })

  it('when the answer had promised an earlier day, then that one leads no more', async () => {
    const id = await desk.mediated({ class: 'B', promisedFor: '2026-10-31' })
    expect(desk.runs(await desk.seen(office, id))).toEqual([
      [housing.id, '2026-10-31T16:00:00.000Z'],
    ])
    const after = await desk.agreed(id)
    expect(after.promisedFor).toBe(AGREED)
    expect(desk.runs(after)).toEqual([[housing.id, AGREED]])
    // What the letter said stands in it.
    expect(after.letters.at(-1)?.promisedFor).toBe('2026-10-31T16:00:00.000Z')
    await done(office, id, { act: 'publish' })
    expect(await desk.page(id)).toContain('部门答复了，答应 2026年12月31日以前办成')
    expect(await desk.page(id)).toContain('当时答应在 2026年10月31日前办成，协调时另定了日子')
    expect(await desk.page(id)).not.toContain('答应 2026年10月31日以前办成')
    const list = (await t.voter({ url: '/suggestions' })).body
    expect(list).not.toContain('2026年10月31日')
    t.clock.set('2026-10-31T02:00:00Z')
    await askForPromises(t.context)
    expect(await desk.kindsOf(housing.client, id)).not.toContain('suggestion.promise-asked')
  })

  it.each([
    ['A', '已经解决，或者今年能解决'],
    ['C', '现在条件不够，部门记下了'],
  ])(
    'when the answer was class %s, then list, page and preview say the same',
    async (of, words) => {
      const id = await desk.mediated({ class: of })
      await desk.agreed(id)
      const said = `当时答复的是“${words}”，协调时定了 2026年12月31日前办成`
      const preview = (await office({ url: `/api/suggestions/${id}/made-public` })).body
      expect(preview).toContain(said)
      await done(office, id, { act: 'publish' })
      expect(await desk.page(id)).toContain(`<strong>${said}</strong>`)
      const list = (await t.voter({ url: '/suggestions' })).body
      const own = list.slice(list.indexOf(id)).split('</li>')[0]
      expect(own).toContain('正在办，答应 2026年12月31日以前办成')
      t.clock.advance(1000)
      await done(housing.client, id, { ...kept, class: 'C' })
      await done(office, id, { act: 'publish' })
      expect(await desk.page(id)).toContain(`当时答复的是“${words}”，后来按商定的再答复了`)
      expect(await desk.page(id)).toContain('<strong>现在条件不够，部门记下了</strong>')
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
    await desk.agreed(id)
    expect(await desk.page(id)).toContain('答应 2026年10月31日以前办成')
    expect(await desk.page(id)).not.toContain('2026年12月31日')
    await done(office, id, { act: 'publish' })
    expect(await desk.page(id)).toContain('部门答复了，答应 2026年12月31日以前办成')
  })

  it('when the day comes, then the department is asked once, tells what became of it, and the author judges that', async () => {
    const before = await desk.keptShare()
    const id = await desk.mediated()
    await desk.agreed(id)
    // Neither kept nor broken before its day.
    expect(await desk.keptShare()).toMatchObject(before)
    await done(office, id, { act: 'publish' })
    t.clock.set('2026-12-31T02:00:00Z')
    await askForPromises(t.context)
    await askForPromises(t.context)
    expect(await desk.kindsOf(housing.client, id)).toContain('suggestion.promise-asked')
    expect(await desk.kindsOf(li, id)).toContain('suggestion.promise-due')
    t.clock.set('2027-01-04T02:00:00Z')
    const late = await desk.seen(office, id)
    expect(late.clocks.find(({ clock }) => clock === 'promise')?.overdue).toBe(true)
    expect((await desk.keptShare()).denominator).toBeGreaterThan(before.denominator)

    const told = await done(housing.client, id, kept)
    expect([told.promisedFor, told.delivered, desk.runs(told)]).toEqual([null, 'done', []])
    expect(await desk.tracked(office, id)).toBeUndefined()
    expect(await desk.kindsOf(li, id)).toContain('suggestion.redeemed')
    // What everybody reads waits for another release.
    expect((await desk.seen(office, id)).newToRelease).toEqual(['answer'])
    expect(await desk.page(id)).toContain('定了 2026年12月31日前办成')
    await done(office, id, { act: 'publish' })
    expect(await desk.page(id)).toContain('按承诺再答复')
    expect(await desk.page(id)).toContain('定了 2026年12月31日前办成，后来按商定的再答复了')
    expect(await desk.page(id)).not.toContain('答应 2026年12月31日以前办成')
    t.clock.advance(1000)
    const judged = await done(li, id, good)
    expect(judged).toMatchObject({ state: 'closed', satisfaction: 'satisfied', delivered: 'done' })
    expect((await desk.seen(li, id)).can).not.toContain('rate')
  })

  it('when what became of it is not good enough, then the office mediates once more, and another day takes its place', async () => {
    const id = await desk.mediated()
    await desk.agreed(id, '2026-06-30')
    t.clock.set('2026-07-01T02:00:00Z')
    await done(housing.client, id, { ...kept, class: 'B', promisedFor: '2026-09-30' })
    expect(desk.runs(await desk.seen(office, id))).toEqual([
      [housing.id, '2026-09-30T16:00:00.000Z'],
    ])
    t.clock.advance(1000)
    expect((await done(li, id, bad)).state).toBe('mediation')
    const again = await done(office, id, {
      ...settled,
      on: '2026-07-01',
      promisedFor: '2026-11-30',
    })
    expect(desk.runs(again)).toEqual([[housing.id, '2026-11-30T16:00:00.000Z']])
    expect([again.promisedFor, again.delivered]).toEqual(['2026-11-30T16:00:00.000Z', 'pending'])
    t.clock.set('2026-11-30T02:00:00Z')
    await done(housing.client, id, { ...kept, class: 'C' })
    expect((await desk.seen(office, id)).delivered).toBe('failed')
  })

  it('then the lead scores for a class A once, however often it was answered', async () => {
    const id = await desk.mediated()
    await desk.agreed(id)
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
    const id = await desk.mediated(
      { class: 'B', promisedFor: '2026-10-30' },
      { title: '报告里的一件' },
    )
    await desk.agreed(id, '2026-12-29')
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
    await desk.twiceBad(id)
    await desk.agreed(id)
    const receipt = async (): Promise<string> =>
      JSON.stringify((await li({ url: `/api/issues/${issue.id}` })).json())
    expect(await receipt()).toContain('定了 2026年12月31日前办成')
    t.clock.set('2026-12-31T02:00:00Z')
    await done(housing.client, id, kept)
    expect(await receipt()).toContain('答复了代表建议：这件事已经解决')
  })
})
