import { toIso, toIsoOrNull } from '@mashang/shared/core/clock.ts'
import { lettersIssued } from '@mashang/shared/suggestions/issued-letters.rules.ts'
import type { LinkCopy } from '@mashang/shared/suggestions/links.model.ts'
import type { Context } from '../core/context.ts'
import { type LetterPrinter, letterBytes, letterWriter } from './letters.usecases.ts'
import type { SentByLink } from './link-steps.usecases.ts'
import { namesOf } from './suggestions.views.ts'

/** The letter that was just signed by a link, as a PDF; null: an opinion has none. */
export async function letterSent(
  context: Context,
  { record, departmentId, opinion, at }: SentByLink,
  print: LetterPrinter,
): Promise<LinkCopy['letter']> {
  const issued = lettersIssued(record, 'answer').findLast(({ departments }) =>
    departments.includes(departmentId),
  )
  if (opinion !== null || issued === undefined) return null
  const letter = (await letterWriter(context))(record, issued)
  const [bytes] = await letterBytes([letter], 'pdf', print, at)
  return { name: `${letter.name}.pdf`, pdf: Buffer.from(bytes ?? []).toString('base64') }
}

/** What was sent by a link, whole, for whoever sent it to keep. */
export async function copyOf(
  context: Context,
  { record, departmentId, opinion, at }: SentByLink,
  letter: LinkCopy['letter'],
): Promise<LinkCopy> {
  const names = await namesOf(context)
  const signed = record.matter.letters.findLast(
    (one) => one.departmentId === departmentId && one.signedAt !== null,
  )
  const said = opinion === null ? signed : undefined
  return {
    number: names.number(record),
    title: record.title,
    secret: record.matter.secret,
    lead: `${names.representative(record.representativeId)}代表`,
    department: names.department(departmentId),
    at: toIso(at),
    text: opinion ?? signed?.text ?? '',
    class: said?.class ?? null,
    said: said?.said ?? null,
    solved: said?.solved ?? null,
    promisedFor: toIsoOrNull(said?.promisedFor ?? null),
    document: said?.document ?? null,
    signer: said?.signer ?? null,
    files: (said?.files ?? []).map(({ name }) => name),
    letter,
  }
}
