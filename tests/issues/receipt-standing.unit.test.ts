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
it('tells at the top how far the suggestion is, or what it came to, while it stands aside', () => {
  const of = (awaitsSuggestion: boolean, line: string | null) =>
    standing(
      { ...answered, awaitsSuggestion, resolution: suggested, suggestion: { line, ahead: [] } },
      now,
    ).lines
  expect(of(true, '区住建局收下了建议。').at(-1)).toBe('区住建局收下了建议。')
  expect(of(false, '区住建局答复了。').at(-1)).toBe('区住建局答复了。')
  expect(of(false, null)).toHaveLength(2)
})

it('keeps the outcome of the suggestion at the top while the representative ends the matter', () => {
  const running = { ...suggested, suggested: false, stoppedAt: null, dueAt: NOW }
  const suggestion = { line: '区住建局答复了代表建议：已经解决。', ahead: [] }
  const { lines } = standing({ ...answered, resolution: running, suggestion }, now)
  expect(lines.at(-2)).toBe(suggestion.line)
  expect(lines.at(-1)).toContain('办结')
})

it('says that it was concluded also after the voter has judged', () => {
  const title = (concluded: boolean) =>
    standing({ ...answered, state: 'closed', concluded }, now).title
  expect(title(true)).toBe('这件事办结了，您评价过了')
  expect(title(false)).toBe('已答复，您评价过了')
})
