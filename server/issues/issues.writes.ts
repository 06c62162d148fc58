import { HOUR } from '@mashang/shared/core/clock.ts'
import { firstRemindAt, ladderOf } from '@mashang/shared/districts/ladder.rules.ts'
import { REDO_RULE } from '@mashang/shared/issues/clocks.words.ts'
import { RESPONSE_RULE, responseDueAt } from '@mashang/shared/issues/issues.rules.ts'
import { RESPONSE_HOURS } from '@mashang/shared/issues/issues.words.ts'
import { type Actor, isOfStation } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import type { Write } from '../core/db/statement.ts'
import { type DeadlineRecord, openDeadline } from '../core/deadlines/deadlines.store.ts'
import { newId } from '../core/ids.ts'
import type { Fact } from '../core/ledger/ledger.chain.ts'
import { districtNow } from '../districts/districts.store.ts'
import { lookUpRepresentative } from '../representatives/representatives.store.ts'
import { findStation } from '../stations/stations.store.ts'
import { type IssueRecord, insertMessage, type MessageRecord } from './issues.store.ts'
import { markRead } from './marks.store.ts'

/** Rule of the clock that starts for whoever a matter is passed on to. [default] */
const FOLLOW_UP_RULE = 'follow-up-24h/1'

type Place = Pick<IssueRecord, 'handlerKind' | 'handlerId' | 'stationId'>

/** For which of their stations somebody acts: where the matter lies, else where it belongs. */
function actingStation(actor: Actor, { handlerKind, handlerId, stationId }: Place): string | null {
  if (handlerKind === 'station' && isOfStation(actor, handlerId)) return handlerId
  return isOfStation(actor, stationId) ? stationId : actor.stationId
}

/** How the voter knows whoever writes. */
export async function authorOf(
  context: Context,
  actor: Actor,
  issue: Place | null,
): Promise<Pick<MessageRecord, 'author' | 'authorId' | 'authorName'>> {
  if (actor.role === 'representative') {
    const found = await lookUpRepresentative(context, actor.representativeId ?? '')
    return {
      author: 'representative',
      authorId: actor.accountId,
      authorName: `${found?.name ?? actor.name}代表`,
    }
  }
  if (actor.role === 'liaison') {
    const id = issue === null ? actor.stationId : actingStation(actor, issue)
    const station = id === null ? null : await findStation(context, id)
    return { author: 'station', authorId: actor.accountId, authorName: station?.name ?? '代表家站' }
  }
  return { author: 'office', authorId: actor.accountId, authorName: '代表工委' }
}

/** Whose name stands beside what somebody did; null: the office's, also that of some stations only. */
function namedBy(actor: Actor, issue: Place): string | null {
  if (actor.role === 'office') return null
  return actor.representativeId ?? actingStation(actor, issue)
}

/** A fact of the ledger about an issue, by whoever is signed in. */
export const factBy = (
  actor: Actor,
  issue: IssueRecord,
  at: number,
  type: string,
  data: NonNullable<Fact['data']> = {},
): Fact => ({
  at,
  type,
  actor: { kind: 'account', id: actor.accountId },
  subject: { kind: 'issue', id: issue.id },
  data: { ...data, by: namedBy(actor, issue) },
})

/** Words about an issue; a referral's or refusal's carry where to. */
export const messageWrite = (
  context: Context,
  issue: IssueRecord,
  row: Pick<MessageRecord, 'id' | 'author' | 'authorId' | 'authorName' | 'kind' | 'text' | 'at'> & {
    target?: string | null
  },
): Write => insertMessage({ district: context.district, issueId: issue.id, target: null, ...row })

/** The handler has seen what the voter said last, if there was anything new. */
export const readWrites = (issue: IssueRecord): Write[] =>
  issue.unreadAt === null
    ? []
    : [markRead({ district: issue.district, id: issue.id, until: issue.unreadAt })]

/** What an update of the handling expects to find. */
export const guardsOf = (issue: IssueRecord) => ({
  wasState: issue.state,
  wasRevision: issue.revision,
})

/** The handling as it is, to be changed in parts. */
export const handlingOf = (issue: IssueRecord) => ({
  district: issue.district,
  id: issue.id,
  state: issue.state,
  respondedAt: issue.respondedAt,
  respondedBy: issue.respondedBy,
  reachedAt: issue.reachedAt,
  endedAt: issue.endedAt,
  bounces: issue.bounces,
  redos: issue.redos,
  officeTask: issue.officeTask,
  handlerKind: issue.handlerKind,
  handlerId: issue.handlerId,
  representativeId: issue.representativeId,
  stationId: issue.stationId,
})

interface Owner {
  kind: DeadlineRecord['ownerKind']
  id: string
}

/** Who owns the clock of what the office holds. */
export const THE_OFFICE: Owner = { kind: 'office', id: 'office' }

/** The clock of the promise printed on posters. */
export const responseClock = (
  district: string,
  of: {
    issueId: string
    owner: Owner
    filedAt: number
    remindAt: number | null
  },
): Write =>
  openDeadline({
    district,
    id: newId(),
    subjectKind: 'issue',
    subjectId: of.issueId,
    clock: 'response',
    ownerKind: of.owner.kind,
    ownerId: of.owner.id,
    startedAt: of.filedAt,
    dueAt: responseDueAt(of.filedAt),
    stoppedAt: null,
    stoppedBy: null,
    rule: RESPONSE_RULE,
    remindAt: of.remindAt,
  })

/** The clock of whoever a matter was passed on to; it counts from when it reached them. */
export const followUpClock = (
  context: Context,
  issueId: string,
  owner: Owner,
  now: number,
): Promise<Write> => answerClock(context, issueId, owner, now, FOLLOW_UP_RULE)

/** The clock of a matter that is done once more, for whoever has it. */
export const redoClock = (context: Context, issue: IssueRecord, now: number): Promise<Write> =>
  answerClock(context, issue.id, { kind: issue.handlerKind, id: issue.handlerId }, now, REDO_RULE)

const answerClock = async (
  context: Context,
  issueId: string,
  owner: Owner,
  now: number,
  rule: string,
): Promise<Write> =>
  openDeadline({
    district: context.district,
    id: newId(),
    subjectKind: 'issue',
    subjectId: issueId,
    clock: 'follow-up',
    ownerKind: owner.kind,
    ownerId: owner.id,
    startedAt: now,
    dueAt: now + RESPONSE_HOURS * HOUR,
    stoppedAt: null,
    stoppedBy: null,
    rule,
    remindAt: firstRemindAt(ladderOf(await districtNow(context)), now),
  })
