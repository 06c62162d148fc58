import { pathWords } from '../core/file-names.ts'
import { lettersTold } from './answers.rules.ts'
import type { Attachment } from './attachments.model.ts'
import type { AttachmentType } from './attachments.words.ts'
import { draftFor } from './drafts.rules.ts'
import { type Matter, type Party, refuse } from './matter.rules.ts'
import { suggestionErrors } from './suggestions.errors.ts'

const ENDINGS: Record<AttachmentType, string> = { 'image/jpeg': '.jpg', 'application/pdf': '.pdf' }
/** Of a name without its ending, in characters. */
const NAME = 80

/** A name that every system can save; the ending says what the content is. */
export function cleanFileName(given: string, type: AttachmentType): string {
  const last = given.split(/[\\/]/).at(-1) ?? ''
  return `${pathWords(last.replace(/\.[^.]{1,5}$/u, ''), NAME, '附件')}${ENDINGS[type]}`
}

/**
 * What a draft or step names, whole.
 * @param already those that it names by now; they may stay
 * @param atHand those that whoever acts has sent and nobody has named
 */
export function attachmentsOf(
  ids: readonly string[] | undefined,
  already: readonly Attachment[],
  atHand: readonly Attachment[],
): readonly Attachment[] {
  return [...new Set(ids ?? [])].map(
    (id) =>
      [...already, ...atHand].find((one) => one.id === id) ??
      refuse(suggestionErrors.attachmentUnknown, 'files'),
  )
}

const papersIn = ({ feedbacks, replaced = [] }: Matter) => [...feedbacks, ...replaced]

/** Every file that a suggestion names. */
export const filesIn = (matter: Matter): Attachment[] => [
  ...(matter.files ?? []),
  ...(matter.entry?.scans ?? []),
  ...matter.contacts.flatMap(({ files = [] }) => files),
  ...matter.letters.flatMap(({ files = [] }) => files),
  ...(matter.sentBack ?? []).flatMap(({ files = [] }) => files),
  ...papersIn(matter).flatMap(({ files = [] }) => files),
  ...(matter.mediating ?? []).flatMap(({ files }) => files),
  ...(matter.settlements ?? []).flatMap(({ files }) => files),
]

/** Without the paper that the office entered it from: there are hands on it. */
const withoutScans = ({ entry, ...matter }: Matter): Matter =>
  entry === undefined ? matter : { ...matter, entry: { ...entry, scans: [] } }

/**
 * Those that somebody may read: an unsigned answer is for departments and office, one that was sent
 * back for its department, whoever came in its place, and the office; a paper with a representative's
 * hand on it for that representative and the office, the one it was entered from for all who signed it.
 */
export function filesSeen(matter: Matter, who: Party): Attachment[] {
  const own = papersIn(matter).filter(
    ({ representativeId }) =>
      who.kind === 'office' || (who.kind === 'representative' && who.id === representativeId),
  )
  const letters = matter.letters.filter(
    ({ signedAt }) => who.kind !== 'representative' || signedAt !== null,
  )
  const sentBack = (matter.sentBack ?? []).filter(
    (one) =>
      who.kind === 'office' ||
      (who.kind === 'department' &&
        (who.id === one.departmentId || draftFor(matter, who.id) === one)),
  )
  const seen = who.kind === 'department' ? withoutScans(matter) : matter
  return filesIn({ ...seen, letters, sentBack, feedbacks: own, replaced: [] })
}

/** Those of what was released: of the suggestion and of its letters, never of a talk. */
export const filesReleased = (matter: Matter): Attachment[] =>
  matter.publishedAt === null
    ? []
    : filesIn({
        ...withoutScans(matter),
        contacts: [],
        feedbacks: [],
        replaced: [],
        sentBack: [],
        mediating: [],
        settlements: [],
        letters: lettersTold(matter, matter.publishedAt),
      })
