import { tellOfFacts } from '@mashang/server/notices/telling.usecases.ts'
import { askForPromises } from '@mashang/server/suggestions/recount.usecases.ts'
import { DAY } from '@mashang/shared/core/clock.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { outcome, post, seeded } from '../issues/steps.ts'
import { beginAnew, toldSoFar } from '../notices/steps.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { execute } from '../support/direct-sql.ts'
import { newsOf } from './news.ts'
import { act, answeredBy, assignedTo, contact, department, done, fresh, written } from './steps.ts'

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
  // Nobody without an account is told anything.
  await t.as(1)
  office = fresh(t, 'office')
  housing = await department(t, '区住房和城乡建设局')
  police = await department(t, '公安分局')
})
beforeEach(() => beginAnew(t))
afterAll(() => t.close())

interface List {
  items: {
    headline: string
    about: string | null
    suggestionId: string | null
    read: boolean
    since: string | null
  }[]
  unread: number
}
const listOf = async (who: Client): Promise<List> => (await who({ url: '/api/notices' })).json()
const news = (who: Client): Promise<string[]> => newsOf(t, who)
const assigned = (changes: object = {}) => assignedTo({ lead: li, office }, housing.id, changes)
const signed = async (letter: object) => {
  const { id } = await assigned()
  await answeredBy(housing.client, id, letter)
  return id
}
const clear = async () => {
  for (const who of [li, zhang, office, housing.client, police.client]) await news(who)
}

it('what asked for a step says how it stands once that was taken', async () => {
  const since = async (who: Client, headline: string): Promise<string | null | undefined> => {
    await tellOfFacts(t.context)
    return (await listOf(who)).items.find((one) => one.headline === headline)?.since
  }
  const [cosign, arrived, rate] = [
    '有代表请您附议一件建议',
    '交办来一件代表建议，请签收',
    '建议有了答复，请您评价',
  ]
  const { id } = await written(li, { cosigners: [seeded(t, 1).id] })
  await done(li, id, { act: 'submit' })
  expect(await since(zhang, cosign)).toBeNull()
  await done(zhang, id, { act: 'confirm' })
  expect(await since(zhang, cosign)).toBe('待审核')
  await done(office, id, { act: 'assign', lead: housing.id })
  expect(await since(housing.client, arrived)).toBeNull()
  await answeredBy(housing.client, id)
  expect(await since(housing.client, arrived)).toBe('已答复，待评价')
  expect(await since(li, rate)).toBeNull()
  await done(li, id, { act: 'rate', attitude: 'satisfied', result: 'satisfied' })
  expect(await since(li, rate)).toBe('已评价')
  // Whoever co-signed may still say their word, and nobody waits for it.
  expect(await since(zhang, rate)).toBe('办结')
})

