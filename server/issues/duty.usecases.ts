import { HOUR, toIso, toIsoOrNull } from '@mashang/shared/core/clock.ts'
import { csvOf } from '@mashang/shared/core/csv.ts'
import { coreErrors, Failure } from '@mashang/shared/core/errors.ts'
import { localParts, momentDigits } from '@mashang/shared/core/local-time.ts'
import { withoutPhones } from '@mashang/shared/core/phones.ts'
import type { DutyMatterView, DutySums, dutyApi } from '@mashang/shared/issues/duty.api.ts'
import { isOfYear, standsIn, wasInTime } from '@mashang/shared/issues/duty.rules.ts'
import { type DutyListName, dutyLists } from '@mashang/shared/issues/duty.words.ts'
import { ownDueAt } from '@mashang/shared/issues/issues.rules.ts'
import {
  issueNumber,
  issueStates,
  RESPONSE_HOURS,
  verdictWords,
} from '@mashang/shared/issues/issues.words.ts'
import { and, desc, eq } from 'drizzle-orm'
import type { z } from 'zod'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { districtNow } from '../districts/districts.store.ts'
import { issueWords } from './dictionary.store.ts'
import { maySee } from './issues.policy.ts'
import { type IssueRecord, unansweredOf } from './issues.store.ts'
import { issuesTables } from './issues.table.ts'
import { lastVerdicts } from './verdicts.store.ts'

type Query = z.output<NonNullable<typeof dutyApi.matters.query>>

const NAMES = Object.keys(dutyLists) as DutyListName[]

/** What somebody has answered, newest first, and before it what is overdue. */
async function mattersOf(context: Context, actor: Actor): Promise<IssueRecord[]> {
  const { representativeId } = actor
  if (representativeId === null) throw new Failure(coreErrors.forbidden)
  const { issues: i } = context.db.tables(issuesTables)
  const now = context.clock.now()
  const answered = await context.db.read
    .select()
    .from(i)
    .where(and(eq(i.district, context.district), eq(i.respondedBy, representativeId)))
    .orderBy(desc(i.respondedAt), desc(i.id))
  const owed = await context.db.read
    .select()
    .from(i)
    .where(
      unansweredOf(context, representativeId, {
        dueAt: now,
        reachedAt: now - RESPONSE_HOURS * HOUR,
      }),
    )
    .orderBy(i.dueAt, i.id)
  // Of what is done once more the last word counts until there is another.
  const asked = answered.filter(({ verdictAnswer, redos }) => verdictAnswer === null && redos > 0)
  const said = await lastVerdicts(
    context,
    asked.map(({ id }) => id),
  )
  const judged = answered.map((row) => ({
    ...row,
    verdictAnswer: row.verdictAnswer ?? said.get(row.id)?.answer ?? null,
    verdictSolved: row.verdictSolved ?? said.get(row.id)?.solved ?? null,
  }))
  return [...owed, ...judged]
}

/** The numbers of one's own duty. Nobody else is in them, so that nothing can be ranked. */
export async function dutyOf(
  context: Context,
  year: number | undefined,
  actor: Actor,
): Promise<DutySums> {
  const all = await mattersOf(context, actor)
  const now = context.clock.now()
  const matters = all.filter((matter) => isOfYear(matter, year))
  const years = all.flatMap(({ respondedAt }) =>
    respondedAt === null ? [] : [localParts(respondedAt).year],
  )
  return {
    serverTime: toIso(now),
    years: [...new Set([localParts(now).year, ...years])].sort((a, b) => b - a),
    sums: Object.fromEntries(
      NAMES.map((name) => [name, matters.filter(standsIn[name]).length]),
    ) as DutySums['sums'],
  }
}

/** The matters behind one of the numbers. */
export async function dutyMatters(
  context: Context,
  { list, year, q, page, size }: Query,
  actor: Actor,
): Promise<{ items: DutyMatterView[]; total: number; page: number; size: number }> {
  const { shortName } = await districtNow(context)
  const view = (row: IssueRecord): DutyMatterView => {
    const mine = maySee(row, actor)
    return {
      id: row.id,
      number: issueNumber(shortName, row.year, row.number),
      // Taken away, a matter is out of sight; that it was answered still counts.
      title: mine ? row.title : '已交给别人办理的一件事',
      voter: mine ? row.voter : '',
      state: row.state,
      filedAt: toIso(row.filedAt),
      dueAt: toIso(ownDueAt(row)),
      respondedAt: toIsoOrNull(row.respondedAt),
      inTime: wasInTime(row),
      verdict: row.verdictAnswer,
      solved: row.verdictSolved,
      mine,
    }
  }
  const found = (await mattersOf(context, actor))
    .filter((row) => isOfYear(row, year) && standsIn[list](row))
    .map(view)
    .filter((row) => !q || [row.title, row.voter, row.number].some((words) => words.includes(q)))
  return {
    items: found.slice((page - 1) * size, page * size),
    total: found.length,
    page,
    size,
  }
}

const HEAD = [
  '编号',
  '标题',
  '选民',
  '类别',
  '反映时间',
  '应答复',
  '答复时间',
  '按时',
  '现在',
  '对答复的评价',
  '问题解决的评价',
]

/** The same as a table, one line each. */
export async function dutyCsv(
  context: Context,
  year: number | undefined,
  actor: Actor,
): Promise<string> {
  const { shortName } = await districtNow(context)
  const { fields } = await issueWords(context)
  const rows = (await mattersOf(context, actor)).filter(
    (row) => isOfYear(row, year) && maySee(row, actor),
  )
  const moment = (at: number | null): string => (at === null ? '' : momentDigits(at))
  return csvOf([
    HEAD,
    ...rows.map((row) => [
      issueNumber(shortName, row.year, row.number),
      withoutPhones(row.title),
      withoutPhones(row.voter),
      fields[row.field],
      moment(row.filedAt),
      moment(ownDueAt(row)),
      moment(row.respondedAt),
      wasInTime(row) ? '是' : '否',
      issueStates[row.state],
      row.verdictAnswer === null ? '' : verdictWords[row.verdictAnswer],
      row.verdictSolved === null ? '' : verdictWords[row.verdictSolved],
    ]),
  ])
}
