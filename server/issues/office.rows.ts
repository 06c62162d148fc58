import { toIso, toIsoOrNull } from '@mashang/shared/core/clock.ts'
import { isLate, isOverdue } from '@mashang/shared/issues/issues.rules.ts'
import { issueNumber } from '@mashang/shared/issues/issues.words.ts'
import type { OfficeIssueRow } from '@mashang/shared/issues/office.model.ts'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import type { DeadlineRecord } from '../core/deadlines/deadlines.store.ts'
import { districtNow, limitsOf } from '../districts/districts.store.ts'
import { lookUpRepresentative } from '../representatives/representatives.store.ts'
import { stationNames } from '../stations/stations.store.ts'
import { issueWords } from './dictionary.store.ts'
import { lyingTogether } from './groups.store.ts'
import type { IssueRecord } from './issues.store.ts'
import { resolutionsOf } from './resolution.store.ts'
import { resolutionView } from './resolution.views.ts'
import { tasksOf } from './verdict.views.ts'

/** An issue as it was read for the office's table. */
export interface ReadIssue {
  issue: IssueRecord
  representativeName: string | null
  clock: DeadlineRecord | null
}

/** Rows of the office's table. */
export async function officeRows(
  context: Context,
  rows: readonly ReadIssue[],
  actor: Actor,
  now: number,
): Promise<OfficeIssueRow[]> {
  const promised = await resolutionsOf(
    context,
    rows.map(({ issue }) => issue.id),
  )
  const together = await lyingTogether(
    context,
    rows.map(({ issue }) => issue),
  )
  const { shortName } = await districtNow(context)
  const words = await issueWords(context)
  const stations = await stationNames(context)
  const items = rows.map(async ({ issue, representativeName, clock }): Promise<OfficeIssueRow> => {
    const { handlerKind, handlerId } = issue
    const handlerName =
      handlerKind === 'station'
        ? stations.get(handlerId)
        : handlerId === issue.representativeId
          ? representativeName
          : (await lookUpRepresentative(context, handlerId))?.name
    return {
      id: issue.id,
      number: issueNumber(shortName, issue.year, issue.number),
      title: issue.title,
      kind: issue.kind,
      field: issue.field,
      kindWords: words.kinds[issue.kind],
      fieldWords: words.fields[issue.field],
      state: issue.state,
      voter: issue.voter,
      representative: { id: issue.representativeId, name: representativeName ?? '' },
      handler: { kind: handlerKind, name: handlerName ?? '' },
      station: issue.stationId === null ? null : (stations.get(issue.stationId) ?? null),
      filedAt: toIso(issue.filedAt),
      running: clock === null || clock.clock === 'resolution' ? null : clock.clock,
      startedAt: toIso(clock?.startedAt ?? issue.filedAt),
      dueAt: toIso(clock?.dueAt ?? issue.dueAt),
      respondedAt: toIsoOrNull(issue.respondedAt),
      overdue: clock === null ? isOverdue(issue, now) : isLate(clock.dueAt, now),
      resolution: await resolutionIn(context, promised, issue.id, now),
      together: together.has(issue.id),
      chased: issue.chasedAt !== null && clock !== null,
      tasks: actor.role === 'office' ? tasksOf(issue) : [],
    }
  })
  return await Promise.all(items)
}

async function resolutionIn(
  context: Context,
  promised: Map<string, DeadlineRecord>,
  issueId: string,
  now: number,
) {
  const row = promised.get(issueId)
  return row === undefined ? null : resolutionView(row, await limitsOf(context, row.startedAt), now)
}
