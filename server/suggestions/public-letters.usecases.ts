import { Failure } from '@mashang/shared/core/errors.ts'
import { forEverybody, lettersReleased } from '@mashang/shared/suggestions/public-letters.rules.ts'
import { suggestionErrors } from '@mashang/shared/suggestions/suggestions.errors.ts'
import type { Context } from '../core/context.ts'
import { type LetterPrinter, letterBytes, letterWriter } from './letters.usecases.ts'
import { findSuggestion } from './suggestions.store.ts'

/** Where everybody has the letter of one answer. */
export const publicLetterOf = (id: string, department: string): string =>
  `/api/published-suggestions/${id}/letters/${department}`

/** 答复函 of what was released; of anything else it is not there, and nobody learns whether it is. */
export async function printReleased(
  context: Context,
  { id, department }: { id: string; department: string },
  print: LetterPrinter,
): Promise<{ name: string; bytes: Buffer }> {
  const record = await findSuggestion(context, id)
  const issued = record && lettersReleased(record).find((one) => one.departments[0] === department)
  if (record === null || !issued) throw new Failure(suggestionErrors.notFound)
  const letter = forEverybody((await letterWriter(context))(record, issued), issued)
  const [bytes] = await letterBytes([letter], 'pdf', print, context.clock.now())
  return { name: `${letter.name}.pdf`, bytes: Buffer.from(bytes ?? []) }
}
