import { toIso, toIsoOrNull } from '@mashang/shared/core/clock.ts'
import type { PublicWay } from '@mashang/shared/issues/published.model.ts'
import {
  lettersInForce,
  overall,
  unreleased,
  wordOn,
  wordOnLetter,
} from '@mashang/shared/suggestions/answers.rules.ts'
import type { suggestionsApi } from '@mashang/shared/suggestions/suggestions.api.ts'
import type { PublicSuggestion } from '@mashang/shared/suggestions/suggestions.model.ts'
import { handlerParts, satisfactions } from '@mashang/shared/suggestions/suggestions.words.ts'
import { stateForVoters } from '@mashang/shared/suggestions/voters.rules.ts'
import type { z } from 'zod'
import type { Context } from '../core/context.ts'
import { outcomesInEach } from '../lineage/lineage.store.ts'
import { issuesBehind, issuesBehindEach } from './origins.store.ts'
import { findPublished, type PublishedQuery, releasedAmong } from './published.store.ts'
import type { Names } from './suggestions.rows.ts'
import { findSuggestion, type SuggestionRecord } from './suggestions.store.ts'
import { namesOf } from './suggestions.views.ts'

/** Where everybody reads one. */
export const publicPageOf = (id: string): string => `/suggestions/${id}`

/** What was signed later waits for another release. */
const lettersOf = ({ matter, publishedAt }: SuggestionRecord) =>
  lettersInForce(matter, publishedAt ?? 0)

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
  letters: lettersOf(record).map((letter) => ({
    department: names.department(letter.departmentId),
    text: letter.text,
    files: [...(letter.files ?? [])],
    class: letter.class,
    said: letter.said ?? null,
    document: letter.document ?? null,
    promisedFor: toIsoOrNull(letter.promisedFor),
    at: toIso(letter.signedAt ?? letter.proposedAt),
  })),
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

/** What was said of each letter that is public; the reasons stay between those who handle it. */
function judgementsOf(record: SuggestionRecord): (string | null)[] {
  const { matter, state } = record
  // Of letters that another one has replaced meanwhile nobody knows whether they were judged.
  const silence =
    unreleased(matter) || (state !== 'answered' && state !== 'closed')
      ? null
      : state === 'answered'
        ? '代表还没有评价'
        : '代表没有评价'
  return lettersOf(record).map((letter) => {
    const said = wordOnLetter(matter, letter)
    const earlier = letter.redeems ? wordOn(matter, letter.departmentId) : null
    if (said === null && earlier !== null)
      return `代表对前一次答复的评价：${satisfactions[overall(earlier)]}`
    if (said === null) return silence
    const whose = said.forLead ? '评价（领衔代表离任，代为评价）' : '代表评价'
    return `${whose}：${satisfactions[overall(said)]}`
  })
}

/**
 * How far one is to everybody, by what is public of it. Without the class: it may be that of a letter
 * that is not public yet.
 */
export function publicStanding(record: SuggestionRecord): string {
  const promises = lettersOf(record).filter((letter) => letter.class === 'B')
  const days = promises.flatMap(({ promisedFor }) => promisedFor ?? [])
  const promise = { promisedFor: days.length === 0 ? null : Math.min(...days) }
  return stateForVoters(record.state, null, promises.length === 0 ? null : promise)
}

/** One of them, with who handles it and how far it is; null where it is absent, foreign or not public. */
export async function publishedSuggestion(context: Context, id: string) {
  const record = await findSuggestion(context, id)
  if (record === null || record.publishedAt === null) return null
  const names = await namesOf(context)
  return {
    ...publicView(record, names, (await issuesBehind(context, id)).length),
    handlers: record.matter.handlers.map(
      ({ departmentId, part }) => `${names.department(departmentId)}（${handlerParts[part]}）`,
    ),
    standing: publicStanding(record),
    judgements: judgementsOf(record),
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
