import { isUnanswered, keyOf } from '@mashang/client/core/kept-key.ts'
import {
  draftFrom,
  draftOf,
  emptyDraft,
  isChosen,
  nobody,
  orderOf,
  selectOf,
} from '@mashang/client/sheets/office/batches/order-draft.ts'
import { batchOrder } from '@mashang/shared/sheets/batches.model.ts'
import { describe, expect, it } from 'vitest'
import { ref } from 'vue'

const ONE = '0190b6a0-0000-7000-8000-000000000001'
const TWO = '0190b6a0-0000-7000-8000-000000000002'

describe('whom to print for', () => {
  it('is everybody, whatever else was chosen before', () => {
    expect(selectOf({ ...nobody(), everybody: true, areas: ['大发街道'] })).toEqual({ all: true })
  })

  it('adds up the lists that have something', () => {
    expect(selectOf({ ...nobody(), areas: ['大发街道'], representatives: [ONE] })).toEqual({
      areas: ['大发街道'],
      representatives: [ONE],
    })
    expect(selectOf({ ...nobody(), saved: ONE })).toEqual({ saved: ONE })
  })

  it('is nobody until somebody is chosen: then nothing is asked of the server', () => {
    expect(selectOf(nobody())).toBeUndefined()
    expect(orderOf({ ...emptyDraft(), whom: nobody() })).toBeUndefined()
  })
})

describe('whose sheet is shown beside the order', () => {
  const person = { kind: 'representative', id: 'li', stationId: 's1', area: '老区' } as const
  const station = { kind: 'station', id: 's1', stationId: 's1', area: '老区' } as const

  it.each([
    ['everybody', { everybody: true }, true, true],
    ['nobody yet', {}, false, false],
    ['an area', { areas: ['老区'] }, true, true],
    ['another area', { areas: ['新区'] }, false, false],
    ['the people of a station', { membersOf: ['s1'] }, true, false],
    ['a station itself', { stations: ['s1'] }, false, true],
    ['one person', { representatives: ['li'] }, true, false],
  ])('of %s', (_, part, whosePerson, whoseStation) => {
    const whom = { ...nobody(), ...part }
    expect([isChosen(whom, person), isChosen(whom, station)]).toEqual([whosePerson, whoseStation])
  })
})

describe('the order that is sent', () => {
  const draft = (change: Partial<ReturnType<typeof emptyDraft>>) => ({ ...emptyDraft(), ...change })

  it('is one that the server takes, for every format', () => {
    for (const format of ['a4', 'a3', 'table-card', 'badge', 'sticker', 'labels'] as const) {
      expect(() => batchOrder.parse(orderOf(draft({ format })))).not.toThrow()
    }
  })

  it('leaves out what the format does not know', () => {
    const labels = orderOf(draft({ format: 'labels', startAt: 5, cropMarks: true }))
    expect(labels).toMatchObject({ startAt: 5, labelSize: '3x7', cropMarks: false })
    expect(labels).not.toHaveProperty('imposition')
    const poster = orderOf(draft({ format: 'a4', startAt: 5, cropMarks: true }))
    expect(poster).toMatchObject({ cropMarks: true })
    expect(poster).not.toHaveProperty('startAt')
  })

  it('retires old sheets only where sheets are printed anew', () => {
    expect(orderOf(draft({ retireOld: true }))).toMatchObject({ retireOld: false })
    const whom = { ...nobody(), sheets: [ONE] }
    expect(orderOf(draft({ whom, retireOld: true }))).toMatchObject({ retireOld: true })
  })

  it('can be given again as it was', () => {
    const given = draft({
      whom: { ...nobody(), stations: [ONE], membersOf: [TWO] },
      format: 'labels',
      startAt: 4,
      copies: 3,
      medium: 'outdoors',
      place: '区政务大厅',
    })
    expect(draftOf(batchOrder.parse(orderOf(given)))).toEqual(given)
  })

  it('survives a closed page, and a broken draft is no obstacle', () => {
    const given = draft({ copies: 7 })
    expect(draftFrom(JSON.stringify(given))).toEqual(given)
    expect(draftFrom('{"copies":7,"whom":{"areas":["甲"]}}')).toMatchObject({
      copies: 7,
      format: 'a4',
      whom: { areas: ['甲'], stations: [] },
    })
    expect(draftFrom('{"copies"')).toEqual(emptyDraft())
  })
})

describe('the key that keeps an order from being printed twice', () => {
  const kept = () => ({ text: ref(''), kept: ref(false), forget: () => undefined })

  it('stays the same for the same order, through a reload', () => {
    const before = kept()
    const key = keyOf(before, { format: 'a4' })
    const reloaded = { ...kept(), text: ref(before.text.value) }
    expect(keyOf(reloaded, { format: 'a4' })).toBe(key)
    expect(isUnanswered(reloaded, { format: 'a4' })).toBe(true)
  })

  it('is another one for another order', () => {
    const draft = kept()
    const key = keyOf(draft, { format: 'a4' })
    expect(isUnanswered(draft, { format: 'a3' })).toBe(false)
    expect(keyOf(draft, { format: 'a3' })).not.toBe(key)
  })
})
