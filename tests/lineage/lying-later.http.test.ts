import { tieWhatLiesTogether } from '@mashang/server/suggestions/lying-later.usecases.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { join as groupUp } from '../issues/group-steps.ts'
import { department, done, fresh, written } from '../suggestions/steps.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { type Issue, issueOf, MERGED, SENT, times, toldOn } from './steps.ts'

let t: TestApp
let li: Client
let office: Client
let housing: { id: string; client: Client }
beforeAll(async () => {
  t = await startApp({ config: { limits: false } })
  t.clock.set('2026-03-02T02:00:00Z')
  li = fresh(t, 0)
  office = fresh(t, 'office')
  housing = await department(t, '区住房和城乡建设局')
})
afterAll(() => t.close())

const issue = (): Promise<Issue> => issueOf(t, li)
const sentOf = async (one: Issue): Promise<number> => times(await toldOn(t, one), SENT)
const suggestionOf = async ({ id }: Issue): Promise<string> => {
  const { id: made } = await written(li, { issueId: id })
  await done(li, made, { act: 'submit' })
  return made
}

describe('a matter that is put beside another one after that became a suggestion', () => {
  it('hears of it, what was said so far and what comes, once', async () => {
    const [first, late, alone] = [await issue(), await issue(), await issue()]
    const id = await suggestionOf(first)
    await groupUp(li, first.id, late.id)
    expect(await sentOf(late)).toBe(0)
    await tieWhatLiesTogether(t.context)
    await tieWhatLiesTogether(t.context)
    expect([await sentOf(first), await sentOf(late), await sentOf(alone)]).toEqual([1, 1, 0])
    await done(office, id, { act: 'decline', why: 'empty', reason: '不属于本级职权。' })
    const [told, toldLate] = [await toldOn(t, first), await toldOn(t, late)]
    expect(toldLate.at(-1)).toBe(told.at(-1))
  })

  it('given that what it lies beside goes on in another suggestion, then it hears of that one', async () => {
    const [first, other, late] = [await issue(), await issue(), await issue()]
    const [merged, target] = [await suggestionOf(first), await suggestionOf(other)]
    await done(office, merged, { act: 'merge', into: target, reason: '说的是同一件事' })
    await groupUp(li, first.id, late.id)
    for (const _ of ['once', 'twice']) await tieWhatLiesTogether(t.context)
    expect(await sentOf(late)).toBe(1)
    expect(times(await toldOn(t, late), MERGED)).toBe(0)
    await done(office, target, { act: 'assign', lead: housing.id })
    const { items } = (await office({ url: `/api/suggestions?issue=${late.id}` })).json()
    expect(items).toMatchObject([{ id: target }])
  })

  it('given that the suggestion is over, then nothing is said of it', async () => {
    const [first, late] = [await issue(), await issue()]
    const id = await suggestionOf(first)
    await done(office, id, { act: 'decline', why: 'empty', reason: '不属于本级职权。' })
    await groupUp(li, first.id, late.id)
    await tieWhatLiesTogether(t.context)
    expect(await sentOf(late)).toBe(0)
  })
})
