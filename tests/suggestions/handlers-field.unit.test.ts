import { handlersSent, inWay, ledBy, nobody } from '@mashang/client/suggestions/office/handlers.ts'
import { expect, it } from 'vitest'

const apart = { ...inWay(ledBy(nobody, 'housing'), 'separate'), others: ['housing', 'police'] }

it('given a lead that was added to those that answer apart, when it leads again, then it does not stand beside itself', () => {
  expect(handlersSent(inWay(apart, 'lead'))).toEqual({
    lead: 'housing',
    co: ['police'],
    separate: [],
  })
})

it('given those that answer apart, then each of them stays, whoever was to lead before', () => {
  expect(handlersSent(inWay(apart, 'separate')).separate).toEqual(['housing', 'police'])
  expect(ledBy({ ...apart, way: 'lead' }, 'police').others).toEqual(['housing'])
})
