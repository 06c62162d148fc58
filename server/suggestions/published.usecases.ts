import { type EpochMs, toIso, toIsoOrNull } from '@mashang/shared/core/clock.ts'
import { dayStartOf, fullDayWords } from '@mashang/shared/core/local-time.ts'
import type { PublicWay } from '@mashang/shared/issues/published.model.ts'
import {
  answersUnreleased,
  lettersInForce,
  lettersTold,
  overall,
  wordOn,
  wordOnLetter,
} from '@mashang/shared/suggestions/answers.rules.ts'
import { joined, type Letter } from '@mashang/shared/suggestions/matter.rules.ts'
import { promisesOpen } from '@mashang/shared/suggestions/promises.rules.ts'
import { lettersReleased } from '@mashang/shared/suggestions/public-letters.rules.ts'
import { settlementReleased } from '@mashang/shared/suggestions/publishing.rules.ts'
import type { suggestionsApi } from '@mashang/shared/suggestions/suggestions.api.ts'
import type { PublicSuggestion } from '@mashang/shared/suggestions/suggestions.model.ts'
import {
  acceptedWords,
  handlerParts,
  satisfactions,
  settleWays,
} from '@mashang/shared/suggestions/suggestions.words.ts'
import { outcomeWords, stateForVoters } from '@mashang/shared/suggestions/voters.rules.ts'
import type { z } from 'zod'
import type { Context } from '../core/context.ts'
import { outcomesInEach } from '../lineage/lineage.store.ts'
import { issuesBehind, issuesBehindEach } from './origins.store.ts'
import { publicLetterOf } from './public-letters.usecases.ts'
import { findPublished, type PublishedQuery, releasedAmong } from './published.store.ts'
import type { Names } from './suggestions.rows.ts'
import { findSuggestion, type SuggestionRecord } from './suggestions.store.ts'
import { namesOf } from './suggestions.views.ts'

/** Where everybody reads one. */
export const publicPageOf = (id: string): string => `/suggestions/${id}`

/** What was signed later waits for another release. */
const lettersOf = ({ matter, publishedAt }: SuggestionRecord) =>
  lettersInForce(matter, publishedAt ?? 0)
const promisesOf = ({ matter, publishedAt }: SuggestionRecord) =>
  promisesOpen(matter, publishedAt ?? 0)
const promiseOf = (record: SuggestionRecord, own: string) =>
  promisesOf(record).find(({ departmentId }) => departmentId === own)

/** @param day by when it is to be done, as far as nobody has told what became of that */
const letterView = (
  letter: Letter,
  names: Names,
  day: EpochMs | null = letter.promisedFor,
): PublicSuggestion['letters'][number] => ({
  department: names.department(letter.departmentId),
  text: letter.text,
  files: [...(letter.files ?? [])],
  class: letter.class,
  said: letter.said ?? null,
  solved: letter.solved ?? null,
  document: letter.document ?? null,
  promisedFor: toIsoOrNull(day),
  at: toIso(letter.signedAt ?? letter.proposedAt),
})

const publicView = (record: SuggestionRecord, names: Names, origins: number): PublicSuggestion => ({
  id: record.id,
  number: names.number(record) ?? '',
  title: record.title,
  text: record.matter.text,
  files: [...(record.matter.files ?? [])],
  lead: `${names.representative(record.representativeId)}代表`,
  adopted: record.matter.attendee !== undefined,
  excellent: record.matter.excellent != null,
  origins,
  handedIn: record.matter.handedIn ?? null,
  publishedAt: toIso(record.publishedAt ?? record.createdAt),
  answeredAt: toIso(record.answeredAt ?? record.createdAt),
  letters: lettersOf(record).map((letter) =>
    letterView(letter, names, promiseOf(record, letter.departmentId)?.until ?? null),
  ),
})

/** What a letter comes to, in plain words. */
export const outcomeOf = ({
  class: of,
  said,
  solved,
  promisedFor,
}: PublicSuggestion['letters'][number]): string =>
  outcomeWords({
    class: of,
    said,
    solved,
    promisedFor: promisedFor === null ? null : Date.parse(promisedFor),
  })

/** What the office released: the words and the answers, the newest first. */
export async function publishedSuggestions(
  context: Context,
  query: PublishedQuery,
): Promise<z.input<NonNullable<typeof suggestionsApi.published.reply>>> {
  const names = await namesOf(context)
  const { rows, total } = await findPublished(context, query)
  const origins = await issuesBehindEach(
    context,
    rows.map(({ id }) => id),
  )
  return {
    items: rows.map((record) => publicView(record, names, origins.get(record.id)?.length ?? 0)),
    total,
    page: query.page,
    size: query.size,
  }
}

/** Which answer of its department it is, where there are several; null: the only one. */
const orderOf = ({ redeems, round }: Letter, redeemed: boolean): string | null => {
  if (redeems) return '再答复'
  return redeemed && round === 0 ? '第一次答复' : null
}

function judgementOf({ matter, state }: SuggestionRecord, letter: Letter, redeemed: boolean) {
  const said = wordOnLetter(matter, letter)
  if (said === null) {
    const earlier = letter.redeems && wordOn(matter, letter.departmentId) !== null
    // Of letters that another one has replaced meanwhile nobody knows whether they were judged.
    if (redeemed || earlier || answersUnreleased(matter)) return null
    if (state === 'answered') return '代表还没有评价'
    return state === 'closed' ? '代表没有评价' : null
  }
  const order = orderOf(letter, redeemed)
  const which = order === null ? '' : `对${order}的`
  const whose = said.forLead ? `${which}评价（领衔代表离任，代为评价）` : `代表${which}评价`
  // A list of earlier years has no day of its own for it.
  const day = said.at === letter.signedAt ? '' : `（${fullDayWords(said.at)}）`
  return `${whose}：${satisfactions[overall(said)]}${day}`
}

