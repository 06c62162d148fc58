import { toIso } from '@mashang/shared/core/clock.ts'
import { handlersAt } from '@mashang/shared/suggestions/issued-letters.rules.ts'
import { assignedTo } from '@mashang/shared/suggestions/letter-places.rules.ts'
import type { Matter, Party } from '@mashang/shared/suggestions/matter.rules.ts'
import { extensionsOf } from '@mashang/shared/suggestions/more-time.rules.ts'
import { sentenceOf } from '@mashang/shared/suggestions/suggestions.timeline.ts'
import type { SuggestionAct } from '@mashang/shared/suggestions/suggestions.words.ts'
import type { Context } from '../core/context.ts'
import { factsOf } from '../core/ledger/ledger.store.ts'
import { clerkOf } from './entries.views.ts'
import type { Names } from './suggestions.rows.ts'
import type { SuggestionRecord } from './suggestions.store.ts'

/** Words between a department and its assigner; the representative reads what was sent to them. */
const INSIDE: ReadonlySet<string> = new Set<SuggestionAct | 'link-taken' | 'link-moved'>([
  'object',
  'drop-objection',
  'reject',
  'rework',
  'link-taken',
  'link-moved',
])

/** Belongs to the paper itself; of what went on before it was assigned a department reads no more. */
const OF_THE_PAPER: ReadonlySet<string> = new Set([
  'written',
  'enter',
  'cosigned-on-paper',
  'imported',
  'import-updated',
  'mark-key',
  'mark-secret',
])

/** Whether whoever handles it reads it: what its authors had between them before is theirs. */
const isForHandlers = (
  { firstAssignedAt }: Matter,
  act: string,
  at: number,
  data: Record<string, unknown>,
): boolean =>
  OF_THE_PAPER.has(act) ||
  (act === 'submit' && data.submitted === true) ||
  (firstAssignedAt !== null && at >= firstAssignedAt)

/** What a clerk has typed from a paper: by name. */
const ENTERED: ReadonlySet<string> = new Set(['enter', 'cosigned-on-paper'])

export const isInside = (act: string): boolean => INSIDE.has(act)

/** Facts that are about one department. */
const NAMED: ReadonlySet<string> = new Set<SuggestionAct | 'link-made'>(['link-made', 'waive'])

/** Who of the office acted: 督查室 only urges, in its own name. */
export const assignerName = (inspects: unknown): string =>
  inspects === true ? '督查室' : '代表工委'

/** What happened to a suggestion, newest first, as far as its reader may know. */
export async function timelineOf(
  context: Context,
  { id, matter }: SuggestionRecord,
  names: Names,
  reader: Party['kind'],
) {
  const inside = reader !== 'representative'
  // It may have been taken out again, and merged once more, for another reason.
  const reasonAt = (at: number): string | undefined =>
    matter.remarks.find((one) => one.act === 'merge' && one.at === at)?.text
  const apartAt = (at: number): boolean =>
    [...matter.feedbacks, ...(matter.replaced ?? [])].some(
      (one) => one.at === at && (one.apart ?? []).length > 0,
    )
  // Which of several; alone it needs no name.
  const severalAsk = extensionsOf(matter).length > 1
  const clerk = matter.entry === undefined ? null : await clerkOf(context, matter.entry)
  return (await factsOf(context, id))
    .flatMap((row) => {
      const { signedBy: by, ...said } = JSON.parse(row.data) as Record<string, unknown>
      const data: Record<string, unknown> = inside ? { ...said, signedBy: by } : said
      const act = row.type.replace(/^suggestion\./, '')
      if (!inside && (isInside(act) || act === 'propose')) return []
      if (reader === 'department' && !isForHandlers(matter, act, row.at, said)) return []
      const who =
        data.by === 'representative'
          ? `${names.representative(String(data.byId))}代表`
          : data.by === 'department'
            ? names.department(String(data.byId))
            : clerk !== null && ENTERED.has(act)
              ? clerk
              : assignerName(data.inspects)
      const reason = act === 'merge' ? reasonAt(row.at) : undefined
      const author =
        data.paper === true || act === 'verify' ? names.representative(String(data.of)) : null
      const sentence = sentenceOf({
        at: row.at,
        type: row.type,
        who,
        data,
        ...(act === 'assign' || act === 'reassign'
          ? { departments: assignedTo(handlersAt(matter, row.at), names) }
          : {}),
        ...(typeof data.lost === 'string' && data.lost !== ''
          ? { lost: data.lost.split(',').map(names.department).join('、') }
          : {}),
        ...(NAMED.has(act) || (act === 'decide-extension' && severalAsk)
          ? { departments: names.department(String(data.departmentId)) }
          : {}),
        ...(act === 'rate' ? { apart: apartAt(row.at) } : {}),
        ...(typeof data.again === 'string' && act === 'rate'
          ? { again: data.again.split(',').map(names.department).join('、') }
          : {}),
        ...(author === null ? {} : { author: `${author}代表` }),
        ...(reason === undefined ? {} : { reason }),
      })
      return sentence === null ? [] : [{ at: toIso(row.at), type: row.type, sentence }]
    })
    .reverse()
}
