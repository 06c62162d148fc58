import { answerWordsOf, saidWords } from '@mashang/client/activities/answer-words.ts'
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
