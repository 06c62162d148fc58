import { DAY } from '@mashang/shared/core/clock.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Client, TestApp } from '../support/app.ts'
import { answeredBy, assignedTo, atWork, department, done, written } from './steps.ts'

let t: TestApp
let li: Client
let office: Client
let housing: Awaited<ReturnType<typeof department>>
let police: Awaited<ReturnType<typeof department>>
/** Two of 2026, one of each department, the first answered; one of 2027 that is co-handled. */
beforeAll(async () => {
  const made = await atWork()
  t = made.t
  li = made.li
  office = made.office
  housing = made.housing
  police = await department(t, '公安分局')
  const answered = await assignedTo({ lead: li, office }, housing.id, { title: '去年答复的' })
  await answeredBy(housing.client, answered.id)
  await assignedTo({ lead: li, office }, police.id, { title: '去年还没有答复的' })
  t.clock.advance(310 * DAY)
  const later = await assignedTo({ lead: li, office }, police.id, { title: '今年的' })
  await done(police.client, later.id, { act: 'object', reason: '要和住建一起办' })
  await done(office, later.id, { act: 'assign', lead: police.id, co: [housing.id] })
})
afterAll(() => t.close())

interface Figures {
  items: { key: string; numerator: number; denominator: number }[]
  years: number[]
}
const figures = async (query: string): Promise<Figures> =>
  (await office({ url: `/api/suggestion-figures?${query}` })).json()
const solved = async (query: string): Promise<[number, number]> => {
  const one = (await figures(query)).items.find(({ key }) => key === 'solved')
  return [one?.numerator ?? -1, one?.denominator ?? -1]
}

describe('figures of a year and of a department', () => {
  it('count what belongs to them, and say which years there are', async () => {
    expect((await figures('')).years).toEqual([2027, 2026])
    expect(await solved('')).toEqual([1, 3])
    expect(await solved('year=2026')).toEqual([1, 2])
    expect(await solved('year=2027')).toEqual([0, 1])
    expect(await solved('year=2025')).toEqual([0, 0])
    expect(await solved(`year=2026&department=${housing.id}`)).toEqual([1, 1])
    expect(await solved(`year=2026&department=${police.id}`)).toEqual([0, 1])
    // Whoever only helps has no answer of its own.
    expect(await solved(`department=${housing.id}`)).toEqual([1, 1])
  })

  it('are as long as the lists behind them, and as the files made of these', async () => {
    for (const narrowed of ['', `department=${housing.id}`, `year=2026&department=${police.id}`]) {
      for (const { key, numerator, denominator } of (await figures(narrowed)).items) {
        const behind = `figure=${key}&${narrowed}`
        const list = async (counted: string): Promise<number> =>
          (await office({ url: `/api/suggestions?${behind}${counted}` })).json().total
        expect(await list(''), behind).toBe(denominator)
        expect(await list('&counted=yes'), behind).toBe(numerator)
        const file = await office({ url: `/api/exports/suggestions?${behind}&file=csv` })
        expect(file.body.trim().split('\r\n'), behind).toHaveLength(denominator + 1)
      }
    }
  })

  it('given several that answer apart, then each has its own answer, and the district one suggestion', async () => {
    const roads = await department(t, '交通局')
    const schools = await department(t, '教育局')
    const district = await figures('')
    const { id } = await written(li, { title: '路口和校门' })
    await done(li, id, { act: 'submit' })
    await done(office, id, { act: 'assign', separate: [roads.id, schools.id] })
    await answeredBy(roads.client, id)
    const own = async (of: string, key: string): Promise<string> => {
      const one = (await figures(`department=${of}`)).items.find((found) => found.key === key)
      return `${one?.numerator}/${one?.denominator}`
    }
    // It has answered, though the whole is not answered yet.
    expect([await own(roads.id, 'answered'), await own(roads.id, 'solved')]).toEqual(['1/1', '1/1'])
    expect([await own(schools.id, 'answered'), await own(schools.id, 'solved')]).toEqual([
      '0/0',
      '0/1',
    ])
    await answeredBy(schools.client, id, { class: 'C', text: '校门没有地方改。' })
    const fine = { attitude: 'satisfied', result: 'fair' }
    const bad = { attitude: 'fair', result: 'dissatisfied', reason: '校门没有改' }
    await done(li, id, {
      act: 'rate',
      apart: [
        { department: roads.id, ...fine },
        { department: schools.id, ...bad },
      ],
    })
    for (const [of, expected] of [
      [roads.id, { solved: '1/1', satisfied: '1/1', kept: '1/1', timely: '1/1', visited: '1/1' }],
      [schools.id, { solved: '0/1', satisfied: '0/1', kept: '0/0', timely: '1/1', visited: '1/1' }],
    ] as const)
      for (const [key, sum] of Object.entries(expected))
        expect(`${key} ${await own(of, key)}`).toBe(`${key} ${sum}`)
    // The list behind it shows its own class; the district counts the suggestion once, by the worst.
    const behind = await office({
      url: `/api/suggestions?figure=solved&counted=yes&department=${roads.id}`,
    })
    expect(behind.json()).toMatchObject({ total: 1, items: [{ id, class: 'A' }] })
    const now = await figures('')
    const solvedOf = ({ items }: Figures) => items.find(({ key }) => key === 'solved')
    expect(solvedOf(now)?.denominator).toBe((solvedOf(district)?.denominator ?? 0) + 1)
    expect(solvedOf(now)?.numerator).toBe(solvedOf(district)?.numerator)
  })

  it('given a year or a department that is none, then that is said', async () => {
    for (const query of ['year=1', 'year=all', 'department=x'])
      expect((await office({ url: `/api/suggestion-figures?${query}` })).statusCode).toBe(400)
  })
})
