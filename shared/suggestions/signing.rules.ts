import { type Letter, type Party, refuse } from './matter.rules.ts'
import type { Periods } from './periods.rules.ts'
import { suggestionErrors } from './suggestions.errors.ts'
import type { SignedBy } from './suggestions.words.ts'

/** In whose name a letter is signed, and who has put that name there. */

/**
 * Whether the head's name may be typed for somebody: not where the district wants a 签发人 who signs in.
 * Of a department without any account nobody can.
 */
export const maySignNow = (who: Party, { accountSigns }: Pick<Periods, 'accountSigns'>): boolean =>
  !accountSigns ||
  who.kind !== 'department' ||
  who.signs !== undefined ||
  who.withoutAccount === true

/** In whose name it is signed: of an account that signs for itself nobody else's. */
export function signerOf(
  typed: string | undefined,
  who: Party,
  periods: Periods,
): Pick<Letter, 'signer' | 'signerName'> {
  if (!maySignNow(who, periods)) refuse(suggestionErrors.signerAccount)
  if (who.kind === 'department' && who.signs !== undefined)
    return { signer: `${who.signs.post}${who.signs.name}`, signerName: who.signs.name }
  return { signer: typed ?? refuse(suggestionErrors.signerMissing, 'signer') }
}

/** Who has put that name there: the head in person, or whoever typed it; null: nobody did. */
export const signedBy = ({
  signer,
  signerName,
}: Pick<Letter, 'signer' | 'signerName'>): SignedBy | null =>
  signer === null ? null : signerName === undefined ? 'typed' : 'self'
