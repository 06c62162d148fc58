import { unsignedOf, writtenNow } from './answering.rules.ts'
import { attachmentsOf } from './attachments.rules.ts'
import { documentOf } from './documents.rules.ts'
import { draftFor } from './drafts.rules.ts'
import type { IssuedLetter } from './issued-letters.rules.ts'
import type { LetterPreview } from './letters.model.ts'
import {
  type Letter,
  type Matter,
  type Party,
  partOf,
  refuse,
  type Surroundings,
} from './matter.rules.ts'
import { suggestionErrors } from './suggestions.errors.ts'

/**
 * The letter of a department as it would be if it were signed now: of what is being written, else of
 * what waits for a signature. Nothing becomes of it, and nobody else sees it.
 */
export function letterPreviewed(
  matter: Matter,
  { draft, signer, document }: LetterPreview,
  who: Party,
  around: Pick<Surroundings, 'now' | 'periods' | 'department' | 'atHand'>,
): IssuedLetter {
  if (who.kind !== 'department' || partOf(matter, who) !== 'main')
    return refuse(suggestionErrors.notYours)
  const { now } = around
  const before = draftFor(matter, who.id)
  const letter: Letter =
    draft === undefined
      ? unsignedOf(matter, who.id)
      : {
          ...writtenNow(matter, draft, who.id, around),
          files: attachmentsOf(draft.files, before?.files ?? [], around.atHand),
        }
  const name = who.signs
    ? { signer: `${who.signs.post}${who.signs.name}`, signerName: who.signs.name }
    : { signer: signer ?? null }
  const signed: Letter = {
    ...letter,
    ...name,
    departmentName: around.department(who.id),
    ...(document === undefined ? {} : { document: documentOf(document, now) }),
    signedAt: now,
  }
  return {
    kind: 'answer',
    key: 'preview',
    at: now,
    departments: [who.id],
    letters: [signed],
    inForce: true,
    mark: 'preview',
  }
}
