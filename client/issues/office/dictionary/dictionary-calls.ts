import type { dictionaryApi } from '@mashang/shared/issues/dictionary.api.ts'
import type { Dictionary } from '@mashang/shared/issues/dictionary.rules.ts'
import { call } from '../../../core/call.ts'
import type { EditionCalls } from '../../../districts/editions/use-edition.ts'

export const dictionaryCalls: EditionCalls<Dictionary> = {
  name: 'dictionary',
  show: (version) =>
    call<typeof dictionaryApi.show>('GET', '/api/district/dictionary', { query: { version } }),
  save: (body) => call<typeof dictionaryApi.save>('PUT', '/api/district/dictionary', { body }),
  back: (body) =>
    call<typeof dictionaryApi.back>('POST', '/api/district/dictionary/back', { body }),
  versions: () =>
    call<typeof dictionaryApi.versions>('GET', '/api/district/dictionary/versions', {}),
}
