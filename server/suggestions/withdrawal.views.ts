import { toIso } from '@mashang/shared/core/clock.ts'
import { joined, type Matter } from '@mashang/shared/suggestions/matter.rules.ts'
import type { SuggestionView } from '@mashang/shared/suggestions/suggestions.model.ts'
import { askedToAgree, isWithdrawing } from '@mashang/shared/suggestions/withdrawal.rules.ts'
import type { Names } from './suggestions.rows.ts'

/** Who has agreed to taking it back, and whose word is waited for; null: nobody is asked. */
export function withdrawalView(
  matter: Matter,
  names: Pick<Names, 'representative'>,
  gone: readonly string[],
): SuggestionView['withdrawal'] {
  const { withdrawalAskedAt: askedAt } = matter
  if (askedAt === null || !isWithdrawing(matter)) return null
  const person = ({ representativeId: id }: { representativeId: string }) => ({
    id,
    name: names.representative(id),
  })
  return {
    askedAt: toIso(askedAt),
    reason: matter.remarks.findLast(({ act }) => act === 'withdraw')?.text ?? '',
    agreed: joined(matter)
      .filter(({ agreedAt }) => agreedAt !== null)
      .map(person),
    asked: askedToAgree(matter, gone).map(person),
  }
}
