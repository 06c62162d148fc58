import type { codesApi } from '@mashang/shared/codes/codes.api.ts'
import type { RepresentativeCard } from '@mashang/shared/representatives/representatives.model.ts'
import type { ChoiceScope } from '@mashang/shared/representatives/representatives.words.ts'
import { call } from '../core/call.ts'

/** Who may be chosen from a code. Throws CallFailure. */
export async function fetchChoices(
  code: string,
  scope: ChoiceScope,
  q: string,
  at?: string,
): Promise<{ items: RepresentativeCard[]; wider: boolean }> {
  return await call<typeof codesApi.choices>('GET', '/api/codes/:code/representatives', {
    params: { code },
    query: { scope, q, ...(at ? { at } : {}) },
  })
}
