import {
  bothOf,
  choosesNobody,
  type PlanSources,
  planOf,
} from '@mashang/shared/sheets/plan.rules.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

const sources: PlanSources = {
  stations: [
    { id: 's-wu', name: '五当召镇代表之家', area: '新区' },
    { id: 's-da', name: '大发街道代表之家', area: '老区' },
  ],
  representatives: [
    { id: 'zhang', name: '张建平', state: 'serving', stationId: 's-da', area: null },
    { id: 'li', name: '李婺', state: 'serving', stationId: 's-da', area: '老区' },
    { id: 'na', name: '那顺巴雅尔', state: 'serving', stationId: 's-wu', area: '新区' },
    { id: 'gone', name: '王离任', state: 'left', stationId: 's-wu', area: '新区' },
    { id: 'free', name: '安无站', state: 'serving', stationId: null, area: null },
  ],
  sheets: [
    { id: 'old-2', number: 2, subjectKind: 'representative', subjectId: 'li', place: '公告栏' },
    { id: 'old-1', number: 1, subjectKind: 'representative', subjectId: 'li', place: '食堂' },
    { id: 'old-3', number: 3, subjectKind: 'representative', subjectId: 'gone', place: null },
  ],
}
const ids = (select: Parameters<typeof planOf>[0]): string[] =>
  planOf(select, sources).entries.map((entry) => entry.replaces ?? entry.id)

describe('whom a selection means', () => {
  it('all: every station and everyone who serves, by station in the order of a dictionary', () => {
    const plan = planOf({ all: true }, sources)
    expect(ids({ all: true })).toEqual(['s-da', 'li', 'zhang', 's-wu', 'na', 'free'])
    expect(plan.skipped).toEqual([])
  })

  it('members of a station without its own sheet; an area with both', () => {
    expect(ids({ membersOf: ['s-da'] })).toEqual(['li', 'zhang'])
    expect(ids({ areas: ['老区'] })).toEqual(['s-da', 'li', 'zhang'])
  })

  it('lists together, nobody twice', () => {
    expect(
      ids({
        representatives: ['li', 'li'],
        membersOf: ['s-da'],
        areas: ['老区'],
        stations: ['s-da'],
      }),
    ).toEqual(['s-da', 'li', 'zhang'])
  })

  it('a sheet to print again is one of its own, with its place', () => {
    const { entries } = planOf({ sheets: ['old-2', 'old-1'] }, sources)
    expect(entries.map(({ replaces, place }) => [replaces, place])).toEqual([
      ['old-1', '食堂'],
      ['old-2', '公告栏'],
    ])
  })

  it('what is not printed is told with the reason', () => {
    const { entries, skipped } = planOf(
      { representatives: ['gone', 'nobody'], areas: ['不存在'], sheets: ['old-3', 'lost'] },
      sources,
    )
    expect(entries).toEqual([])
    expect(skipped.map(({ name, reason }) => [name, reason])).toEqual([
      ['王离任', 'left'],
      ['（代表）', 'gone'],
      ['不存在', 'gone'],
      ['（重印）', 'gone'],
    ])
    for (const { message } of skipped) expect(message).toMatch(/没有印。$/)
  })

  it('an empty selection chooses nobody; a saved list may', () => {
    expect(choosesNobody({})).toBe(true)
    expect(choosesNobody({ stations: [], areas: [] })).toBe(true)
    expect(choosesNobody({ saved: 'x' })).toBe(false)
    expect(choosesNobody({ all: true })).toBe(false)
  })

  it('two selections together: lists joined, all wins', () => {
    expect(bothOf({ stations: ['a'] }, { stations: ['a', 'b'], areas: ['x'] })).toEqual({
      stations: ['a', 'b'],
      areas: ['x'],
    })
    expect(bothOf({ stations: ['a'] }, { all: true })).toEqual({ all: true })
  })
})

const anyRoster = fc
  .record({
    stations: fc.uniqueArray(
      fc.record({
        id: fc.stringMatching(/^s[0-9]$/),
        name: fc.constantFrom('东站', '西站', '南站'),
        area: fc.option(fc.constantFrom('老区', '新区')),
      }),
      { selector: (each) => each.id, maxLength: 5 },
    ),
    representatives: fc.uniqueArray(
      fc.record({
        id: fc.stringMatching(/^r[0-9]{1,2}$/),
        name: fc.constantFrom('王伟', '李娜', '张敏', '陈静'),
        state: fc.constantFrom('serving' as const, 'left' as const),
        stationId: fc.option(fc.stringMatching(/^s[0-9]$/)),
        area: fc.option(fc.constantFrom('老区', '新区')),
      }),
      { selector: (each) => each.id, maxLength: 30 },
    ),
  })
  .map((roster): PlanSources => ({ ...roster, sheets: [] }))

const anySelect = fc.record({
  representatives: fc.array(fc.stringMatching(/^r[0-9]{1,2}$/), { maxLength: 20 }),
  stations: fc.array(fc.stringMatching(/^s[0-9]$/), { maxLength: 6 }),
  membersOf: fc.array(fc.stringMatching(/^s[0-9]$/), { maxLength: 6 }),
  areas: fc.array(fc.constantFrom('老区', '新区', '无'), { maxLength: 3 }),
})

describe('for any roster and any selection', () => {
  it('nobody stands in it twice, nobody who left, and each name on a list is printed or told of', () => {
    fc.assert(
      fc.property(anyRoster, anySelect, (roster, select) => {
        const { entries, skipped } = planOf(select, roster)
        const keys = entries.map(({ kind, id }) => `${kind} ${id}`)
        expect(new Set(keys).size).toBe(keys.length)
        const left = new Set(
          roster.representatives.filter((r) => r.state === 'left').map((r) => r.id),
        )
        expect(entries.filter(({ id }) => left.has(id))).toEqual([])
        const named = new Set([...select.representatives, ...select.stations])
        const printed = entries.filter(({ id }) => named.has(id)).length
        expect(
          printed + skipped.filter((skip) => !skip.message.startsWith('片区')).length,
        ).toBeGreaterThanOrEqual(named.size)
      }),
    )
  })

  it('its order does not depend on the order of the lists, and stations are not torn apart', () => {
    fc.assert(
      fc.property(anyRoster, anySelect, (roster, select) => {
        const { entries } = planOf(select, roster)
        const backwards = planOf(
          Object.fromEntries(
            Object.entries(select).map(([key, list]) => [key, [...list].reverse()]),
          ),
          {
            stations: [...roster.stations].reverse(),
            representatives: [...roster.representatives].reverse(),
            sheets: [],
          },
        )
        expect(backwards.entries).toEqual(entries)
        const known = new Set(roster.stations.map((station) => station.id))
        const homes = entries.map(({ stationId }) =>
          known.has(stationId ?? '') ? stationId : null,
        )
        const changes = homes.filter((home, index) => index > 0 && home !== homes[index - 1]).length
        expect(changes).toBe(Math.max(0, new Set(homes).size - 1))
      }),
    )
  })
})