describe('being told of a suggestion', () => {
  it('every hand hears of its turn, whoever acts does not', async () => {
    const { id } = await written(li, { cosigners: [seeded(t, 1).id] })
    await done(li, id, { act: 'submit' })
    expect(await news(zhang)).toEqual(['有代表请您附议一件建议'])
    expect(await news(office)).toEqual([])
    await done(zhang, id, { act: 'confirm' })
    expect(await news(office)).toEqual(['新来一件代表建议，请审核'])
    await done(office, id, { act: 'assign', lead: housing.id, co: [police.id] })
    expect(await news(housing.client)).toEqual(['交办来一件代表建议，请签收'])
    expect(await news(police.client)).toEqual(['交办来一件代表建议，请签收'])
    expect(await news(li)).toEqual(['建议交办了'])
    expect(await news(zhang)).toEqual(['建议交办了'])
    await done(housing.client, id, { act: 'receive' })
    await done(housing.client, id, { act: 'ask-extension', reason: '要等化冻' })
    expect(await news(office)).toEqual(['承办单位申请延期，请代表工委定'])
    await done(office, id, { act: 'decide-extension', granted: true })
    for (const one of [li, zhang]) expect(await news(one)).toEqual(['答复延期了'])
    expect(await news(housing.client)).toEqual(['代表工委同意延期'])
    await done(housing.client, id, contact)
    await done(police.client, id, { act: 'opine', text: '配合。' })
    await done(housing.client, id, { act: 'propose', text: '装好了。', class: 'A' })
    expect(await news(li)).toEqual([])
    await done(housing.client, id, { act: 'sign', signer: '局长王建国' })
    expect(await news(li)).toEqual(['建议有了答复，请您评价'])
    expect(await news(zhang)).toEqual(['建议有了答复，请您评价'])
    await done(li, id, { act: 'rate', attitude: 'satisfied', result: 'satisfied' })
    expect(await news(housing.client)).toEqual(['代表作了评价，办结了'])
  })

  it('不满意 once is the department’s, twice the office’s', async () => {
    const id = await signed({})
    await clear()
    const bad = { act: 'rate', attitude: 'satisfied', result: 'dissatisfied', reason: '只装了一个' }
    await done(li, id, bad)
    expect(await news(housing.client)).toEqual(['代表不满意，请重办一次'])
    await done(housing.client, id, { act: 'propose', text: '都装好了。', class: 'A' })
    await done(housing.client, id, { act: 'sign', signer: '局长王建国' })
    await done(li, id, bad)
    expect(await news(office)).toEqual(['重办后代表仍不满意，请代表工委协调'])
  })

  it('given to the wrong one and at once to another, both hear of it', async () => {
    const { id } = await assigned()
    await clear()
    await done(office, id, { act: 'reassign', lead: police.id })
    expect(await news(housing.client)).toEqual(['代表工委改交别的单位，不用再办'])
    expect(await news(police.client)).toEqual(['交办来一件代表建议，请签收'])
    expect(await news(li)).toEqual(['建议交办了'])
  })

  it('returned, declined, and a wrong assignment', async () => {
    const { id } = await written(li)
    await done(li, id, { act: 'submit' })
    await done(office, id, { act: 'return', reason: '请写具体' })
    expect(await news(li)).toEqual(['代表工委请您修改后再交'])
    await done(li, id, { act: 'submit' })
    await done(office, id, { act: 'decline', why: 'empty', reason: '没有具体内容' })
    expect(await news(li)).toEqual(['建议没有立案，请看理由'])
    const other = await assigned()
    await clear()
    await done(housing.client, other.id, { act: 'object', reason: '不归我们管' })
    expect(await news(office)).toEqual(['承办单位申请退回，请代表工委定'])
    await done(office, other.id, { act: 'reject', reason: '三定方案里有' })
    expect(await news(housing.client)).toEqual(['代表工委没有同意退回，请接着办'])
  })

  it('on the promised day the department is asked once, and the representative told', async () => {
    const id = await signed({ class: 'B', promisedFor: '2026-04-20' })
    await done(li, id, { act: 'rate', attitude: 'satisfied', result: 'fair' })
    await clear()
    t.clock.set('2026-04-20T02:00:00Z')
    await askForPromises(t.context)
    await askForPromises(t.context)
    expect(await news(housing.client)).toEqual(['答应的日子到了，请再答复一次'])
    expect(await news(li)).toEqual(['答应的日子到了，已请承办单位再答复'])
    await done(housing.client, id, {
      act: 'redeem',
      text: '装好了。',
      class: 'A',
      signer: '局长王建国',
    })
    expect(await news(li)).toEqual(['承办单位按承诺再次答复了，可以再评一次'])
    t.clock.set('2026-03-02T02:00:00Z')
  })

  it('urging is recorded and told, once a day, and only of what is owed', async () => {
    const { id } = await assigned()
    await clear()
    const urge = { act: 'remind', clock: 'answer', owner: housing.id }
    const both = await Promise.all([act(office, id, urge), act(office, id, urge)])
    expect(both.filter(({ statusCode }) => statusCode === 200)).toHaveLength(1)
    expect(outcome(await act(office, id, urge))).toBe('409 suggestion.reminded-today')
    // A department urges opinions alone.
    expect(outcome(await act(housing.client, id, urge))).toBe('409 suggestion.nothing-owed')
    expect(outcome(await act(office, id, { ...urge, owner: police.id }))).toBe(
      '409 suggestion.nothing-owed',
    )
    expect(await news(housing.client)).toEqual(['代表工委催了一下，请尽快办'])
    t.clock.advance(DAY)
    await done(office, id, { ...urge, text: '常委会要听汇报。' })
    const { reminders } = (await housing.client({ url: `/api/suggestions/${id}` })).json()
    expect(reminders.map((one: { text: string | null }) => one.text)).toEqual([
      null,
      '常委会要听汇报。',
    ])
    t.clock.set('2026-03-02T02:00:00Z')
  })

  it('a department without an account is passed on by the office', async () => {
    const made = await post(office, '/api/departments', { name: '自来水公司' })
    const { id: water } = made.json<{ id: string }>()
    const { id } = await written(li)
    await done(li, id, { act: 'submit' })
    await done(office, id, { act: 'assign', lead: water })
    await clear()
    await done(office, id, { act: 'remind', clock: 'answer', owner: water })
    expect(await news(office)).toEqual(['承办单位没有账号，请代表工委转告，或把一次性链接发给它'])
  })

  it('each once, with the suggestion behind it; who lost it is told nothing of it', async () => {
    const { id, title } = await assigned()
    await tellOfFacts(t.context)
    await tellOfFacts(t.context)
    const told = (await toldSoFar(t)).filter((one) => one.subject === id)
    expect(told.map(({ kind }) => kind).sort()).toEqual([
      'suggestion.arrived',
      'suggestion.assigned',
      'suggestion.for-office',
    ])
    expect((await listOf(housing.client)).items[0]).toMatchObject({
      about: title,
      suggestionId: id,
    })
    // Looking at the suggestion is having seen it.
    const seen = await post(housing.client, '/api/notices/reading', { suggestionId: id })
    expect(seen.json()).toEqual({ unread: 0 })
    await done(housing.client, id, { act: 'object', reason: '不归我们管' })
    await done(office, id, { act: 'assign', lead: police.id })
    expect((await listOf(housing.client)).items[0]).toMatchObject({
      about: '这件事已经不在您手里',
      suggestionId: null,
    })
  })
})

