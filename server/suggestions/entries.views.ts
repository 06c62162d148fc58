import { toIso, toIsoOrNull } from '@mashang/shared/core/clock.ts'
import { filesSeen } from '@mashang/shared/suggestions/attachments.rules.ts'
import type { Entry } from '@mashang/shared/suggestions/entering.model.ts'
import { disownUntil } from '@mashang/shared/suggestions/entering.rules.ts'
import type { Matter, Party } from '@mashang/shared/suggestions/matter.rules.ts'
import type { SuggestionView } from '@mashang/shared/suggestions/suggestions.model.ts'
import { clerkWords } from '@mashang/shared/suggestions/suggestions.words.ts'
import { accountNames } from '../accounts/accounts.store.ts'
import type { Context } from '../core/context.ts'
import type { Names } from './suggestions.rows.ts'

/** Who of the office entered it, in words. */
export const clerkOf = async (context: Context, { by }: Entry): Promise<string> =>
  clerkWords((await accountNames(context, [by])).get(by))

/** By whom it was entered from paper, and what was said against that; null: its lead wrote it. */
export async function entryView(
  context: Context,
  matter: Matter,
  who: Party,
  names: Names,
): Promise<SuggestionView['entry']> {
  const { entry } = matter
  if (entry === undefined) return null
  const seen = new Set(filesSeen(matter, who).map(({ id }) => id))
  return {
    on: entry.on,
    by: await clerkOf(context, entry),
    at: toIso(entry.at),
    until: toIsoOrNull(disownUntil(matter, who, context.clock.now())),
    scans: entry.scans.filter(({ id }) => seen.has(id)),
    objections: (entry.objections ?? []).map(({ representativeId: id, text, at, verified }) => ({
      representative: { id, name: names.representative(id) },
      own: who.kind === 'representative' && who.id === id,
      lead: id === matter.representativeId,
      text,
      at: toIso(at),
      verified: verified === undefined ? null : { ...verified, at: toIso(verified.at) },
    })),
  }
}
