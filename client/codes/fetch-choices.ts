import type { codesApi } from '@mashang/shared/codes/codes.api.ts'
import type { RepresentativeCard } from '@mashang/shared/representatives/representatives.model.ts'
import type { ChoiceScope } from '@mashang/shared/representatives/representatives.words.ts'
import { call } from '../core/call.ts'
import { bringLetters } from '../representatives/letters.ts'

/**
 * Who may be chosen from a code, with the letters of their names. Throws CallFailure.
 * @param from how many are there already
 */
export async function fetchChoices(
  code: string,
  scope: ChoiceScope,
  q: string,
  at?: string,
  from = 0,
): Promise<{ items: RepresentativeCard[]; from: number; total: number; wider: boolean }> {
  const found = await call<typeof codesApi.choices>('GET', '/api/codes/:code/representatives', {
    params: { code },
    query: { scope, q, from, ...(at ? { at } : {}) },
  })
  bringLetters(found.items.map(({ mongolian }) => mongolian))
  return found
}
