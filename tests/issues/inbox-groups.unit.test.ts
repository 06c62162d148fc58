import { inboxGroups, waitingFor } from '@mashang/client/issues/work/inbox-groups.ts'
import type { InboxItem } from '@mashang/shared/issues/issues.model.ts'
import { describe, expect, it } from 'vitest'

/** 16:12 in the district. */
const now = Date.parse('2026-11-23T08:12:00.000Z')
const due = (title: string, dueAt: string): InboxItem => ({
  id: title,
  number: '',
  title,
  kind: 'help',
  field: 'urban',
  state: 'awaiting',
  voter: '王女士',
  area: null,
  photos: 0,
  filedAt: new Date(Date.parse(dueAt) - 86_400_000).toISOString(),
  dueAt,
  overdue: false,
})
const shown = (
  items: InboxItem[],
  waiting: InboxItem[] = [],
  at = now,
  spoken: InboxItem[] = [],
): string[] =>
  inboxGroups({ items, spoken, waiting }, at).map(
    (group) => `${group.words}：${group.items.map((i) => i.title).join('、')}`,
  )

describe('the number at the inbox', () => {
  it('counts open matters and those that the voter spoke of again, each once', () => {
    const [a, b, c] = ['a', 'b', 'c'].map((title) => due(title, '2026-11-23T07:12:00.000Z'))
    const of = (items: unknown[], spoken: unknown[], total = items.length) =>
      waitingFor({ items, spoken, total } as Parameters<typeof waitingFor>[0])
    expect(of([], [])).toBe(0)
    expect(of([a], [b, c])).toBe(3)
    expect(of([a, b], [b, c])).toBe(3)
    // The list is cut at 200, the total is not.
    expect(of([a], [], 250)).toBe(250)
  })
})

describe('the inbox', () => {
  it('puts what is due first on top, by the district’s days', () => {
    const items = [
      due('明天零点', '2026-11-23T16:00:00.000Z'),
      due('今天最后一刻', '2026-11-23T15:59:59.999Z'),
      due('一小时前', '2026-11-23T07:12:00.000Z'),
      due('马上', '2026-11-23T08:30:00.000Z'),
    ]
    expect(shown(items)).toEqual(['已超期：一小时前', '今天：马上、今天最后一刻', '以后：明天零点'])
  })

  it('does not call overdue what is due at this very millisecond, and does one later', () => {
    const items = [due('正好', '2026-11-23T08:12:00.000Z')]
    expect(shown(items)).toEqual(['今天：正好'])
    expect(shown(items, [], now + 1)).toEqual(['已超期：正好'])
  })

  it('keeps what others have to answer apart, and shows no empty group', () => {
    expect(shown([], [due('转区住建局', '2026-11-22T08:12:00.000Z')])).toEqual([
      '等别人回话：转区住建局',
    ])
    expect(shown([])).toEqual([])
  })

  it('puts what a voter said again below today, and each matter in one group only', () => {
    const [urgent, relaxed] = [
      due('马上', '2026-11-23T08:30:00.000Z'),
      due('明天零点', '2026-11-23T16:00:00.000Z'),
    ]
    const answered = due('答过的', '2026-11-20T08:12:00.000Z')
    expect(
      shown([urgent, relaxed], [due('转区住建局', '2026-11-22T08:12:00.000Z')], now, [
        answered,
        relaxed,
        urgent,
      ]),
    ).toEqual(['今天：马上', '选民又说了：答过的、明天零点', '等别人回话：转区住建局'])
  })
})
