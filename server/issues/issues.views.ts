import { toIso, toIsoOrNull } from '@mashang/shared/core/clock.ts'
import { mayChase } from '@mashang/shared/issues/chase.rules.ts'
import { SUGGESTED, stateWordsOf } from '@mashang/shared/issues/clocks.words.ts'
import type { IssueView, ReceiptView } from '@mashang/shared/issues/issues.model.ts'
import { isOverdue, may, mayPublish, RESPONSE_RULE } from '@mashang/shared/issues/issues.rules.ts'
import {
  type IssueFact,
  sentenceOf,
  type TimelineWords,
  timelineOf,
} from '@mashang/shared/issues/issues.timeline.ts'
import { issueNumber } from '@mashang/shared/issues/issues.words.ts'
import { verdictUntil } from '@mashang/shared/issues/resolution.rules.ts'
import { isMasked } from '@mashang/shared/issues/retention.rules.ts'
import { suggestionAhead } from '@mashang/shared/issues/suggested.words.ts'
import { suggestionLine } from '@mashang/shared/issues/suggested-line.rules.ts'
import { isJudgeable } from '@mashang/shared/issues/verdict.rules.ts'
import { type Actor, mayChange } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { deadlinesOf } from '../core/deadlines/deadlines.store.ts'
import { factsOf } from '../core/ledger/ledger.store.ts'
import { maskPhone } from '../core/phones.ts'
import { districtNow, limitsOf } from '../districts/districts.store.ts'
import { coveredBy } from '../leaves/leaves.store.ts'
import { awayNow } from '../leaves/leaves.usecases.ts'
import { photosOfIssue, photosOfWords } from '../photos/photos.store.ts'
import { lookUpRepresentative } from '../representatives/representatives.store.ts'
import { findStation } from '../stations/stations.store.ts'
import { consentOf } from './consent.views.ts'
import { issueWords } from './dictionary.store.ts'
import { waitingTogether } from './groups.store.ts'
import { mayHandle, maySee } from './issues.policy.ts'
import { type IssueRecord, messagesOf } from './issues.store.ts'
import { lastPromise, owedMoments } from './resolution.store.ts'
import { resolutionMoves, resolutionView } from './resolution.views.ts'
import { suggestedNow } from './suggested.store.ts'
import { factOf, wordsFor } from './timeline.views.ts'
import { tasksOf, verdictsView } from './verdict.views.ts'

async function commonView(
  context: Context,
  issue: IssueRecord,
  reader: Pick<TimelineWords, 'voter' | 'reasons'>,
  photoUrl: (id: string) => string,
) {
  const now = context.clock.now()
  const district = await districtNow(context)
  const words = await issueWords(context)
  const facts = (await factsOf(context, issue.id)).map(factOf)
  const told = await wordsFor(context, issue.id, facts, reader)
  const pictures = await photosOfWords(context, issue.id)
  const photoView = ({ id }: { id: string }) => ({
    id,
    url: photoUrl(id),
    thumbUrl: `${photoUrl(id)}?size=thumb`,
  })
  const messages = (await messagesOf(context, issue.id)).flatMap((m) =>
    m.kind === 'contact-opening' || m.kind === 'moderation'
      ? []
      : [
          {
            id: m.id,
            author: m.author,
            authorName: m.authorName,
            kind: m.kind,
            target: m.target,
            text: m.text,
            photos: pictures.filter((photo) => photo.messageId === m.id).map(photoView),
            at: toIso(m.at),
          },
        ],
  )
  const deadlines = await deadlinesOf(context, issue.id)
  const promised = lastPromise(deadlines) ?? null
  const limits = await limitsOf(context, promised?.startedAt)
  const photos = await photosOfIssue(context, issue.id)
  const representative = await lookUpRepresentative(
    context,
    issue.handlerKind === 'representative' ? issue.handlerId : issue.representativeId,
  )
  if (representative === null) throw new Error(`issue ${issue.id} has no representative`)
  const station = issue.stationId === null ? null : await findStation(context, issue.stationId)
  return {
    number: issueNumber(district.shortName, issue.year, issue.number),
    state: issue.state,
    stateWords: stateWordsOf(issue.state, promised !== null && promised.stoppedAt === null),
    kind: issue.kind,
    field: issue.field,
    kindWords: words.kinds[issue.kind],
    fieldWords: words.fields[issue.field],
    title: issue.title,
    text: issue.text,
    place: issue.place,
    photos: photos.map(photoView),
    clock: {
      startedAt: toIso(issue.filedAt),
      dueAt: toIso(issue.dueAt),
      stoppedAt: toIsoOrNull(issue.respondedAt),
      overdue: isOverdue(issue, now),
      rule: RESPONSE_RULE,
    },
    // What stood aside was not kept by it: once the matter is over there is nothing to say of it.
    resolution:
      promised === null || (promised.stoppedBy === SUGGESTED && !may(issue.state, 'conclude'))
        ? null
        : resolutionView(promised, limits, now),
    filedAt: toIso(issue.filedAt),
    serverTime: toIso(now),
    messages,
    timeline: timelineOf(facts, told),
    sentence: (fact: IssueFact): string | null => sentenceOf(fact, told),
    representative: {
      id: representative.id,
      name: representative.name,
      photoUrl:
        representative.photo === null
          ? null
          : `/api/representatives/${representative.id}/photo?v=${representative.photo}`,
      unit: representative.electoralUnit,
      station: station?.name ?? null,
    },
    ...(await verdictsView(context, issue)),
    owedUntil: toIsoOrNull(
      issue.respondedAt === null ? null : (owedMoments(deadlines).sort((a, b) => a - b)[0] ?? null),
    ),
    chasedAt: toIsoOrNull(issue.chasedAt),
    suggested: await suggestedNow(context, issue.id, facts),
    mayChase: mayChase(
      owedMoments(deadlines),
      issue.chasedAt,
      now,
      (await limitsOf(context)).chaseHours,
    ),
    limits,
  }
}

