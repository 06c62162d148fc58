import type { VoterPage, VoterView } from '@mashang/shared/pages/pages.model.ts'
import { CODE, RECEIPT } from '../support/voter-pages/people.ts'
import type { Screen } from './screen.ts'

const PATHS: Record<VoterView, string> = {
  landing: `/q/${CODE}`,
  matters: `/q/${CODE}/matters`,
  station: `/q/${CODE}/station`,
  choose: `/q/${CODE}/choose`,
  places: `/q/${CODE}/places`,
  file: `/q/${CODE}/file`,
  receipt: `/r/${RECEIPT}`,
  why: `/r/${RECEIPT}/why`,
  rights: `/r/${RECEIPT}/rights`,
  lookup: '/r',
  privacy: '/privacy',
  'code-problem': `/q/${CODE}`,
  home: '/',
}

/** Half a minute past, as the districts are. */
const later = (page: VoterPage): VoterPage => ({
  ...page,
  serverTime: new Date(Date.parse(page.serverTime) + 30_000).toISOString(),
})

/** A voter's page with this data. */
export const of = (
  [name, title]: [string, string],
  data: VoterPage,
  more: Partial<Screen> = {},
): Screen => ({
  name: `voter-${name}`,
  title,
  who: 'voter',
  path: PATHS[data.view],
  data: later(data),
  ...more,
})
