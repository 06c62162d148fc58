import { Failure } from '@mashang/shared/core/errors.ts'
import { attachmentsOf } from '@mashang/shared/suggestions/attachments.rules.ts'
import { mustBeOthers } from '@mashang/shared/suggestions/authors.rules.ts'
import { OFFICE } from '@mashang/shared/suggestions/matter.rules.ts'
import { suggestionErrors } from '@mashang/shared/suggestions/suggestions.errors.ts'
import type { SuggestionView } from '@mashang/shared/suggestions/suggestions.model.ts'
import type { newEntry } from '@mashang/shared/suggestions/writing.model.ts'
import type { z } from 'zod'
import { calendarNow } from '../calendars/calendars.store.ts'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { AlreadyThere, Conflict } from '../core/db/faults.ts'
import type { Write } from '../core/db/statement.ts'
import { newId } from '../core/ids.ts'
import type { Fact } from '../core/ledger/ledger.chain.ts'
import { attachmentsAtHand, fileWrites } from './attachments.store.ts'
import {
  type HandedInTitle,
  NOTHING_ELSE,
  nothingElseHandedIn,
  suggestionOfKey,
  titlesHandedIn,
} from './drafts.store.ts'
import { mustServe } from './references.store.ts'
import {
  findSuggestion,
  insertSuggestion,
  periodsNow,
  type SuggestionRecord,
} from './suggestions.store.ts'
import { byAccount, partyFor } from './suggestions.usecases.ts'
import { namesOf, suggestionView } from './suggestions.views.ts'
import { takeSteps } from './suggestions.writes.ts'
import { draftOf, newRecord } from './writing.usecases.ts'
import { sameList, stillSays } from './written-before.ts'

type Given = z.output<typeof newEntry>

/** As two people would type the same heading. */
const plainTitle = (title: string): string => title.replaceAll(/[\s，。、：；“”"《》]/gu, '')

/** Of the same lead at any time; of another one in that year, for the paper may be entered for the wrong one. */
const isLike = (one: HandedInTitle, { lead, title, on }: Given): boolean =>
  one.state !== 'withdrawn' &&
  plainTitle(one.title) === plainTitle(title) &&
  (one.representativeId === lead || one.year === Number(on.slice(0, 4)))

/**
 * Two clerks with the same paper: told once, and then it is theirs to say.
 * @returns what holds in the very commit, so that of two at the same moment the second is told
 */
async function mustBeNew(context: Context, given: Given): Promise<Write[]> {
  if (given.evenSo === true) return []
  const all = await titlesHandedIn(context)
  const like = all.filter((one) => isLike(one, given))
  const same = like.find((one) => one.representativeId === given.lead) ?? like[0]
  if (same === undefined)
    return [nothingElseHandedIn({ district: context.district, known: all.length })]
  const { number, representative } = await namesOf(context)
  throw new Failure(suggestionErrors.sameTitle, {
    detail: `${representative(same.representativeId)}代表已经有一件同名的建议（${number(same)}《${same.title}》），请先核对是不是同一件。`,
    about: same.id,
  })
}

/** The same key gives the same one; with anything else on the paper it is refused. */
async function enteredBefore(
  context: Context,
  draftKey: string,
  given: Given,
): Promise<SuggestionRecord | null> {
  const known = await suggestionOfKey(context, draftKey)
  if (known === null) return null
  const { entry, representativeId } = known.matter
  const same =
    stillSays(known, given) &&
    representativeId === given.lead &&
    entry?.on === given.on &&
    sameList(
      entry.scans.map(({ id }) => id),
      given.scans,
    )
  if (same) return known
  const { number } = await namesOf(context)
  throw new Failure(suggestionErrors.keyReused, {
    detail: `上一次其实已经录好了（${number(known)}），这一次改的没有存：录错了的请打开它“撤回代录”。再按一次，就是另录一件。`,
  })
}

/** What stands on the paper, in one commit with who signed it. */
async function entering(
  context: Context,
  draftKey: string,
  given: Given,
  actor: Actor,
): Promise<string> {
  const { district } = context
  mustBeOthers(given.cosigners, given.lead)
  await mustServe(context, [given.lead], 'lead')
  await mustServe(context, given.cosigners)
  const guards = await mustBeNew(context, given)
  const at = context.clock.now()
  const atHand = await attachmentsAtHand(context, OFFICE)
  const files = attachmentsOf(given.files, [], atHand)
  const scans = attachmentsOf(given.scans, [], atHand)
  const draft = { ...draftOf(given.lead, given), files }
  const record = { ...newRecord(context, draft, null, at), draftKey }
  const { calendar } = await calendarNow(context)
  const names = await namesOf(context)
  const by = byAccount(actor)
  const command = { act: 'enter', on: given.on, by: actor.accountId, scans } as const
  const taken = takeSteps(
    context,
    record,
    [],
    [{ command, who: { kind: 'office' }, actor: by, at }],
    {
      periods: await periodsNow(context),
      calendar,
      origins: [],
      gone: [],
      department: names.department,
      goesOnAs: names.goesOnAs,
      atHand,
    },
  )
  const { submittedAt, entry } = taken.record.matter
  const signed = given.cosigners.map(
    (of): Fact => ({
      at,
      type: 'suggestion.cosigned-on-paper',
      actor: by,
      subject: { kind: 'suggestion', id: record.id },
      data: { of, by: 'office', paper: true, on: submittedAt, signedOn: entry?.on ?? null },
    }),
  )
  await context.db.commit(
    district,
    [
      ...guards,
      insertSuggestion(record),
      ...fileWrites(district, record.id, null, draft),
      ...taken.writes,
    ],
    [...taken.facts, ...signed],
  )
  return record.id
}

/** Others hand in at the same time, and each of them makes it be read once more. */
const TRIES = 5

/**
 * 代录: the office enters what a representative has handed in on paper; it counts as theirs.
 * @param key the Idempotency-Key; without one every press enters another one
 */
export async function enterSuggestion(
  context: Context,
  key: string | undefined,
  given: Given,
  actor: Actor,
  tries = TRIES,
): Promise<SuggestionView> {
  const who = await partyFor(actor)
  const draftKey = context.secrets.hash('suggestion-entry', `${actor.accountId} ${key ?? newId()}`)
  const view = async (record: SuggestionRecord | null): Promise<SuggestionView> => {
    if (record === null) throw new Failure(suggestionErrors.notFound)
    return await suggestionView(context, record, who)
  }
  const again = (): Promise<SuggestionRecord | null> => enteredBefore(context, draftKey, given)
  const before = await again()
  if (before !== null) return await view(before)
  try {
    const id = await entering(context, draftKey, given, actor)
    return await view(await findSuggestion(context, id))
  } catch (error) {
    // Pressed twice at once: the other one was faster.
    const raced =
      error instanceof AlreadyThere || error instanceof Conflict || error instanceof Failure
    const faster = raced ? await again() : null
    if (faster !== null) return await view(faster)
    // Something else was handed in meanwhile: read once more, it is another paper or this one.
    const isOvertaken = error instanceof Conflict && error.statement === NOTHING_ELSE
    if (!isOvertaken || tries === 0) throw error
    return await enterSuggestion(context, key, given, actor, tries - 1)
  }
}
