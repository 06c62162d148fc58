import { calendarDaysBetween } from '@mashang/shared/core/local-time.ts'
import type { Inbox, InboxItem } from '@mashang/shared/issues/issues.model.ts'

export interface InboxGroup {
  name: 'overdue' | 'today' | 'spoken' | 'later' | 'waiting'
  words: string
  items: InboxItem[]
}

/** How many matters want attention: with a running clock, or spoken of again by the voter. */
export function waitingFor(inbox: Pick<Inbox, 'items' | 'spoken' | 'total'>): number {
  const open = new Set(inbox.items.map((item) => item.id))
  return inbox.total + inbox.spoken.filter((item) => !open.has(item.id)).length
}

/**
 * The inbox in the order in which it wants attention. `now` is the server's time in epoch
 * milliseconds: an item becomes overdue on the screen without being asked for again. A matter stands
 * in one group only: what is due today comes before what was said about it. Groups without items are
 * left out.
 */
export function inboxGroups(
  inbox: Pick<Inbox, 'items' | 'spoken' | 'waiting'>,
  now: number,
): InboxGroup[] {
  const byDue = [...inbox.items].sort((a, b) => Date.parse(a.dueAt) - Date.parse(b.dueAt))
  const overdue = (item: InboxItem): boolean => now > Date.parse(item.dueAt)
  const today = (item: InboxItem): boolean => calendarDaysBetween(now, Date.parse(item.dueAt)) <= 0
  const pressing = new Set(byDue.filter((i) => overdue(i) || today(i)).map((i) => i.id))
  const spoken = new Set(inbox.spoken.map((i) => i.id))
  const groups: InboxGroup[] = [
    { name: 'overdue', words: '已超期', items: byDue.filter(overdue) },
    { name: 'today', words: '今天', items: byDue.filter((i) => !overdue(i) && today(i)) },
    {
      name: 'spoken',
      words: '选民又说了',
      items: inbox.spoken.filter((i) => !pressing.has(i.id)),
    },
    {
      name: 'later',
      words: '以后',
      items: byDue.filter((i) => !pressing.has(i.id) && !spoken.has(i.id)),
    },
    { name: 'waiting', words: '等别人回话', items: inbox.waiting },
  ]
  return groups.filter((group) => group.items.length > 0)
}
