import { tellOfFacts } from '@mashang/server/notices/telling.usecases.ts'
import type {
  SuggestionRow,
  SuggestionView,
} from '@mashang/shared/suggestions/suggestions.model.ts'
import { expect } from 'vitest'
import type { Client } from '../support/app.ts'
import { answeredBy, atWork, contact, done, written } from './steps.ts'

export const START = '2026-03-02T02:00:00Z'
export const AGREED = '2026-12-31T16:00:00.000Z'
export const bad = {
  act: 'rate',
  attitude: 'satisfied',
  result: 'dissatisfied',
  reason: '只装了一个',
}
export const poor = { attitude: 'fair', result: 'dissatisfied', reason: '路口没有改' }
export const good = { act: 'rate', attitude: 'satisfied', result: 'satisfied' }
export const settled = {
  act: 'settle',
  way: 'site',
  people: '赵主任、住建局王局长、李代表',
  text: '今年装完两个路口。',
}
export const kept = { act: 'redeem', text: '两个路口都装好了。', class: 'A', signer: '局长王建国' }
type Letter = { class: string; promisedFor?: string }

/** People at work, and the way to a day that was agreed on. */
export async function agreedDay() {
  const world = await atWork()
  const { t, li, office, housing } = world
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
  return { ...world, mediated, twiceBad, agreed, seen, runs, tracked, page, kindsOf, keptShare }
}
