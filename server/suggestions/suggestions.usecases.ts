import { onlyInspects } from '@mashang/shared/accounts/duties.rules.ts'
import { coreErrors, Failure } from '@mashang/shared/core/errors.ts'
import type { SuggestionCommand } from '@mashang/shared/suggestions/commands.model.ts'
import { maySee, type Party } from '@mashang/shared/suggestions/matter.rules.ts'
import { suggestionErrors } from '@mashang/shared/suggestions/suggestions.errors.ts'
import type { SuggestionView } from '@mashang/shared/suggestions/suggestions.model.ts'
import { calendarNow } from '../calendars/calendars.store.ts'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import type { Fact } from '../core/ledger/ledger.chain.ts'
import { attachmentsAtHand, ownerOf } from './attachments.store.ts'
import { numberedOnce } from './documents.store.ts'
import { mergedBefore } from './merged.ts'
import { issuesBehind, unwillingAmong } from './origins.store.ts'
import { mustBeThere } from './references.store.ts'
import { goneOf } from './suggestions.rows.ts'
import { clocksOf, findSuggestion, periodsNow, type SuggestionRecord } from './suggestions.store.ts'
import { namesOf, suggestionView } from './suggestions.views.ts'
import { type Taken, takeSteps } from './suggestions.writes.ts'

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

/** What was merged into it has a say in these. */
const NEEDS_SOURCES: ReadonlySet<SuggestionCommand['act']> = new Set([
  'edit',
  'withdraw',
  'verify',
  'take-back',
])

/**
 * One step by somebody who is signed in, decided but not yet written.
 * @param tied the voters' matters behind one that is written only in the same commit
 */
export async function decided(
  context: Context,
  record: SuggestionRecord,
  command: SuggestionCommand,
  who: Party,
  actor: Actor,
  tied?: readonly string[],
): Promise<Taken> {
  const { calendar } = await calendarNow(context)
  const origins = tied ?? (await issuesBehind(context, record.id))
  const other = command.act === 'merge' ? command.into : record.matter.mergedInto
  const target = other === null ? null : await findSuggestion(context, other)
  const names = await namesOf(context)
  const taken = takeSteps(
    context,
    record,
    await clocksOf(context, record.id),
    [{ command, who, actor: byAccount(actor), at: context.clock.now() }],
    {
      periods: await periodsNow(context),
      calendar,
      origins,
      gone: goneOf(record.matter, names),
      department: names.department,
      goesOnAs: names.goesOnAs,
      atHand: 'files' in command ? await attachmentsAtHand(context, ownerOf(who)) : [],
      ...(target === null ? {} : { target: target.matter }),
      sources: NEEDS_SOURCES.has(command.act)
        ? (await mergedBefore(context, record.id)).map(({ matter }) => matter)
        : [],
      unwilling: command.act === 'publish' ? await unwillingAmong(context, origins) : 0,
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
