import type { LetterPreview, linkPreview } from '@mashang/shared/suggestions/letters.model.ts'
import type { SuggestionAct } from '@mashang/shared/suggestions/suggestions.words.ts'
import type { z } from 'zod'
import type { Values } from './filled.ts'

/** The steps whose letter can be looked at before they are taken. */
export const PREVIEWED: ReadonlySet<SuggestionAct> = new Set(['propose', 'sign', 'redeem'])

/** What was typed so far, as a look at its letter asks for it; what is missing the server says. */
export function previewSent(
  act: SuggestionAct,
  { signer, document, ...draft }: Values,
  files: readonly { id: string }[],
): LetterPreview {
  const signature = { signer, document }
  const body =
    act === 'sign'
      ? signature
      : { draft: { ...draft, files: files.map(({ id }) => id) }, ...signature }
  return body as LetterPreview
}

/** The same behind a one-time link, of the parts of its form. */
export const linkPreviewSent = (
  token: string,
  { letter, signer, document }: { letter?: object; signer?: string; document?: string },
): z.input<typeof linkPreview> =>
  ({ token, draft: letter, signer, document }) as z.input<typeof linkPreview>
