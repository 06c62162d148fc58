import { contactWords } from '@mashang/client/suggestions/contact-words.ts'
import { expect, it } from 'vitest'

const talk = {
  phase: 'before',
  way: 'visit',
  on: '2026-03-02',
  people: '住建局王局长',
  inCharge: true,
  text: '一起看了六个小区',
} as const

it('given a talk with its day, then when, how and with whom is said before what it was about', () => {
  expect(contactWords(talk)).toMatch(
    /^2026年3月2日 .+：住建局王局长（负责人在场）。一起看了六个小区$/,
  )
})

it('given one of an earlier year’s list, whose day nobody knows, then only what the list says', () => {
  const text = '表里记着谈过。'
  expect(contactWords({ ...talk, on: '', people: '', inCharge: false, text })).toBe(text)
})
