import { onlyInspects } from '@mashang/shared/accounts/duties.rules.ts'
import { coreErrors, Failure } from '@mashang/shared/core/errors.ts'
import { attachmentsOf } from '@mashang/shared/suggestions/attachments.rules.ts'
import { mustBeOthers } from '@mashang/shared/suggestions/authors.rules.ts'
import type { SuggestionCommand } from '@mashang/shared/suggestions/commands.model.ts'
import { type Matter, maySee, type Party } from '@mashang/shared/suggestions/matter.rules.ts'
import { suggestionErrors } from '@mashang/shared/suggestions/suggestions.errors.ts'
import type {
  newSuggestion,
  SuggestionView,
} from '@mashang/shared/suggestions/suggestions.model.ts'
import type { z } from 'zod'
import { calendarNow } from '../calendars/calendars.store.ts'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { AlreadyThere } from '../core/db/faults.ts'
import { newId } from '../core/ids.ts'
import type { Fact } from '../core/ledger/ledger.chain.ts'
import { tie } from '../lineage/lineage.store.ts'
import { attachmentsAtHand, fileWrites, ownerOf } from './attachments.store.ts'
import { numberedOnce } from './documents.store.ts'
import { suggestionOfKey } from './drafts.store.ts'
import { mergedBefore } from './merged.ts'
import { fromIssue, issuesBehind, lyingWith, mustBeTheirs } from './origins.store.ts'
import { mustBeThere, mustServe } from './references.store.ts'
import { goneOf } from './suggestions.rows.ts'
import {
  clocksOf,
  findSuggestion,
  insertSuggestion,
  periodsNow,
  type SuggestionRecord,
} from './suggestions.store.ts'
import { namesOf, suggestionView } from './suggestions.views.ts'
import { columnsOf, partyWrites, type Taken, takeSteps } from './suggestions.writes.ts'

/** Who somebody is to suggestions; null: a stranger to all of them. */
export function partyOf(actor: Actor): Party | null {
  if (actor.role === 'office')
    return onlyInspects(actor.duties ?? null)
      ? { kind: 'office', inspects: true }
      : { kind: 'office' }
  if (actor.role === 'representative' && actor.representativeId !== null)
    return { kind: 'representative', id: actor.representativeId }
  if (actor.role === 'department' && actor.departmentId != null)
    return {
      kind: 'department',
      id: actor.departmentId,
      ...(actor.signing?.part === 'clerk' ? { drafts: true } : {}),
      ...(actor.signing?.part === 'head'
        ? { signs: { name: actor.name, post: actor.signing.post } }
        : {}),
    }
  return null
}

export async function partyFor(actor: Actor): Promise<Party> {
  const who = partyOf(actor)
  if (who === null) throw new Failure(coreErrors.forbidden)
  return who
}

/** Foreign and absent look the same. */
export async function suggestionFor(
  context: Context,
  id: string,
  actor: Actor,
): Promise<{ record: SuggestionRecord; who: Party }> {
  const who = await partyFor(actor)
  const record = await findSuggestion(context, id)
  if (record === null || !maySee(record.matter, who)) throw new Failure(suggestionErrors.notFound)
  return { record, who }
}

export async function showSuggestion(
  context: Context,
  id: string,
  actor: Actor,
): Promise<SuggestionView> {
  const { record, who } = await suggestionFor(context, id, actor)
  return await suggestionView(context, record, who)
}

export const byAccount = (actor: Actor): Fact['actor'] => ({ kind: 'account', id: actor.accountId })

/** A matter as it begins. */
export const draftOf = (
  representativeId: string,
  given: Pick<
    z.output<typeof newSuggestion>,
    'title' | 'text' | 'secret' | 'cosigners' | 'attendee'
  >,
): Matter => ({
  state: 'draft',
  representativeId,
  title: given.title,
  text: given.text,
  secret: given.secret,
  ...(given.attendee === undefined ? {} : { attendee: given.attendee }),
  cosigners: given.cosigners.map((id) => ({
    representativeId: id,
    askedAt: null,
    confirmedAt: null,
    refusedAt: null,
    agreedAt: null,
  })),
  submittedAt: null,
  firstAssignedAt: null,
  handlers: [],
  objection: null,
  contacts: [],
  opinions: [],
  extension: null,
  letters: [],
  answeredAt: null,
  round: 0,
  feedbacks: [],
  declined: null,
  mergedInto: null,
  withdrawalAskedAt: null,
  publishedAt: null,
  endedAt: null,
  remarks: [],
  key: null,
  reminders: [],
})

/** A draft before it is in the database. */
export const newRecord = (
  context: Context,
  matter: Matter,
  issueId: string | null,
  createdAt: number,
): SuggestionRecord => ({
  district: context.district,
  id: newId(),
  year: null,
  number: null,
  representativeId: matter.representativeId,
  issueId,
  ...columnsOf(matter),
  answerDueAt: null,
  draftKey: null,
  importedAt: null,
  revision: 0,
  createdAt,
})

