import { coreErrors, Failure } from '@mashang/shared/core/errors.ts'
import type { MatterRef } from '@mashang/shared/lineage/lineage.rules.ts'
import { attachmentsOf } from '@mashang/shared/suggestions/attachments.rules.ts'
import { mustBeOthers } from '@mashang/shared/suggestions/authors.rules.ts'
import type { Matter, Party } from '@mashang/shared/suggestions/matter.rules.ts'
import { suggestionErrors } from '@mashang/shared/suggestions/suggestions.errors.ts'
import type { SuggestionView } from '@mashang/shared/suggestions/suggestions.model.ts'
import type { newSuggestion } from '@mashang/shared/suggestions/writing.model.ts'
import type { z } from 'zod'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { AlreadyThere, Conflict } from '../core/db/faults.ts'
import type { Write } from '../core/db/statement.ts'
import { newId } from '../core/ids.ts'
import type { Fact } from '../core/ledger/ledger.chain.ts'
import { issueToHandle, responding } from '../issues/handling.usecases.ts'
import { messagesOf } from '../issues/issues.store.ts'
import { tie } from '../lineage/lineage.store.ts'
import { matterKinds } from '../matters/matters.ts'
import { attachmentsAtHand, fileWrites } from './attachments.store.ts'
import { fromIssue, fromMatter, lyingWith, mustBeTheirs } from './origins.store.ts'
import { mustServe } from './references.store.ts'
import { findSuggestion, insertSuggestion, type SuggestionRecord } from './suggestions.store.ts'
import { byAccount, decided, partyFor } from './suggestions.usecases.ts'
import { suggestionView } from './suggestions.views.ts'
import { columnsOf, partyWrites } from './suggestions.writes.ts'
import { writtenBefore } from './written-before.ts'

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

interface Written {
  record: SuggestionRecord
  writes: Write[]
  facts: Fact[]
}

/**
 * What it is written from beside a voter's matter is of a kind that stands in chains, and open to
 * whoever writes; foreign and absent look the same.
 */
async function mustBeOpen(context: Context, from: MatterRef, actor: Actor): Promise<void> {
  const kind = matterKinds.get(from.kind)
  const seen =
    kind?.describe === undefined
      ? undefined
      : (await kind.seen(context, [from.id], actor)).get(from.id)
  if (seen === undefined || seen.shut === true) throw new Failure(suggestionErrors.originUnknown)
  if (seen.notYet !== undefined)
    throw new Failure(suggestionErrors.originNotYet, { detail: seen.notYet })
}

/** A draft, tied to what it is written from and, of a voter's matter, to what lies together with it. */
async function beginning(
  context: Context,
  draftKey: string,
  given: z.output<typeof newSuggestion>,
  who: Extract<Party, { kind: 'representative' }>,
  actor: Actor,
): Promise<Written & { issueIds: string[] }> {
  const { district } = context
  mustBeOthers(given.cosigners, who.id)
  await mustServe(context, given.cosigners)
  const issueId = given.issueId ?? null
  if (issueId !== null) await mustBeTheirs(context, issueId, actor)
  const issueIds = issueId === null ? [] : await lyingWith(context, issueId, who.id)
  const { from } = given
  if (from !== undefined) await mustBeOpen(context, from, actor)
  const at = context.clock.now()
  const files = attachmentsOf(given.files, [], await attachmentsAtHand(context, who))
  const matter = { ...draftOf(who.id, given), files }
  const record = { ...newRecord(context, matter, issueId, at), draftKey }
  return {
    record,
    issueIds,
    writes: [
      insertSuggestion(record),
      ...partyWrites(district, record.id, matter),
      ...fileWrites(district, record.id, null, matter),
      ...issueIds.map((one) => tie(context, fromIssue(one, record.id), at)),
      ...(from === undefined ? [] : [tie(context, fromMatter(from, record.id), at)]),
    ],
    facts: [
      {
        at,
        type: 'suggestion.written',
        actor: byAccount(actor),
        subject: { kind: 'suggestion', id: record.id },
        data: {
          by: 'representative',
          byId: who.id,
          issueId,
          ...(from === undefined ? {} : { fromKind: from.kind, fromId: from.id }),
        },
      },
    ],
  }
}

