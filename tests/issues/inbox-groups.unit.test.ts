import { inboxGroups, waitingFor } from '@mashang/client/issues/work/inbox-groups.ts'
import type { InboxItem, ResolvingItem } from '@mashang/shared/issues/inbox.model.ts'
import { describe, expect, it } from 'vitest'

/** 16:12 in the district. */
const now = Date.parse('2026-11-23T08:12:00.000Z')
const due = (title: string, dueAt: string): InboxItem => ({
  id: title,
  number: '',
  title,
  kind: 'help',
  field: 'urban',
  fieldWords: '城建',
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

describe('what is due today', () => {
  // 22:00 in the district.
  const evening = Date.parse('2026-11-23T14:00:00.000Z')
  const promise = (item: InboxItem, dueAt: string, paused = false): ResolvingItem => ({
    ...item,
    startedAt: item.filedAt,
    dueAt,
    paused,
  })
  const grouped = (items: InboxItem[], resolving: ResolvingItem[]): string[] =>
    inboxGroups({ items, resolving, spoken: [], waiting: [] }, evening).flatMap((group) =>
      group.items.map((one) => `${group.words}：${one.title} ${one.dueAt}`),
    )

  it('is due before midnight in the district, however few hours are left until then or after it', () => {
    const before = due('二十三点五十九', '2026-11-23T15:59:59.000Z')
    const after = due('还剩三小时', '2026-11-23T17:00:00.000Z')
    expect(shown([after, before], [], evening)).toEqual([
      '今天：二十三点五十九',
      '以后：还剩三小时',
    ])
  })

  it('given a matter that is done once more, then it stands once, with the clock that is due first', () => {
    const again = due('重办', '2026-11-23T17:00:00.000Z')
    const midnight = '2026-11-23T16:00:00.000Z'
    expect(grouped([again], [promise(again, midnight)])).toEqual([`今天：重办 ${midnight}`])
    expect(grouped([again], [promise(again, '2026-11-30T16:00:00.000Z')])).toEqual([
      `以后：重办 ${again.dueAt}`,
    ])
    // What stands still does not press.
    expect(grouped([again], [promise(again, midnight, true)])).toEqual([
      `以后：重办 ${again.dueAt}`,
    ])
  })
})

describe('the number at the inbox', () => {
  const named = (title: string): InboxItem => due(title, '2026-11-23T07:12:00.000Z')
  const [a, b, c] = [named('a'), named('b'), named('c')]
  const promised = (item: InboxItem, paused: boolean): ResolvingItem => ({
    ...item,
    startedAt: item.filedAt,
    paused,
  })
  const of = (
    items: InboxItem[],
    spoken: InboxItem[],
    total = items.length,
    resolving: ResolvingItem[] = [],
  ): number => waitingFor({ items, spoken, total, resolving })

  it('is what the groups hold that wait for whoever looks, each matter once', () => {
    const [running, stopped] = [promised(c, false), promised(b, true)]
    expect(of([a], [], 1, [running, stopped])).toBe(2)
    // Spoken of again, what stands still is theirs after all; what runs is counted already.
    const spoken = [b, c]
    expect(of([a], spoken, 1, [running, stopped])).toBe(3)
    const inbox = { items: [a], spoken, resolving: [running, stopped], waiting: [named('d')] }
    const theirs = inboxGroups(inbox, now).filter(
      ({ name }) => name !== 'asked' && name !== 'waiting',
    )
    expect(theirs.flatMap(({ items }) => items)).toHaveLength(3)
  })

  it('counts open matters and those that the voter spoke of again, each once', () => {
    expect(of([], [])).toBe(0)
    expect(of([a], [b, c])).toBe(3)
    expect(of([a, b], [b, c])).toBe(3)
    // The list is cut at 200, the total is not.
    expect(of([a], [], 250)).toBe(250)
  })
})

describe('what is being carried out', () => {
  const promise = (title: string, dueAt: string | null, paused = false): ResolvingItem => ({
    ...due(title, '2026-11-23T16:00:00.000Z'),
    startedAt: '2026-11-20T02:00:00.000Z',
    dueAt,
    paused,
  })
  const groups = (resolving: ResolvingItem[], items: InboxItem[] = [], spoken: InboxItem[] = []) =>
    inboxGroups({ items, spoken, waiting: [], resolving }, now).map(
      (group) => `${group.words}：${group.items.map((i) => i.title).join('、')}`,
    )

  it('stands among the rest by whichever clock is due next', () => {
    expect(
      groups(
        [
          promise('昨天到期', '2026-11-22T16:00:00.000Z'),
          promise('今天 24 点', '2026-11-23T16:00:00.000Z'),
          promise('下周', '2026-11-30T16:00:00.000Z'),
        ],
        [due('马上', '2026-11-23T08:30:00.000Z'), due('明天', '2026-11-24T06:00:00.000Z')],
      ),
    ).toEqual(['已超期：昨天到期', '今天：马上、今天 24 点', '以后：明天、下周'])
  })

  it('stands apart while it waits for the voter, and last while it cannot be counted', () => {
    expect(
      groups([
        promise('没有日历', null),
        promise('等回话', '2026-11-22T16:00:00.000Z', true),
        promise('下周', '2026-11-30T16:00:00.000Z'),
      ]),
    ).toEqual(['以后：下周、没有日历', '等选民回话：等回话'])
  })

  it('stands in one group only, also where its voter has spoken again', () => {
    const spoken = due('等回话', '2026-11-23T16:00:00.000Z')
    expect(groups([promise('等回话', '2026-11-30T16:00:00.000Z', true)], [], [spoken])).toEqual([
      '选民又说了：等回话',
    ])
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
