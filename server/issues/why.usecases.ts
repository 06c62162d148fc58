import { toIso } from '@mashang/shared/core/clock.ts'
import { limitsAt } from '@mashang/shared/districts/limits.rules.ts'
import type { TimelineWords } from '@mashang/shared/issues/issues.timeline.ts'
import { issueNumber } from '@mashang/shared/issues/issues.words.ts'
import type { WhyView } from '@mashang/shared/issues/why.model.ts'
import { type KeptClock, whyClocks } from '@mashang/shared/issues/why.rules.ts'
import { calendarNow, calendarOf } from '../calendars/calendars.store.ts'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { type DeadlineRecord, deadlinesOf } from '../core/deadlines/deadlines.store.ts'
import { factsOf } from '../core/ledger/ledger.store.ts'
import { districtNow } from '../districts/districts.store.ts'
import { lookUpRepresentative } from '../representatives/representatives.store.ts'
import { findStation } from '../stations/stations.store.ts'
import { issueFor } from './handling.usecases.ts'
import type { IssueRecord } from './issues.store.ts'
import { issueOfReceipt } from './receipt.usecases.ts'
import { clockOf } from './resolution.store.ts'
import { factOf, wordsFor } from './timeline.views.ts'

async function ownerName(context: Context, row: DeadlineRecord): Promise<string> {
  if (row.ownerKind === 'office') return '代表工委'
  if (row.ownerKind === 'station')
    return (await findStation(context, row.ownerId))?.name ?? '代表家站'
  const found = await lookUpRepresentative(context, row.ownerId)
  return found === null ? '另一位代表' : `${found.name}代表`
}

const keptClock = async (context: Context, row: DeadlineRecord): Promise<KeptClock> => ({
  ...clockOf(row),
  clock: row.clock,
  owner: await ownerName(context, row),
  stoppedAt: row.stoppedAt,
  stoppedBy: row.stoppedBy,
  calendar: row.calendar,
})

/** Loads ledger, clocks and the calendars that they were counted by; the rest is a fold. */
async function whyView(
  context: Context,
  issue: IssueRecord,
  reader: Pick<TimelineWords, 'voter' | 'reasons'>,
): Promise<WhyView> {
  const { shortName, limits } = await districtNow(context)
  const facts = (await factsOf(context, issue.id)).map(factOf)
  const rows = await deadlinesOf(context, issue.id)
  const clocks = await Promise.all(rows.map((row) => keptClock(context, row)))
  const current = await calendarNow(context)
  const versions = new Set(clocks.flatMap(({ calendar }) => (calendar === null ? [] : [calendar])))
  const calendars = new Map(
    await Promise.all(
      [...versions].map(
        async (version) => [version, (await calendarOf(context, version)).calendar] as const,
      ),
    ),
  )
  const now = context.clock.now()
  return {
    number: issueNumber(shortName, issue.year, issue.number),
    title: issue.title,
    serverTime: toIso(now),
    clocks: whyClocks(
      clocks,
      facts,
      ({ calendar, startedAt }) => ({
        calendar: calendars.get(calendar ?? current.version) ?? current.calendar,
        limits: limitsAt(limits, startedAt),
      }),
      await wordsFor(context, issue.id, facts, reader),
      now,
    ),
  }
}

/** For whoever works on it. */
export const whyOf = async (context: Context, id: string, actor: Actor): Promise<WhyView> =>
  whyView(context, await issueFor(context, id, actor), {
    voter: '选民',
    reasons: actor.role !== 'representative',
  })

/** For the voter. */
export const whyByReceipt = async (context: Context, receipt: string): Promise<WhyView> =>
  whyView(context, (await issueOfReceipt(context, receipt)).issue, { voter: '您', reasons: true })