/** The words to the voter; what is refused of them is said at their own field. */
async function replying(
  context: Context,
  { issueId, reply }: z.output<typeof newSuggestion>,
  actor: Actor,
): Promise<{ writes: Write[]; facts: Fact[] } | null> {
  if (issueId === undefined || reply === undefined) return null
  const issue = await issueToHandle(context, issueId, actor)
  try {
    return await responding(context, issue, { decision: 'answer', text: reply }, actor)
  } catch (error) {
    if (!(error instanceof Failure) || error.details.fields === undefined) throw error
    const fields = error.details.fields.map((one) =>
      one.path === 'text' ? { ...one, path: 'reply' } : one,
    )
    throw new Failure(error.kind, { ...error.details, fields })
  }
}

/**
 * A draft, sent, with words to its voter, as far as was asked for: all of it or nothing.
 * @param issueIds what it came out of, where that is written only in the same commit
 */
async function sending(
  context: Context,
  draft: Written & { issueIds?: string[] },
  given: z.output<typeof newSuggestion>,
  who: Extract<Party, { kind: 'representative' }>,
  actor: Actor,
): Promise<Written> {
  if (!given.submit) return draft
  const submit = { act: 'submit' } as const
  const sent = await decided(context, draft.record, submit, who, actor, draft.issueIds)
  const said = await replying(context, given, actor)
  return {
    record: sent.record,
    // What these words promise stands aside at once for what is sent.
    writes: [...draft.writes, ...(said?.writes ?? []), ...sent.writes],
    facts: [...draft.facts, ...sent.facts, ...(said?.facts ?? [])],
  }
}

/** What a press still has to do where an earlier one of the same key got through: nothing, mostly. */
async function owing(
  context: Context,
  record: SuggestionRecord,
  given: z.output<typeof newSuggestion>,
  who: Extract<Party, { kind: 'representative' }>,
  actor: Actor,
): Promise<Written> {
  const kept = { record, writes: [], facts: [] }
  // Kept as a draft by the first press, of which the answer was lost; the second one sends it.
  if (record.state === 'draft') return await sending(context, kept, given, who, actor)
  const { issueId, reply } = given
  if (issueId === undefined || reply === undefined) return kept
  const said = (await messagesOf(context, issueId)).some(
    ({ kind, text }) => kind === 'answer' && text === reply,
  )
  const words = said ? null : await replying(context, given, actor)
  return words === null ? kept : { record, ...words }
}

/**
 * A representative begins one; out of a voter's matter by one act, which its chain then shows: the
 * same commit can send it and stop the voter's 24 hours with words of the representative.
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
  const whole = async (written: Written): Promise<SuggestionView> => {
    if (written.writes.length > 0)
      await context.db.commit(context.district, written.writes, written.facts)
    const { id } = written.record
    return await suggestionView(context, (await findSuggestion(context, id)) ?? written.record, who)
  }
  const again = async (): Promise<SuggestionView | null> => {
    const before = await writtenBefore(context, draftKey, given)
    return before && (await whole(await owing(context, before, given, who, actor)))
  }
  const anew = async (): Promise<SuggestionView> => {
    const draft = await beginning(context, draftKey, given, who, actor)
    return await whole(await sending(context, draft, given, who, actor))
  }
  try {
    return (await again()) ?? (await anew())
  } catch (error) {
    // Pressed twice at once: the other one was faster, also with the words to the voter.
    const faster =
      error instanceof AlreadyThere || error instanceof Conflict || error instanceof Failure
        ? await again()
        : null
    if (faster === null) throw error
    return faster
  }
}
