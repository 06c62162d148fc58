import { NOT_COUNTED_YET } from '@mashang/shared/issues/resolution.rules.ts'
import { asked } from '@mashang/shared/suggestions/matter.rules.ts'
import type { Context } from '../core/context.ts'
import type { MatterStanding } from '../core/matter.ts'
import { clocksOf, withMatter } from './suggestions.store.ts'
import { namesOf } from './suggestions.views.ts'

/** What a message may say of some suggestions, and who still owes something in them. */
export async function standingOfSuggestions(
  context: Context,
  ids: readonly string[],
): Promise<Map<string, MatterStanding>> {
  const names = await namesOf(context)
  const found = new Map<string, MatterStanding>()
  for (const record of await withMatter(
    context,
    ids.map((id) => ({ id })),
  )) {
    const running = (await clocksOf(context, record.id)).filter(
      // A right to send back is nothing that somebody owes.
      ({ stoppedAt, clock, dueAt }) =>
        stoppedAt === null && clock !== 'return' && dueAt !== NOT_COUNTED_YET,
    )
    found.set(record.id, {
      number: names.number(record) ?? '代表建议',
      dueOf: (own) => {
        const owed = running.flatMap((one) => (own.includes(one.ownerId) ? [one.dueAt] : []))
        return owed.length === 0 ? null : Math.min(...owed)
      },
      running: running.length > 0,
      owners: [
        record.representativeId,
        ...asked(record.matter).map(({ representativeId }) => representativeId),
        ...record.matter.handlers.map(({ departmentId }) => departmentId),
      ],
    })
  }
  return found
}