/** What one said, once another day took its place or another answer came after it; null: it stands. */
function sinceWords(record: SuggestionRecord, letter: Letter, redeemed: boolean): string | null {
  const promise = promiseOf(record, letter.departmentId)
  if (!redeemed && promise?.agreed !== true) return null
  if (letter.promisedFor === null) {
    const since =
      redeemed || promise === undefined
        ? '后来按商定的再答复了'
        : `协调时定了 ${fullDayWords(promise.until - 1)}前办成`
    return `当时答复的是“${outcomeWords(letter)}”，${since}`
  }
  const then = `当时答应在 ${fullDayWords(letter.promisedFor - 1)}前办成`
  return `${then}，${redeemed ? '后来按承诺再答复了' : '协调时另定了日子'}`
}

/** Each answer that is public, after the promises that it tells the end of; the reasons for a word stay inside. */
function lettersTo(record: SuggestionRecord, names: Names) {
  const told = lettersTold(record.matter, record.publishedAt ?? 0)
  const printed = new Set(lettersReleased(record).flatMap(({ letters }) => letters))
  return told.map((letter, index) => {
    const next = told[index + 1]
    const redeemed = next?.departmentId === letter.departmentId
    const view = letterView(letter, names)
    return {
      ...view,
      heading: letter.redeems
        ? `${view.department}按承诺再答复`
        : `${view.department}的${orderOf(letter, redeemed) ?? '答复'}`,
      outcome: sinceWords(record, letter, redeemed) ?? outcomeOf(view),
      judgement: judgementOf(record, letter, redeemed),
      printed: printed.has(letter) ? publicLetterOf(record.id, letter.departmentId) : null,
    }
  })
}

/**
 * How far one is to everybody, by what is public of it. Without the class: it may be that of a letter
 * that is not public yet.
 */
export function publicStanding(record: SuggestionRecord): string {
  const days = promisesOf(record).map(({ until }) => until)
  // Lists of earlier years may promise something by no day.
  const isPromised = days.length > 0 || lettersOf(record).some((letter) => letter.class === 'B')
  const promise = { promisedFor: days.length === 0 ? null : Math.min(...days) }
  return stateForVoters(record.state, null, isPromised ? promise : null)
}

/** That it was mediated, and what came of it; what was agreed, and what was said of it, stays inside. */
function settledTo(record: SuggestionRecord): string[] {
  const last = settlementReleased(record.matter)
  if (last === undefined) return []
  const told = promisesOf(record).every(({ agreed }) => !agreed)
  const day =
    last.promisedFor === null
      ? ''
      : `，定了 ${fullDayWords(last.promisedFor - 1)}前办成${told ? '，后来按商定的再答复了' : ''}`
  const { word } = last
  return [
    `代表工委协调后办结（${fullDayWords(dayStartOf(last.on))}，${settleWays[last.way]}）${day}`,
    ...(word === undefined ? [] : [`代表${acceptedWords(word.accepted)}`]),
  ]
}

/** As it is once it is released, with all that was signed until then. */
export const releasedNow = (record: SuggestionRecord, now: EpochMs): SuggestionRecord => ({
  ...record,
  publishedAt: now,
  matter: { ...record.matter, publishedAt: now },
})

/** One of them, with who handles it and how far it is; null where it is absent, foreign or not public. */
export async function publishedSuggestion(context: Context, id: string) {
  const record = await findSuggestion(context, id)
  return record === null || record.publishedAt === null ? null : await publicDetail(context, record)
}

/** All that its page shows beside its chain. */
export async function publicDetail(context: Context, record: SuggestionRecord) {
  const names = await namesOf(context)
  return {
    ...publicView(record, names, (await issuesBehind(context, record.id)).length),
    cosigners: joined(record.matter)
      .filter(({ confirmedAt }) => confirmedAt !== null)
      .map(({ representativeId }) => `${names.representative(representativeId)}代表`),
    handlers: record.matter.handlers.map(
      ({ departmentId, part }) => `${names.department(departmentId)}（${handlerParts[part]}）`,
    ),
    standing: publicStanding(record),
    letters: lettersTo(record, names),
    settled: settledTo(record),
  }
}

/** Which released suggestions some voters’ matters were written into, by matter. */
export async function releasedOutOf(
  context: Context,
  issues: readonly string[],
): Promise<Map<string, PublicWay[]>> {
  const found = await outcomesInEach(
    context,
    issues.map((id) => ({ kind: 'issue', id })),
    'suggestion',
  )
  const titles = await releasedAmong(context, [...found.values()].flat())
  return new Map(
    [...found].map(([issue, ids]) => [
      issue.id,
      ids.flatMap((id) => {
        const title = titles.get(id)
        return title === undefined ? [] : [{ title, to: publicPageOf(id) }]
      }),
    ]),
  )
}

/** Who attended has not been asked whether everybody may read their name. */
export const authorOf = ({ lead, adopted }: Pick<PublicSuggestion, 'lead' | 'adopted'>): string =>
  adopted ? `列席人员提出，${lead}采纳` : `${lead}提出`
