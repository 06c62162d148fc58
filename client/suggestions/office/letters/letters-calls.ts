import type { letterTextsApi } from '@mashang/shared/suggestions/letter-texts.api.ts'
import type { LetterTexts } from '@mashang/shared/suggestions/letter-texts.words.ts'
import { call } from '../../../core/call.ts'
import type { EditionCalls } from '../../../districts/editions/use-edition.ts'

export const lettersCalls: EditionCalls<LetterTexts> = {
  name: 'letters',
  holds: '以后的公文按新的来，发过的照旧',
  show: (version) =>
    call<typeof letterTextsApi.show>('GET', '/api/district/letters', { query: { version } }),
  save: (body) => call<typeof letterTextsApi.save>('PUT', '/api/district/letters', { body }),
  back: (body) => call<typeof letterTextsApi.back>('POST', '/api/district/letters/back', { body }),
  versions: () => call<typeof letterTextsApi.versions>('GET', '/api/district/letters/versions', {}),
}