/** The same key gives the same draft; with other words it is refused. */
async function writtenBefore(
  context: Context,
  draftKey: string,
  given: z.output<typeof newSuggestion>,
): Promise<SuggestionRecord | null> {
  const known = await suggestionOfKey(context, draftKey)
  const other =
    known?.revision === 0 &&
    (known.matter.title !== given.title || known.matter.text !== given.text)
  if (other) throw new Failure(suggestionErrors.keyReused)
  return known
}

/**
 * A representative begins one; out of a voter's matter by one act, which its chain then shows.
 * @param key the Idempotency-Key; without one every press begins another draft
 */
export async function writeSuggestion(
  context: Context,
  key: string | undefined,
  given: z.output<typeof newSuggestion>,
  actor: Actor,
): Promise<SuggestionView> {
  const who = await partyFor(actor)
  if (who.kind !== 'representative') throw new Failure(coreErrors.forbidden)
  const draftKey = context.secrets.hash('suggestion-draft', `${who.id} ${key ?? newId()}`)
  const before = await writtenBefore(context, draftKey, given)
  if (before !== null) return await suggestionView(context, before, who)
  mustBeOthers(given.cosigners, who.id)
  await mustServe(context, given.cosigners)
  const issueId = given.issueId ?? null
  if (issueId !== null) await mustBeTheirs(context, issueId, actor)
  const issueIds = issueId === null ? [] : await lyingWith(context, issueId)
  const at = context.clock.now()
  const files = attachmentsOf(given.files, [], await attachmentsAtHand(context, who))
  const matter = { ...draftOf(who.id, given), files }
  const record = { ...newRecord(context, matter, issueId, at), draftKey }
  const commit = context.db.commit(
    context.district,
    [
      insertSuggestion(record),
      ...partyWrites(context.district, record.id, matter),
      ...fileWrites(context.district, record.id, null, matter),
      ...issueIds.map((one) => tie(context, fromIssue(one, record.id), at)),
    ],
    [
      {
        at,
        type: 'suggestion.written',
        actor: byAccount(actor),
        subject: { kind: 'suggestion', id: record.id },
        data: { by: 'representative', byId: who.id, issueId },
      },
    ],
  )
  try {
    await commit
  } catch (error) {
    // Pressed twice at once: the other one was faster.
    const faster =
      error instanceof AlreadyThere ? await writtenBefore(context, draftKey, given) : null
    if (faster === null) throw error
    return await suggestionView(context, faster, who)
  }
  return await suggestionView(context, record, who)
}

/** What was merged into it has a say in these. */
const NEEDS_SOURCES: ReadonlySet<SuggestionCommand['act']> = new Set(['edit', 'withdraw'])

/** One step by somebody who is signed in, decided but not yet written. */
export async function decided(
  context: Context,
  record: SuggestionRecord,
  command: SuggestionCommand,
  who: Party,
  actor: Actor,
): Promise<Taken> {
  const { calendar } = await calendarNow(context)
  const origins = await issuesBehind(context, record.id)
  const other = command.act === 'merge' ? command.into : record.matter.mergedInto
  const target = other === null ? null : await findSuggestion(context, other)
  const taken = takeSteps(
    context,
    record,
    await clocksOf(context, record.id),
    [{ command, who, actor: byAccount(actor), at: context.clock.now() }],
    {
      periods: await periodsNow(context),
      calendar,
      origins,
      gone: goneOf(record.matter, await namesOf(context)),
      atHand: 'files' in command ? await attachmentsAtHand(context, ownerOf(who)) : [],
      ...(target === null ? {} : { target: target.matter }),
      sources: NEEDS_SOURCES.has(command.act)
        ? (await mergedBefore(context, record.id)).map(({ matter }) => matter)
        : [],
    },
  )
  const named = { record, after: taken.record, target, origins, actor: byAccount(actor) }
  const beside = await mustBeThere(context, named, command)
  return {
    ...taken,
    writes: [...taken.writes, ...beside.writes],
    facts: [...taken.facts, ...beside.facts],
  }
}

/** Load, decide, commit. Of two at once one gets through, and the other is told so. */
export async function takeStep(
  context: Context,
  id: string,
  command: SuggestionCommand,
  actor: Actor,
): Promise<Party> {
  const { record, who } = await suggestionFor(context, id, actor)
  const taken = await decided(context, record, command, who, actor)
  await numberedOnce(context.db.commit(context.district, taken.writes, taken.facts))
  return who
}

/** One step, and what the suggestion looks like after it. */
export async function actOn(
  context: Context,
  id: string,
  command: SuggestionCommand,
  actor: Actor,
): Promise<SuggestionView> {
  const who = await takeStep(context, id, command, actor)
  const after = await findSuggestion(context, id)
  if (after === null) throw new Failure(suggestionErrors.notFound)
  return await suggestionView(context, after, who)
}
