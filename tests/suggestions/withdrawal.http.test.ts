import { tellOfFacts } from '@mashang/server/notices/telling.usecases.ts'
import { askSilentCosigners } from '@mashang/server/suggestions/departed.usecases.ts'
import { DAY } from '@mashang/shared/core/clock.ts'
import type {
  SuggestionRow,
  SuggestionView,
} from '@mashang/shared/suggestions/suggestions.model.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { outcome, seeded } from '../issues/steps.ts'
import type { Client } from '../support/app.ts'
import { bothReadFirst } from '../support/while-committing.ts'
import { linkDesk } from './link-desk.ts'
import { linkedDistrict } from './linked-district.ts'
import { act, answeredBy, contact, done, fresh, written } from './steps.ts'

/** A joint suggestion that its lead wants back waits for all who signed it; it goes on meanwhile. */

let d: Awaited<ReturnType<typeof linkedDistrict>>
let zhang: Client
let wang: Client
let ids: string[]
let names: string[]
beforeAll(async () => {
  d = await linkedDistrict()
  zhang = fresh(d.t, 1)
  wang = async (call) => (await d.t.as(2))(call)
  const people = ([0, 1, 2] as const).map((nth) => seeded(d.t, nth))
  ids = people.map(({ id }) => id)
  names = people.map(({ name }) => name)
})
afterAll(() => d.t.close())

const withdraw = { act: 'withdraw', reason: '已经解决' }
const show = async (by: Client, id: string): Promise<SuggestionView> =>
  (await by({ url: `/api/suggestions/${id}` })).json()
const row = async (by: Client, id: string): Promise<SuggestionRow | undefined> =>
  (await by({ url: '/api/suggestions?size=200' }))
    .json<{ items: SuggestionRow[] }>()
    .items.find((one) => one.id === id)
/** Signed by two others, and in the hands of a department. */
const joint = async (): Promise<string> => {
  const { id } = await written(d.li, { cosigners: ids.slice(1) })
  await done(d.li, id, { act: 'submit' })
  for (const by of [zhang, wang]) await done(by, id, { act: 'confirm' })
  await done(d.office, id, { act: 'assign', lead: d.housing.id })
  return id
}
const wantedBack = async (): Promise<string> => {
  const id = await joint()
  await done(d.li, id, withdraw)
  return id
}
const headlines = async (by: Client, id: string): Promise<string[]> => {
  await tellOfFacts(d.t.context)
  const { items } = (await by({ url: '/api/notices?size=100' })).json()
  return items.flatMap((one: { headline: string; suggestionId: string }) =>
    one.suggestionId === id ? [one.headline] : [],
  )
}
const DROPPED = '领衔代表不撤回了，建议照旧往下走'
const ASKED = '领衔代表要撤回，请您定'
const REFUSED = '有附议代表不同意撤回，建议照旧往下走'

