import { calendarDaysBetween } from '@mashang/shared/core/local-time.ts'
import type { Inbox, InboxItem, ResolvingItem } from '@mashang/shared/issues/inbox.model.ts'

/** A matter that waits for an answer, or one whose answer is being carried out. */
export type InboxEntry = InboxItem | ResolvingItem

export const isResolving = (item: InboxEntry): item is ResolvingItem => 'paused' in item

export interface InboxGroup {
  name: 'overdue' | 'today' | 'spoken' | 'later' | 'asked' | 'waiting'
  words: string
  items: InboxEntry[]
}

/**
 * How many matters wait for whoever looks: to be answered, to be carried out, or spoken of again by
 * the voter, each once. Those of the list that wait for somebody else are not among them.
 */
export function waitingFor(inbox: Pick<Inbox, 'items' | 'resolving' | 'spoken' | 'total'>): number {
  const open = new Set(inbox.items.map((item) => item.id))
  const besides = [...inbox.resolving.filter((item) => !item.paused), ...inbox.spoken].filter(
    (item) => !open.has(item.id),
  )
  return inbox.total + new Set(besides.map((item) => item.id)).size
}

/** Only what has these words in its title, number or voter; all of it when there are none. */
export function inboxFound(inbox: Inbox, words: string): Inbox {
  const wanted = words.trim().toLowerCase()
  if (!wanted) return inbox
  const has = ({ title, number, voter }: InboxEntry): boolean =>
    [title, number, voter].some((text) => text.toLowerCase().includes(wanted))
  return {
    ...inbox,
    items: inbox.items.filter(has),
    resolving: inbox.resolving.filter(has),
    spoken: inbox.spoken.filter(has),
    waiting: inbox.waiting.filter(has),
  }
}

/** Its due moment; what is not counted yet comes last. */
const dueOf = (item: InboxEntry): number =>
  item.dueAt === null ? Number.MAX_SAFE_INTEGER : Date.parse(item.dueAt)

/**
 * What somebody has in hand, each matter once, with the clock that is due first: done once more, it
 * has two, of the words and of what was promised. One that stands still comes after any that runs.
 */
export function inHand(inbox: Pick<Inbox, 'items'> & Partial<Pick<Inbox, 'resolving'>>) {
  const stands = (item: InboxEntry): number => Number(isResolving(item) && item.paused)
  const all = [...inbox.items, ...(inbox.resolving ?? [])].sort(
    (a, b) => stands(a) - stands(b) || dueOf(a) - dueOf(b),
  )
  const once = new Map<string, InboxEntry>()
  for (const item of all) if (!once.has(item.id)) once.set(item.id, item)
  return once
}

/**
 * The inbox in the order in which it wants attention. `now` is the server's time in epoch
 * milliseconds: an item becomes overdue on the screen without being asked for again. A matter stands
 * in one group only: what is due today comes before what was said about it. Groups without items are
 * left out.
 */
export function inboxGroups(
  inbox: Pick<Inbox, 'items' | 'spoken' | 'waiting'> & Partial<Pick<Inbox, 'resolving'>>,
  now: number,
): InboxGroup[] {
  const promised = new Set((inbox.resolving ?? []).map((item) => item.id))
  const mine = [...inHand(inbox).values()]
  const asked = mine.filter((item) => isResolving(item) && item.paused)
  const byDue = mine.filter((item) => !asked.includes(item))
  const overdue = (item: InboxEntry): boolean => now > dueOf(item)
  // What is due at 24:00 is due today, though the moment belongs to tomorrow.
  const today = (item: InboxEntry): boolean =>
    calendarDaysBetween(now, dueOf(item) - (isResolving(item) ? 1 : 0)) <= 0
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
    {
      name: 'asked',
      words: '等选民回话',
      items: asked.filter((i) => !spoken.has(i.id)),
    },
    {
      name: 'waiting',
      words: '等别人回话',
      items: inbox.waiting.filter((i) => !promised.has(i.id)),
    },
  ]
  return groups.filter((group) => group.items.length > 0)
}
