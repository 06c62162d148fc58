import { toIso } from '@mashang/shared/core/clock.ts'
import { coreErrors, Failure } from '@mashang/shared/core/errors.ts'
import type { GroupView } from '@mashang/shared/issues/group.model.ts'
import { issueErrors } from '@mashang/shared/issues/issues.errors.ts'
import { may } from '@mashang/shared/issues/issues.rules.ts'
import { GROUP_LIMIT, issueNumber } from '@mashang/shared/issues/issues.words.ts'
import { lookAlikes } from '@mashang/shared/issues/similarity.rules.ts'
import { type Actor, limitedTo, mayChange } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import type { Write } from '../core/db/statement.ts'
import { newId } from '../core/ids.ts'
import type { Fact } from '../core/ledger/ledger.chain.ts'
import { districtNow } from '../districts/districts.store.ts'
import { coveredBy } from '../leaves/leaves.store.ts'
import { photosOfWords } from '../photos/photos.store.ts'
import { answerOfGroup, candidatesFor, membersOf, setGroup } from './groups.store.ts'
import { issueFor, respond } from './handling.usecases.ts'
import { mayHandle, maySee } from './issues.policy.ts'
import type { IssueRecord } from './issues.store.ts'
import { authorOf, factBy, messageWrite } from './issues.writes.ts'

/** Suggestions at a time. */
const SUGGESTED = 5

const mayGroup = async (context: Context, issue: IssueRecord, actor: Actor): Promise<boolean> =>
  actor.role === 'office' || mayHandle(issue, actor, await coveredBy(context, actor))

const groupOf = async (context: Context, issue: IssueRecord): Promise<IssueRecord[]> =>
  issue.groupId === null ? [issue] : await membersOf(context, issue.groupId)

/** What lies together with a matter, and what may be the same. */
export async function groupView(context: Context, id: string, actor: Actor): Promise<GroupView> {
  const issue = await issueFor(context, id, actor)
  const { shortName } = await districtNow(context)
  const covered = await coveredBy(context, actor)
  const whole = await groupOf(context, issue)
  const members = whole.filter((member) => maySee(member, actor, covered))
  const known = new Set(whole.map((member) => member.id))
  // Of what lies in other hands the office may think first of giving it to one.
  const hands = actor.role === 'office' ? 'any' : 'same'
  const others = (await candidatesFor(context, issue, hands)).filter(
    (other) => !known.has(other.id) && maySee(other, actor, covered),
  )
  const answer = await answerOfGroup(context, [...known])
  const member = (row: IssueRecord) => ({
    id: row.id,
    number: issueNumber(shortName, row.year, row.number),
    title: row.title,
    voter: row.voter,
    state: row.state,
    filedAt: toIso(row.filedAt),
  })
  const handles = mayHandle(issue, actor, covered)
  return {
    members: members.length > 1 ? members.map(member) : [],
    answer:
      answer === null || members.length < 2 ? null : { text: answer.text, at: toIso(answer.at) },
    suggestions:
      issue.state === 'withdrawn' || issue.state === 'held'
        ? []
        : lookAlikes(issue, others, SUGGESTED).map(member),
    can: {
      change: (actor.role === 'office' && mayChange(actor, 'issues')) || handles,
      repeat: handles && members.length > 1 && answer !== null && members.some(waits),
    },
  }
}

/** Whoever was not satisfied with the words wants others. */
const waits = (issue: IssueRecord): boolean => issue.state !== 'redo' && may(issue.state, 'answer')

/** The writes and facts with which two matters, or the groups that they are in, become one. */
export async function joining(
  context: Context,
  issue: IssueRecord,
  other: IssueRecord,
  factOf: (member: IssueRecord, data: NonNullable<Fact['data']>) => Fact,
): Promise<{ writes: Write[]; facts: Fact[] }> {
  if (issue.handlerId !== other.handlerId) throw new Failure(issueErrors.groupHandlers)
  const apart: readonly string[] = ['withdrawn', 'held']
  if (apart.includes(issue.state) || apart.includes(other.state))
    throw new Failure(issueErrors.notNow)
  const both = [...(await groupOf(context, issue)), ...(await groupOf(context, other))]
  const members = [...new Map(both.map((member) => [member.id, member])).values()]
  if (members.length > GROUP_LIMIT) throw new Failure(issueErrors.groupFull)
  const groupId = other.groupId ?? issue.groupId ?? newId()
  const moved = members.filter((member) => member.groupId !== groupId)
  return {
    writes: moved.map((member) =>
      setGroup({
        district: context.district,
        id: member.id,
        groupId,
        wasGroupId: member.groupId ?? '',
        handlerId: issue.handlerId,
      }),
    ),
    facts: moved.map((member) => factOf(member, { groupId })),
  }
}

/** Whoever sees some stations only decides nothing about what is put together with another one's. */
export function mustSeeAll(members: readonly IssueRecord[], actor: Actor): void {
  if (limitedTo(actor) !== null && members.some((member) => !maySee(member, actor)))
    throw new Failure(issueErrors.groupBeyond)
}

/** Two matters are the same thing: one answer will go to both. */
export async function join(
  context: Context,
  id: string,
  otherId: string,
  actor: Actor,
): Promise<GroupView> {
  const issue = await issueFor(context, id, actor)
  const other = await issueFor(context, otherId, actor)
  if (!(await mayGroup(context, issue, actor))) throw new Failure(coreErrors.forbidden)
  mustSeeAll([...(await groupOf(context, issue)), ...(await groupOf(context, other))], actor)
  const at = context.clock.now()
  const { writes, facts } = await joining(context, issue, other, (member, data) =>
    factBy(actor, member, at, 'issue.grouped', data),
  )
  if (writes.length > 0) await context.db.commit(context.district, writes, facts)
  return await groupView(context, id, actor)
}

/** Not the same after all. What it was answered with stays. */
export async function takeOut(
  context: Context,
  id: string,
  reason: string,
  actor: Actor,
): Promise<GroupView> {
  const issue = await issueFor(context, id, actor)
  if (!(await mayGroup(context, issue, actor))) throw new Failure(coreErrors.forbidden)
  if (issue.groupId === null) throw new Failure(issueErrors.notGrouped)
  const at = context.clock.now()
  const messageId = newId()
  const author = await authorOf(context, actor, issue)
  await context.db.commit(
    context.district,
    [
      setGroup({
        district: context.district,
        id,
        groupId: null,
        wasGroupId: issue.groupId,
        handlerId: issue.handlerId,
      }),
      messageWrite(context, issue, {
        id: messageId,
        ...author,
        kind: 'ungrouping',
        text: reason,
        at,
      }),
    ],
    [factBy(actor, issue, at, 'issue.ungrouped', { messageId, groupId: issue.groupId })],
  )
  return await groupView(context, id, actor)
}

/** Whoever came later gets what the others got, because the handler says so. */
export async function repeatAnswer(context: Context, id: string, actor: Actor): Promise<GroupView> {
  const issue = await issueFor(context, id, actor)
  if (issue.groupId === null) throw new Failure(issueErrors.notGrouped)
  const members = await groupOf(context, issue)
  const answer = await answerOfGroup(
    context,
    members.map((member) => member.id),
  )
  const waiting = members.find(waits)
  if (answer === null || waiting === undefined) throw new Failure(issueErrors.notNow)
  const shown = (await photosOfWords(context, answer.issueId)).filter(
    (photo) => photo.messageId === answer.id,
  )
  await respond(context, waiting.id, { decision: 'answer', text: answer.text }, actor, shown)
  return await groupView(context, id, actor)
}
