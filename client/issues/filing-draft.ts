import { firstOffered } from '@mashang/shared/issues/dictionary.rules.ts'
import type { filing } from '@mashang/shared/issues/filing.model.ts'
import { guessField, guessKind } from '@mashang/shared/issues/guess.rules.ts'
import type {
  Elsewhere,
  IssueField,
  IssueKind,
  Salutation,
} from '@mashang/shared/issues/issues.words.ts'
import { guessTitle } from '@mashang/shared/issues/title.rules.ts'
import type { z } from 'zod'
import { newKey } from '../core/new-key.ts'
import type { DraftPhoto } from '../photos/draft-photo.ts'
import type { PhoneProof } from '../verifications/phone-proof.ts'

/** A report that is being written, with all that is needed to send it later, once. */
export interface FilingDraft {
  /** Idempotency-Key: made with the draft, kept until the server has acknowledged it. */
  key: string
  code: string
  representativeId: string
  representativeName: string
  /** Null: as guessed from the text. */
  kind: IssueKind | null
  field: IssueField | null
  /** Empty: derived from the text. */
  title: string
  text: string
  place: string
  position: { latitude: number; longitude: number } | null
  name: string
  salutation: Salutation | null
  phone: string
  /** Where the district verifies phones. */
  proof: PhoneProof | null
  elsewhere: Elsewhere
  hidden: boolean
  publish: boolean
  /**
   * What could be chosen, and which edition of the page texts was read, on the page last shown.
   * Missing in a draft that an earlier version of the form has kept.
   */
  offered?: OfferedKeys
  texts?: number
  photos: DraftPhoto[]
  /** The voter pressed send; it goes as soon as there is a signal. */
  queued: boolean
  /** What was (perhaps) sent already. The same key must always carry the same words. */
  frozen: FilingBody | null
}

/** What a district offers, in its order. */
export interface OfferedKeys {
  kinds: IssueKind[]
  fields: IssueField[]
}

export type FilingBody = z.input<typeof filing>

const PREFIX = 'filing:'
export const draftKey = (code: string): string => `${PREFIX}${code}`
export const DRAFT_PREFIX = PREFIX

/** An empty draft. Publishing is off until chosen. */
export const newDraft = (
  code: string,
  representative: { id: string; name: string },
  shown: Required<Pick<FilingDraft, 'offered' | 'texts'>>,
): FilingDraft => ({
  key: newKey(),
  code,
  representativeId: representative.id,
  representativeName: representative.name,
  kind: null,
  field: null,
  title: '',
  text: '',
  place: '',
  position: null,
  name: '',
  salutation: null,
  phone: '',
  proof: null,
  elsewhere: 'none',
  hidden: false,
  publish: false,
  ...shown,
  photos: [],
  queued: false,
  frozen: null,
})

/** Whether there is anything worth keeping. */
export const isEmptyDraft = (draft: FilingDraft): boolean =>
  !draft.text && !draft.place && !draft.name && !draft.phone && draft.photos.length === 0

/** Kind, field and title as the voter sees them: chosen, else guessed from the words. */
export function settled(draft: FilingDraft): { kind: IssueKind; field: IssueField; title: string } {
  return {
    kind: firstOffered(draft.offered?.kinds, draft.kind, guessKind(draft.text), 'help'),
    field: firstOffered(draft.offered?.fields, draft.field, guessField(draft.text), 'other'),
    title: draft.title.trim() || guessTitle(draft.text),
  }
}

const proofOf = ({ id, code }: PhoneProof) => (code ? { id, code } : { id })

/** What is sent: empty fields stay away. */
export function bodyOf(draft: FilingDraft): FilingBody {
  const photos = draft.photos.flatMap((photo) => (photo.id ? [photo.id] : []))
  const name = draft.name.trim()
  const phone = draft.phone.trim()
  const words = draft.place.trim()
  return {
    code: draft.code,
    representativeId: draft.representativeId,
    ...settled(draft),
    text: draft.text.trim(),
    ...(words || draft.position
      ? { place: { ...(words ? { text: words } : {}), ...draft.position } }
      : {}),
    ...(photos.length > 0 ? { photos } : {}),
    ...(name || phone
      ? {
          contact: {
            ...(name ? { name } : {}),
            ...(draft.salutation ? { salutation: draft.salutation } : {}),
            ...(phone ? { phone } : {}),
            ...(draft.proof?.id ? { verification: proofOf(draft.proof) } : {}),
          },
        }
      : {}),
    elsewhere: draft.elsewhere,
    hidden: draft.hidden,
    publish: draft.publish,
    ...(draft.texts ? { texts: draft.texts } : {}),
  }
}
