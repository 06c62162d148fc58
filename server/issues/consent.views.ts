import { toIsoOrNull } from '@mashang/shared/core/clock.ts'
import { plainText } from '@mashang/shared/districts/page-texts.rules.ts'
import type { ConsentView } from '@mashang/shared/issues/issues.model.ts'
import type { ConsentWords } from '@mashang/shared/issues/station.api.ts'
import type { Context } from '../core/context.ts'
import { districtNow } from '../districts/districts.store.ts'
import { textsNow, textsOf } from '../districts/page-texts.store.ts'
import type { IssueRecord } from './issues.store.ts'

/** What is read to a visitor before somebody else files for them. */
export async function consentNow(context: Context): Promise<Omit<ConsentWords, 'away'>> {
  const { version, content } = await textsNow(context)
  return { version, words: plainText(content.consent, await districtNow(context)) }
}

/** The words that a voter agreed to by filing, or when they were read to them, as they stood then. */
export async function consentOf(
  context: Context,
  { textsVersion }: Pick<IssueRecord, 'textsVersion'>,
): Promise<ConsentView> {
  if (textsVersion === null) return null
  const { version, since, content } = await textsOf(context, textsVersion)
  return {
    version,
    since: toIsoOrNull(since),
    words: plainText(content.consent, await districtNow(context)),
  }
}
