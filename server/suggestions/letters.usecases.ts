import { Failure } from '@mashang/shared/core/errors.ts'
import { NOT_COUNTED_YET } from '@mashang/shared/issues/resolution.rules.ts'
import { hasLetter, type LetterWords, letterOf } from '@mashang/shared/suggestions/letters.rules.ts'
import { suggestionErrors } from '@mashang/shared/suggestions/suggestions.errors.ts'
import type { LetterKind } from '@mashang/shared/suggestions/suggestions.words.ts'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { districtNow } from '../districts/districts.store.ts'
import { suggestionFor } from './suggestions.usecases.ts'
import { namesOf } from './suggestions.views.ts'

/** Sets an official letter; handed in, because the fonts live with the sheets. */
export type LetterPrinter = (letter: LetterWords, madeAt: number) => Promise<Uint8Array>

/** 交办单, 答复函 or 征求意见表 as a file, for whoever may see the suggestion. */
export async function printLetter(
  context: Context,
  id: string,
  kind: LetterKind,
  actor: Actor,
  print: LetterPrinter,
): Promise<{ name: string; pdf: Uint8Array }> {
  const { record } = await suggestionFor(context, id, actor)
  if (!hasLetter(record.matter, kind)) throw new Failure(suggestionErrors.noLetter)
  const names = await namesOf(context)
  const { name: district } = await districtNow(context)
  const now = context.clock.now()
  const due = record.answerDueAt
  const letter = letterOf(
    record.matter,
    kind,
    {
      number: names.number(record) ?? '',
      office: `${district}人大常委会代表工作委员会`,
      representative: names.representative,
      department: names.department,
      dueAt: due === NOT_COUNTED_YET ? null : due,
    },
    now,
  )
  return { name: letter.name, pdf: await print(letter, now) }
}
