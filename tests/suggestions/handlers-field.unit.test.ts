import {
  handlersBefore,
  handlersSent,
  inWay,
  ledBy,
  nobody,
} from '@mashang/client/suggestions/office/handlers.ts'
import { expect, it } from 'vitest'

const apart = { ...inWay(ledBy(nobody, 'housing'), 'separate'), others: ['housing', 'police'] }

it('given a lead was chosen, then it is the first that answers apart, and leads again on the way back', () => {
  const led = inWay(ledBy(nobody, 'housing'), 'separate')
  expect(led.others).toEqual(['housing'])
  expect(handlersSent(inWay(led, 'lead'))).toEqual({ lead: 'housing', co: [], separate: [] })
})

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

const had = (id: string, part: 'lead' | 'co' | 'separate') => ({
  id,
  name: `${id}局`,
  part,
  received: false,
})
const three = [had('housing', 'lead'), had('police', 'co'), had('farming', 'co')]

it('given it came back from its lead, then whoever stood beside it is there already, and the lead is to be found', () => {
  expect(handlersBefore({ handlers: three, objections: ['housing局'] })).toEqual({
    way: 'lead',
    lead: '',
    others: ['police', 'farming'],
  })
})

it('given it came back from one beside it, then everybody else is there already', () => {
  expect(handlersBefore({ handlers: three, objections: ['police局'] })).toEqual({
    way: 'lead',
    lead: 'housing',
    others: ['farming'],
  })
  const apartBefore = [had('housing', 'separate'), had('police', 'separate')]
  expect(handlersBefore({ handlers: apartBefore, objections: ['police局'] })).toEqual({
    way: 'separate',
    lead: '',
    others: ['housing'],
  })
})

it('given it has not been assigned, then nobody is there', () => {
  expect(handlersBefore({ handlers: [], objections: [] })).toEqual(nobody)
})

it('given it went to a wrong lead by a slip, then whoever stands beside it stays', () => {
  expect(handlersBefore({ handlers: three, objections: [] }, true)).toEqual({
    way: 'lead',
    lead: '',
    others: ['police', 'farming'],
  })
})
