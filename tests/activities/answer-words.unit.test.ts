import { answerWordsOf, isSaid, saidWords } from '@mashang/client/activities/answer-words.ts'
import { expect, it } from 'vitest'

it('asks whoever should come whether they can, and everybody else whether they will', () => {
  const owed = answerWordsOf({ mandatory: true })
  expect([owed.come, owed.decline, owed.coming]).toEqual(['能参加', '请假', '您说了能参加'])
  const free = answerWordsOf({ mandatory: false })
  expect([free.come, free.decline, free.coming]).toEqual(['报名参加', '不参加', '您报了名'])
  const listed = (mandatory: boolean) =>
    (['none', 'coming', 'away'] as const).map((answer) => saidWords(answer, { mandatory }))
  expect(listed(true)).toEqual(['还没有回复', '能参加', '请假'])
  expect(listed(false)).toEqual(['还没有回复', '报名参加', '不参加'])
})

it('knows when an answer that seemed lost has arrived, so that its failure goes', () => {
  const coming = { mine: { answer: 'coming', attendance: 'unknown' }, myReason: null } as const
  const away = { mine: { answer: 'away', attendance: 'unknown' }, myReason: '住院 三天' } as const
  expect(isSaid({ answer: 'coming' }, coming)).toBe(true)
  expect(isSaid({ answer: 'coming' }, away)).toBe(false)
  expect(isSaid({ answer: 'away', reason: ' 住院\n三天' }, away)).toBe(true)
  // Another reason is another try: it has not arrived because they were away before.
  expect(isSaid({ answer: 'away', reason: '出差' }, away)).toBe(false)
  expect(isSaid({ answer: 'coming' }, { mine: null, myReason: null })).toBe(false)
})
