import type { EpochMs } from '@mashang/shared/core/clock.ts'
import { dayWords } from '@mashang/shared/core/local-time.ts'
import { saidOf, solvedOf } from '@mashang/shared/suggestions/answers.rules.ts'
import { maySee } from '@mashang/shared/suggestions/matter.rules.ts'
import { awaitedDay } from '@mashang/shared/suggestions/promises.rules.ts'
import {
  isLeftUnanswered,
  isPromised,
  LEFT_UNANSWERED,
  promisedWords,
  stateWords,
} from '@mashang/shared/suggestions/state-words.rules.ts'
import { stateForVoters } from '@mashang/shared/suggestions/voters.rules.ts'
import { type Actor, limitedTo } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import type { Describe, Described, Onlooker } from '../core/matter.ts'
import { publicPageOf, publicStanding, releasedNow } from './published.usecases.ts'
import { isAgreed, type Names } from './suggestions.rows.ts'
import { type SuggestionRecord, withMatter } from './suggestions.store.ts'
import { partyOf } from './suggestions.usecases.ts'
import { namesOf } from './suggestions.views.ts'

/** To whoever is in it, by its title and state. */
const fromInside = (
  record: SuggestionRecord,
  names: Names,
  now: EpochMs,
  to: string | null,
): Described => ({
  title: record.title,
  note: [
    isPromised(record)
      ? promisedWords(record.promisedFor, isAgreed(record), now)
      : stateWords(record),
    names.number(record),
  ]
    .filter(Boolean)
    .join(' · '),
  to,
  open: true,
})

/** How far it is with what the answer comes to. */
function outsideStanding(record: SuggestionRecord): string {
  const { state, class: of, matter } = record
  if (isLeftUnanswered(record)) return LEFT_UNANSWERED
  if (of === null) return stateForVoters(state, null)
  const promisedFor = awaitedDay(matter)
  return stateForVoters(
    state,
    { class: of, said: saidOf(matter), promisedFor, solved: solvedOf(matter) },
    of === 'B' || record.promisedFor !== null ? { promisedFor: record.promisedFor } : null,
  )
}

/** The day it left: of two whose titles are not told it says which. */
const sentOn = ({ submittedAt }: SuggestionRecord): string[] =>
  submittedAt === null ? [] : [`${dayWords(submittedAt)}提交`]

/** To whoever has no part in it: what is public of it, else whose it is and how far. */
function fromOutside(record: SuggestionRecord, names: Names, publicPage: string | null): Described {
  const published = record.publishedAt !== null
  const lead = `${names.representative(record.representativeId)}代表`
  return {
    title: published ? record.title : `${lead}写的建议`,
    note: [outsideStanding(record), ...sentOn(record)].join('，'),
    to: published ? publicPage : null,
    open: false,
  }
}

/** To everybody: nobody learns from it which there are that are not public, nor an answer that is not. */
const fromAfar = (record: SuggestionRecord): Described | null =>
  record.publishedAt === null
    ? null
    : {
        title: record.title,
        note: publicStanding(record),
        to: publicPageOf(record.id),
        open: true,
      }

/** To somebody signed in. Whoever of the office has some stations only reads no suggestions. */
function toAccount(
  record: SuggestionRecord,
  actor: Actor,
  names: Names,
  now: EpochMs,
): Described | null {
  const who = limitedTo(actor) === null ? partyOf(actor) : null
  if (who !== null && maySee(record.matter, who))
    return fromInside(record, names, now, `/suggestions/${record.id}`)
  return record.submittedAt === null ? null : fromOutside(record, names, null)
}

function describedTo(
  onlooker: Onlooker,
  record: SuggestionRecord,
  names: Names,
  now: EpochMs,
): Described | null {
  switch (onlooker.kind) {
    case 'account':
      return toAccount(record, onlooker.actor, names, now)
    case 'voter':
      return record.submittedAt === null
        ? null
        : fromOutside(record, names, publicPageOf(record.id))
    case 'link':
      // A link may have been passed on: it shows what it is for, and of others what everybody may read.
      return record.id === onlooker.suggestionId
        ? fromInside(record, names, now, null)
        : fromAfar(record)
    case 'public':
      return fromAfar(onlooker.released === record.id ? releasedNow(record, now) : record)
  }
}

/** What suggestions are in a chain. One that was never sent is its lead's alone. */
export const describeSuggestions =
  (context: Context): Describe =>
  async (ids, onlooker) => {
    const names = await namesOf(context)
    const records = await withMatter(
      context,
      ids.map((id) => ({ id })),
    )
    return new Map(
      records.flatMap((record) => {
        const said = describedTo(onlooker, record, names, context.clock.now())
        return said === null ? [] : [[record.id, said]]
      }),
    )
  }
