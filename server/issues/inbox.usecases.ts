import { toIso } from '@mashang/shared/core/clock.ts'
import { coreErrors, Failure } from '@mashang/shared/core/errors.ts'
import type { Inbox, InboxItem } from '@mashang/shared/issues/inbox.model.ts'
import { isLate } from '@mashang/shared/issues/issues.rules.ts'
import { issueNumber } from '@mashang/shared/issues/issues.words.ts'
import { NOT_COUNTED_YET } from '@mashang/shared/issues/resolution.rules.ts'
import { type Actor, stationsOf } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { districtNow } from '../districts/districts.store.ts'
import { coveredBy } from '../leaves/leaves.store.ts'
import { lookUpRepresentative } from '../representatives/representatives.store.ts'
import { stationsById } from '../stations/stations.store.ts'
import { issueWords } from './dictionary.store.ts'
import {
  countOpen,
  INBOX_LIMIT,
  type InboxRecord,
  inboxRecords,
  resolvingRecords,
  spokenRecords,
  waitingRecords,
} from './inbox.store.ts'

/** What waits for words of those whom somebody stands in for, with their names. */
async function coveredRecords(
  context: Context,
  actor: Actor,
): Promise<{ row: InboxRecord; name: string }[]> {
  const covered = [...(await coveredBy(context, actor)).keys()]
  const found = covered.map(async (id) => {
    const name = (await lookUpRepresentative(context, id))?.name ?? '一位'
    return (await inboxRecords(context, id)).map((row) => ({ row, name: `${name}代表` }))
  })
  return (await Promise.all(found)).flat()
}

const byDue = (a: { dueAt: number }, b: { dueAt: number }): number => a.dueAt - b.dueAt

/** What lies with any of some owners; mostly there is one, whose order stands. */
async function ofAll<R extends InboxRecord>(
  owners: readonly string[],
  read: (owner: string) => Promise<readonly R[]>,
  order: (a: R, b: R) => number = (a, b) => b.filedAt - a.filedAt,
): Promise<readonly R[]> {
  const found = await Promise.all(owners.map(read))
  return found.length === 1 ? (found[0] ?? []) : found.flat().sort(order).slice(0, INBOX_LIMIT)
}

/** Open work of whoever is signed in, most urgent first; the time left runs on `serverTime`. */
export async function inboxFor(context: Context, actor: Actor): Promise<Inbox> {
  const kind = actor.role === 'liaison' ? 'station' : 'representative'
  const owners =
    kind === 'station' ? stationsOf(actor) : [actor.representativeId].filter((id) => id !== null)
  if (owners.length === 0) throw new Failure(coreErrors.forbidden)
  const now = context.clock.now()
  const { shortName } = await districtNow(context)
  const words = await issueWords(context)
  const stations = await stationsById(context)
  const [own, covered, promised, waiting, spoken] = await Promise.all([
    ofAll(owners, (id) => inboxRecords(context, id), byDue),
    coveredRecords(context, actor),
    ofAll(owners, (id) => resolvingRecords(context, id), byDue),
    ofAll(owners, (id) => waitingRecords(context, { kind, id })),
    ofAll(owners, (id) => spokenRecords(context, id)),
  ])
  const names = new Map(covered.map(({ row, name }) => [row.id, name]))
  const open =
    covered.length === 0
      ? own
      : [...own, ...covered.map(({ row }) => row)].sort((a, b) => a.dueAt - b.dueAt)
  const openById = new Map(open.map((row) => [row.id, row]))
  const spokenIds = new Set(spoken.map((row) => row.id))
  const item = (row: InboxRecord): InboxItem => ({
    id: row.id,
    number: issueNumber(shortName, row.year, row.number),
    title: row.title,
    kind: row.kind,
    field: row.field,
    fieldWords: words.fields[row.field],
    state: row.state,
    voter: row.voter,
    area: row.stationId === null ? null : (stations.get(row.stationId)?.town ?? null),
    photos: row.photos,
    filedAt: toIso(row.filedAt),
    dueAt: toIso(row.dueAt),
    overdue: isLate(row.dueAt, now),
    ...(names.has(row.id) ? { standsInFor: names.get(row.id) } : {}),
  })
  return {
    serverTime: toIso(now),
    items: open.map(item),
    resolving: promised.map((row) => ({
      ...item(row),
      startedAt: toIso(row.startedAt),
      dueAt: row.dueAt === NOT_COUNTED_YET ? null : toIso(row.dueAt),
      paused: row.pausedAt !== null,
    })),
    spoken: spoken.map((row) => {
      const running = openById.get(row.id)
      return running === undefined ? { ...item(row), overdue: false } : item(running)
    }),
    waiting: waiting
      .filter((row) => !openById.has(row.id) && !spokenIds.has(row.id))
      .map((row) => ({ ...item(row), overdue: false })),
    total:
      covered.length +
      (own.length < INBOX_LIMIT
        ? own.length
        : (await Promise.all(owners.map((id) => countOpen(context, id)))).reduce(
            (sum, one) => sum + one,
            0,
          )),
  }
}
