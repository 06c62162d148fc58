import { letterPreviewed } from '@mashang/shared/suggestions/letter-preview.rules.ts'
import type { LetterPreview } from '@mashang/shared/suggestions/letters.model.ts'
import type { Party } from '@mashang/shared/suggestions/matter.rules.ts'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { attachmentsAtHand, ownerOf } from './attachments.store.ts'
import { type LetterPrinter, letterBytes, letterWriter } from './letters.usecases.ts'
import { type LinkHolder, opened } from './link-holders.ts'
import { ownerOfLink } from './links.usecases.ts'
import { periodsNow, type SuggestionRecord } from './suggestions.store.ts'
import { suggestionFor } from './suggestions.usecases.ts'
import { namesOf } from './suggestions.views.ts'

/** An answer as it will be printed, before it is signed; nothing is kept of it. */

type FileOwner = Parameters<typeof attachmentsAtHand>[1]
interface Preview {
  name: string
  bytes: Buffer
}

async function previewFor(
  context: Context,
  { record, who, owner }: { record: SuggestionRecord; who: Party; owner: FileOwner },
  said: LetterPreview,
  print: LetterPrinter,
): Promise<Preview> {
  const now = context.clock.now()
  const issued = letterPreviewed(record.matter, said, who, {
    now,
    periods: await periodsNow(context),
    department: (await namesOf(context)).department,
    atHand: await attachmentsAtHand(context, owner),
  })
  const letter = (await letterWriter(context))(record, issued)
  const [bytes] = await letterBytes([letter], 'pdf', print, now)
  return { name: `${letter.name}.pdf`, bytes: Buffer.from(bytes ?? []) }
}

export async function previewAnswer(
  context: Context,
  id: string,
  said: LetterPreview,
  actor: Actor,
  print: LetterPrinter,
): Promise<Preview> {
  const { record, who } = await suggestionFor(context, id, actor)
  return await previewFor(context, { record, who, owner: ownerOf(who) }, said, print)
}

export async function previewByLink(
  context: Context,
  holder: LinkHolder,
  said: LetterPreview,
  print: LetterPrinter,
): Promise<Preview> {
  const { link, record } = await opened(context, holder)
  const who: Party = { kind: 'department', id: link.departmentId }
  return await previewFor(context, { record, who, owner: ownerOfLink(link) }, said, print)
}
