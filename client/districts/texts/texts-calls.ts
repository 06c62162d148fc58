import type { pageTextsApi } from '@mashang/shared/districts/editions.api.ts'
import type { PageTexts } from '@mashang/shared/districts/page-texts.words.ts'
import { call } from '../../core/call.ts'
import type { EditionCalls } from '../editions/use-edition.ts'

export const textsCalls: EditionCalls<PageTexts> = {
  name: 'texts',
  show: (version) =>
    call<typeof pageTextsApi.show>('GET', '/api/district/texts', { query: { version } }),
  save: (body) => call<typeof pageTextsApi.save>('PUT', '/api/district/texts', { body }),
  back: (body) => call<typeof pageTextsApi.back>('POST', '/api/district/texts/back', { body }),
  versions: () => call<typeof pageTextsApi.versions>('GET', '/api/district/texts/versions', {}),
}
