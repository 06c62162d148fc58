import type { VoterPage } from '@mashang/shared/pages/pages.model.ts'
import type { Page } from 'playwright-core'
import type { District } from './district.ts'

export type Who = 'voter' | 'representative' | 'liaison' | 'office' | 'department'
/** What a person may have set: the device's light, our large print. */
export type Look = 'light' | 'dark' | 'elder' | 'elder-dark'
/** What becomes of the requests for data. */
export type Line = 'loading' | 'failing' | 'offline'

/**
 * `empty`: a district in which nothing has happened yet; `flooded`: too much, to one person;
 * `seldom`: what does not come up in a month.
 */
export type DistrictName = 'played' | 'empty' | 'flooded' | 'seldom'

/** One screen of the gallery. A list of them per app: `*.screens.ts`. */
export interface Screen {
  /** Unique; its pictures are called after it. */
  name: string
  /** What is seen, for whoever looks through the pictures. */
  title: string
  who: Who
  /** Below the host, e.g. `/me/notices`. */
  path: string | ((district: District) => string | Promise<string>)
  /** A voter's page of the server with this data, instead of what the district would give. */
  data?: VoterPage
  district?: DistrictName
  line?: Line
  /** A selector of what must be there before the picture is taken. */
  ready?: string
  /** What somebody does there before the picture is taken. */
  act?(page: Page, district: District): Promise<void>
  /** In place of those that every screen of its app is looked at in. */
  looks?: readonly Look[]
}

const LOOKS: Record<Who, readonly Look[]> = {
  voter: ['light', 'dark', 'elder'],
  representative: ['light', 'dark', 'elder'],
  liaison: ['light', 'dark', 'elder'],
  office: ['light', 'dark'],
  department: ['light', 'dark'],
}

/** Who works at a desk; all others have a phone. */
export const atDesk = ({ who }: Screen): boolean => who === 'office' || who === 'department'

export const looksOf = (screen: Screen): readonly Look[] => screen.looks ?? LOOKS[screen.who]