describe('given its lead wants it back', () => {
  it('then every page says who agreed and who is asked, and it goes on', async () => {
    const id = await wantedBack()
    await done(zhang, id, { act: 'agree' })
    for (const by of [d.li, zhang, wang, d.office, d.housing.client]) {
      const { withdrawal, withdrawing, state } = await show(by, id)
      expect([state, withdrawing]).toEqual(['assigned', true])
      expect(withdrawal).toMatchObject({
        reason: '已经解决',
        agreed: [{ name: names[1] }],
        asked: [{ name: names[2] }],
      })
      expect(await row(by, id)).toMatchObject({ state: 'assigned', withdrawing: true })
    }
    // Of whoever is asked it waits; of whoever agreed no more.
    expect([(await row(wang, id))?.waiting, (await row(zhang, id))?.waiting]).toEqual([true, false])
    const file = (await d.office({ url: '/api/exports/suggestions?file=csv' })).body
    expect(file).toContain('已交办，待签收，撤回待同意')
    // The department goes on with it.
    await done(d.housing.client, id, { act: 'receive' })
    expect((await done(wang, id, { act: 'agree' })).state).toBe('withdrawn')
    expect(await show(d.li, id)).toMatchObject({ withdrawing: false, withdrawal: null })
  })

  it('then a department that comes by a link reads that, too', async () => {
    const id = await wantedBack()
    const opened = await linkDesk(d.t).open(await d.linkOf(id))
    expect(opened.json()).toMatchObject({ withdrawing: true })
  })

  it('when the lead changes their mind, then nobody is asked, and who agreed has agreed to nothing', async () => {
    const id = await wantedBack()
    await done(zhang, id, { act: 'agree' })
    const view = await done(d.li, id, { act: 'drop-withdrawal' })
    expect([view.state, view.withdrawal, view.cosigners.map(({ agreed }) => agreed)]).toEqual([
      'assigned',
      null,
      [false, false],
    ])
    expect(view.timeline[0]?.sentence).toBe(`${names[0]}代表不撤回了，建议照旧往下走。`)
    expect(view.remarks.map(({ outcome: of }) => of)).toEqual(['领衔代表后来不撤回了'])
    for (const by of [zhang, wang]) expect(await headlines(by, id)).toContain(DROPPED)
    expect(await headlines(d.li, id)).not.toContain(DROPPED)
    for (const what of ['agree', 'disagree'])
      expect(outcome(await act(wang, id, { act: what }))).toBe('409 suggestion.not-now')
    // Asked once more, everybody is asked anew.
    const again = await done(d.li, id, withdraw)
    expect(again.withdrawal?.asked).toHaveLength(2)
    expect(again.remarks.map(({ outcome: of }) => of)).toEqual(['领衔代表后来不撤回了', null])
  })

  it('when one does not agree, then it stays, and the lead and who had agreed hear why', async () => {
    const id = await wantedBack()
    await done(zhang, id, { act: 'agree' })
    expect(outcome(await act(zhang, id, { act: 'disagree' }))).toBe('409 suggestion.already-done')
    const view = await done(wang, id, { act: 'disagree', reason: '灯还没有装' })
    expect([view.state, view.withdrawing]).toEqual(['assigned', false])
    expect(view.remarks).toMatchObject([
      { act: 'withdraw', outcome: '有附议代表不同意，没有撤回' },
      { act: 'disagree', text: '灯还没有装', outcome: null },
    ])
    expect(view.timeline[0]?.sentence).toBe(`${names[2]}代表不同意撤回，建议照旧往下走。`)
    for (const by of [d.li, zhang]) expect(await headlines(by, id)).toContain(REFUSED)
    expect(await headlines(wang, id)).not.toContain(REFUSED)
    expect((await show(d.li, id)).can).toContain('withdraw')
    expect((await show(zhang, id)).cosigners.some(({ agreed }) => agreed)).toBe(false)
  })

  it('when one does not agree without a word, then there is none, and who is still asked hears that it ended', async () => {
    const id = await wantedBack()
    const view = await done(zhang, id, { act: 'disagree' })
    expect(view.remarks.map((one) => one.act)).toEqual(['withdraw'])
    for (const by of [d.li, wang]) expect(await headlines(by, id)).toContain(REFUSED)
    expect(await headlines(zhang, id)).not.toContain(REFUSED)
  })

  it('when that was before it was assigned, then whoever handles it reads none of their reasons', async () => {
    const { id } = await written(d.li, { cosigners: ids.slice(1) })
    await done(d.li, id, { act: 'submit' })
    for (const by of [zhang, wang]) await done(by, id, { act: 'confirm' })
    await done(d.li, id, withdraw)
    await done(wang, id, { act: 'disagree', reason: '灯还没有装' })
    d.t.clock.advance(DAY)
    await done(d.office, id, { act: 'assign', lead: d.housing.id })
    const acts = async (by: Client) => (await show(by, id)).remarks.map((one) => one.act)
    expect(await acts(d.housing.client)).toEqual([])
    expect(await acts(d.office)).toEqual(['withdraw', 'disagree'])
  })

  it('when it ended before anybody was told that they are asked, then nobody is', async () => {
    const id = await wantedBack()
    await done(zhang, id, { act: 'disagree' })
    expect(await headlines(wang, id)).not.toContain(ASKED)
  })

  it('when somebody does not say a word for three days, then they are asked once more, and only once', async () => {
    const id = await wantedBack()
    // Told as it stands when it is told.
    await tellOfFacts(d.t.context)
    await done(zhang, id, { act: 'agree' })
    const start = d.t.clock.now()
    const asked = async (by: Client): Promise<number> =>
      (await headlines(by, id)).filter((one) => one === ASKED).length
    const looked = async (days: number): Promise<number[]> => {
      d.t.clock.set(new Date(start + days * DAY).toISOString())
      // Whoever is asked is asked once, however often it is looked.
      for (const _ of ['once', 'twice']) await askSilentCosigners(d.t.context)
      return [await asked(zhang), await asked(wang)]
    }
    expect(await looked(2)).toEqual([1, 1])
    expect(await looked(3)).toEqual([1, 2])
    expect(await looked(9)).toEqual([1, 2])
    const again = '附议代表对撤回还没有回话，又请了一次。'
    expect((await show(d.li, id)).timeline[0]?.sentence).toBe(again)
    // Wanted back anew, it is asked anew.
    await done(d.li, id, { act: 'drop-withdrawal' })
    expect(await looked(20)).toEqual([1, 2])
    await done(d.li, id, withdraw)
    expect(await looked(30)).toEqual([3, 4])
    d.t.clock.set(new Date(start).toISOString())
  })

  it('when anybody else tries, then it is refused', async () => {
    const id = await wantedBack()
    for (const [by, what] of [
      [zhang, 'drop-withdrawal'],
      [d.office, 'drop-withdrawal'],
      [d.housing.client, 'drop-withdrawal'],
      [d.li, 'disagree'],
      [d.office, 'disagree'],
      [d.housing.client, 'disagree'],
    ] as const)
      expect(outcome(await act(by, id, { act: what })), what).toBe('403 suggestion.not-yours')
    expect((await show(d.li, id)).withdrawing).toBe(true)
  })

  it('when one who has not signed yet is asked about it, then they have no say in it', async () => {
    const { id } = await written(d.li, { cosigners: ids.slice(1) })
    await done(d.li, id, { act: 'submit' })
    await done(zhang, id, { act: 'confirm' })
    await done(d.li, id, withdraw)
    expect(outcome(await act(wang, id, { act: 'disagree' }))).toBe('409 suggestion.not-now')
    expect((await show(wang, id)).can).not.toContain('disagree')
    await done(d.li, id, { act: 'drop-withdrawal' })
    expect(await headlines(wang, id)).not.toContain(DROPPED)
  })

  it('when it is answered meanwhile, then nobody is asked any more', async () => {
    const id = await wantedBack()
    await answeredBy(d.housing.client, id)
    const view = await show(wang, id)
    expect([view.state, view.withdrawing, view.withdrawal]).toEqual(['answered', false, null])
    expect(view.can.filter((one) => ['agree', 'disagree'].includes(one))).toEqual([])
    expect(outcome(await act(d.li, id, { act: 'drop-withdrawal' }))).toBe('409 suggestion.not-now')
    expect(view.remarks.find((one) => one.act === 'withdraw')?.outcome).toBe('已经答复，没有撤回')
    expect(view.cosigners.some(({ agreed }) => agreed)).toBe(false)
    // What is answered takes another one in.
    const other = await written(d.li)
    await done(d.li, other.id, { act: 'submit' })
    await done(d.office, other.id, { act: 'merge', into: id, reason: '说的是同一件事' })
  })

  it('when it is answered, published and answered once more, then nobody is asked again and nothing is taken back', async () => {
    const start = d.t.clock.now()
    const id = await wantedBack()
    expect(await headlines(wang, id)).toContain(ASKED)
    await done(zhang, id, { act: 'agree' })
    await answeredBy(d.housing.client, id)
    await done(d.office, id, { act: 'publish' })
    d.t.clock.advance(1000)
    const bad = { act: 'rate', attitude: 'satisfied', result: 'dissatisfied', reason: '只装了一个' }
    await done(d.li, id, bad)
    await done(d.housing.client, id, { ...contact, text: '又去看了一次' })
    await done(d.housing.client, id, { act: 'propose', text: '又装了两个。', class: 'A' })
    const view = await show(wang, id)
    expect([view.state, view.withdrawing, view.withdrawal]).toEqual(['signing', false, null])
    d.t.clock.set(new Date(start + 4 * DAY).toISOString())
    await askSilentCosigners(d.t.context)
    expect((await headlines(wang, id)).filter((one) => one === ASKED)).toHaveLength(1)
    expect(outcome(await act(wang, id, { act: 'agree' }))).toBe('409 suggestion.not-now')
    // An answer is there: its lead does not take it back any more, either.
    expect((await show(d.li, id)).can).not.toContain('withdraw')
    expect(outcome(await act(d.li, id, withdraw))).toBe('409 suggestion.withdraw-answered')
    expect((await show(d.li, id)).state).toBe('signing')
    d.t.clock.set(new Date(start).toISOString())
  })

  it.each([
    ['disagree', 'drop-withdrawal'],
    ['agree', 'disagree'],
  ] as const)('when %s and %s meet, then one gets through', async (one, other) => {
    const id = await wantedBack()
    const second = () => act(other === 'disagree' ? zhang : d.li, id, { act: other })
    const both = await bothReadFirst(d.t, [`suggestion.${one}`, `suggestion.${other}`], () =>
      Promise.all([act(wang, id, { act: one }), second()]),
    )
    expect(both.map(outcome).sort()).toEqual(['200', '409 conflict'])
    expect((await show(d.li, id)).state).toBe('assigned')
  })
})