describe('a representative who has left', () => {
  const leave = (index: 0 | 1, state: string) =>
    execute(t, `update representatives set state = '${state}' where id = '${seeded(t, index).id}'`)

  it('given a co-signer serves, then their word decides; with nobody left the office says it', async () => {
    const joint = await written(li, { cosigners: [seeded(t, 1).id] })
    await done(li, joint.id, { act: 'submit' })
    await done(zhang, joint.id, { act: 'confirm' })
    const answer = async (id: string) => {
      await done(office, id, { act: 'assign', lead: housing.id })
      await done(housing.client, id, { act: 'receive' })
      await done(housing.client, id, contact)
      await done(housing.client, id, { act: 'propose', text: '装好了。', class: 'A' })
    }
    await answer(joint.id)
    const alone = await written(li)
    await done(li, alone.id, { act: 'submit' })
    await answer(alone.id)
    const rating = { act: 'rate', attitude: 'satisfied', result: 'fair' }
    await leave(0, 'left')
    try {
      await clear()
      for (const { id } of [joint, alone])
        await done(housing.client, id, { act: 'sign', signer: '局长王建国' })
      expect(await news(office)).toEqual(['代表都离任了，请代表工委代为评价'])
      expect(await news(zhang)).toEqual(['建议有了答复，请您评价'])
      const seen = (await office({ url: `/api/suggestions/${joint.id}` })).json()
      const { items } = (await office({ url: '/api/suggestions?waiting=true' })).json()
      const ids = items.map((one: { id: string }) => one.id)
      expect([ids.includes(alone.id), ids.includes(joint.id)]).toEqual([true, false])
      // In nobody's place: only a paper of whoever serves may be entered.
      expect([seen.leadLeft, seen.papers.map(({ id }: { id: string }) => id)]).toEqual([
        true,
        [seeded(t, 1).id],
      ])
      expect(outcome(await act(office, joint.id, rating))).toBe('409 suggestion.authors-serve')
      expect((await done(zhang, joint.id, rating)).state).toBe('closed')
      const judged = await done(office, alone.id, rating)
      expect([judged.state, judged.satisfaction, judged.feedbacks[0]?.forLead]).toEqual([
        'closed',
        'fair',
        true,
      ])
    } finally {
      await leave(0, 'serving')
    }
  })
})