/** Words among those who work on it, of which a voter is not told. */
const INSIDE: ReadonlySet<string> = new Set(['office-request', 'ungrouping'])

/** What the voter is called on a receipt, by who reads it. */
const voterTo = { voter: '您', station: '来访人' } as const
export type ReceiptReader = keyof typeof voterTo

/** As it stands in the list of whoever handles it. */
async function seenAs(context: Context, { voter, stationId }: IssueRecord): Promise<string> {
  const town = stationId === null ? null : (await findStation(context, stationId))?.town
  return [voter, town].filter(Boolean).join(' · ')
}

/** What the voter sees behind the receipt; a station reads the same with them at the counter. */
export async function receiptView(
  context: Context,
  issue: IssueRecord,
  receipt: string,
  reader: ReceiptReader = 'voter',
): Promise<ReceiptView> {
  const {
    mayChase: chase,
    suggested,
    sentence,
    limits: _,
    ...common
  } = await commonView(
    context,
    issue,
    { voter: voterTo[reader], reasons: true },
    (id) => `/api/receipts/${receipt}/photos/${id}`,
  )
  const awaitsSuggestion = suggested.awaits && issue.state === 'answered'
  const verdict =
    isJudgeable({ state: issue.state, suggested: !suggested.judgeable }) &&
    issue.verdictAt === null &&
    issue.wordsErasedAt === null &&
    issue.respondedAt !== null &&
    (issue.endedAt === null ||
      context.clock.now() <= verdictUntil(issue.endedAt, await limitsOf(context, issue.endedAt)))
  return {
    ...common,
    messages: common.messages.filter(({ kind }) => !INSIDE.has(kind)),
    contactMask:
      issue.contactPhone === null
        ? null
        : maskPhone(context.secrets.unseal(issue.contactPhone, issue.id)),
    concluded:
      issue.endedAt !== null && common.timeline.some(({ type }) => type === 'issue.concluded'),
    away:
      issue.handlerKind === 'representative' && may(issue.state, 'answer')
        ? ((await awayNow(context, issue.handlerId))?.words ?? null)
        : null,
    hidden: issue.hidden,
    seenAs: await seenAs(context, issue),
    publish: issue.publish,
    awaitsSuggestion,
    suggestion: {
      line: suggestionLine(suggested, awaitsSuggestion ? verdict : null, sentence),
      ahead: awaitsSuggestion ? suggestionAhead(suggested.waits.map(({ phase }) => phase)) : [],
    },
    can: {
      chase,
      message: may(issue.state, 'message'),
      withdraw: may(issue.state, 'withdraw'),
      verdict,
    },
  }
}

/** What whoever works on it sees; `can` draws the buttons from the same table that the server obeys. */
export async function issueView(
  context: Context,
  issue: IssueRecord,
  actor: Actor,
): Promise<IssueView> {
  const {
    mayChase: _,
    suggested,
    sentence: __,
    limits,
    ...common
  } = await commonView(
    context,
    issue,
    { voter: '选民', reasons: actor.role !== 'representative' },
    (id) => `/api/issues/${issue.id}/photos/${id}`,
  )
  const covered = await coveredBy(context, actor)
  const handles = mayHandle(issue, actor, covered)
  const inOffice = actor.role === 'office' && mayChange(actor, 'issues')
  const tasks = tasksOf(issue)
  const present = await limitsOf(context)
  return {
    ...common,
    id: issue.id,
    voter: issue.voter,
    latitude: issue.latitude,
    longitude: issue.longitude,
    elsewhere: issue.elsewhere,
    assisted: issue.origin === 'station',
    publish: issue.publish,
    consent: await consentOf(context, issue),
    hasPhone: issue.contactPhone !== null,
    phoneCheck: actor.role === 'office' && issue.contactPhone !== null ? issue.phoneCheck : null,
    together: (await waitingTogether(context, issue, 'answer')).length,
    inSuggestion: suggested.awaits,
    tasks: actor.role === 'office' ? tasks : [],
    limits: {
      days: limits.days,
      complexDays: limits.complexDays,
      extension: limits.extension,
      waitDays: limits.waitDays,
      // Of what ends now.
      verdictDays: present.verdictDays,
    },
    published:
      issue.publishedTitle === null || issue.publishedAt === null
        ? null
        : { title: issue.publishedTitle, at: toIso(issue.publishedAt) },
    can: {
      publish: inOffice && mayPublish(issue),
      answer: handles && may(issue.state, 'answer'),
      refer: handles && may(issue.state, 'refer'),
      decline: handles && may(issue.state, 'decline'),
      message: handles && may(issue.state, 'note'),
      ...resolutionMoves(issue.state, common.resolution, handles, limits),
      askOffice:
        handles &&
        may(issue.state, 'ask-office') &&
        issue.bounces >= present.bounces &&
        issue.officeTask === null,
      review: inOffice && tasks.includes('acknowledgement'),
      decide: inOffice && issue.officeTask !== null && tasks.length > 0,
      reassign:
        inOffice &&
        may(issue.state, 'reassign') &&
        (issue.state !== 'answered' || common.resolution?.stoppedAt === null),
      openContact:
        actor.role !== 'representative' &&
        mayChange(actor, 'issues') &&
        maySee(issue, actor, covered) &&
        issue.contactPhone !== null &&
        !isMasked(issue, context.clock.now()),
    },
  }
}
