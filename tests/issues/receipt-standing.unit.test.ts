import { standing } from '@mashang/client/issues/receipt-words.ts'
import type { ReceiptView } from '@mashang/shared/issues/issues.model.ts'
import { expect, it } from 'vitest'
import { NOW } from '../support/voter-pages/people.ts'
import { issue } from '../support/voter-pages/receipts.ts'

const now = Date.parse(NOW)
const answered: ReceiptView = {
  ...issue,
  state: 'answered',
  clock: { ...issue.clock, stoppedAt: NOW },
}
const suggested: ReceiptView['resolution'] = {
  startedAt: NOW,
  dueAt: null,
  stoppedAt: NOW,
  pausedAt: null,
  resumeBy: null,
  overdue: false,
  workingDays: 5,
  extendedDays: 0,
  waitsLeft: 2,
  suggested: true,
  rule: 'resolution-5wd/1',
}
const told = (type: string, sentence: string) => ({ at: NOW, type, sentence })

it('tells at the top how far the suggestion is, by what was told last', () => {
  const of = (timeline: ReceiptView['timeline'], awaitsSuggestion = true) =>
    standing(
      {
        ...answered,
        awaitsSuggestion,
        can: { ...issue.can, verdict: false },
        resolution: suggested,
        timeline,
      },
      now,
    ).lines.at(-1)
  const sent = told('issue.suggestion-submitted', '写成了代表建议。')
  const taken = told('issue.suggestion-received', '区住建局收下了建议，开始办。')
  expect(of([sent])).toBe('已经写成代表建议，交部门办；有了答复，再请您评价。')
  expect(of([told('issue.opened', '代表打开看了。'), taken, sent])).toBe(
    `${taken.sentence}有了答复，再请您评价。`,
  )
  const answer = told('issue.suggestion-answered', '区住建局答复了。')
  expect(of([answer, taken, sent], false)).toBe(answer.sentence)
  const promised = told('issue.suggestion-answered', '正在办，答应 12月20日前办成，到时再说结果。')
  expect(of([promised, taken, sent])).toBe(promised.sentence)
})

it('keeps the outcome of the suggestion at the top while the representative ends the matter', () => {
  const answer = told('issue.suggestion-answered', '区住建局答复了：已经解决。')
  const over = told('issue.suggestion-over', '这件事不用再等建议了。')
  const running = { ...suggested, suggested: false, stoppedAt: null, dueAt: NOW }
  const { lines } = standing({ ...answered, resolution: running, timeline: [over, answer] }, now)
  expect(lines.at(-2)).toBe(answer.sentence)
  expect(lines.at(-1)).toContain('办结')
})

it('asks for a verdict once there is an outcome, and leaves the choice where one came before', () => {
  const of = (verdict: boolean) =>
    standing(
      { ...answered, awaitsSuggestion: true, can: { ...issue.can, verdict }, timeline: [] },
      now,
    ).lines.at(-1)
  expect(of(false)).toContain('有了答复，再请您评价。')
  expect(of(true)).toBe('另一件建议还在办，可以等它的结果，也可以现在评价。')
})

it('says that it was concluded also after the voter has judged', () => {
  const title = (concluded: boolean) =>
    standing({ ...answered, state: 'closed', concluded }, now).title
  expect(title(true)).toBe('这件事办结了，您评价过了')
  expect(title(false)).toBe('已答复，您评价过了')
})
