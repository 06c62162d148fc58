import type { CodeView } from '../codes/codes.model.ts'
import type { DistrictInfo } from '../districts/districts.model.ts'
import type { PageTexts } from '../districts/page-texts.words.ts'
import type { OfferedWords } from '../issues/dictionary.rules.ts'
import type { SimilarMatter } from '../issues/group.model.ts'
import type { ReceiptView } from '../issues/issues.model.ts'
import type { IssueField } from '../issues/issues.words.ts'
import type { MattersFilter, PublicMatter, PublishedMatter } from '../issues/published.model.ts'
import type { Rights } from '../issues/rights.rules.ts'
import type { WhyView } from '../issues/why.model.ts'
import type { RepresentativeCard } from '../representatives/representatives.model.ts'
import type { ChoiceScope } from '../representatives/representatives.words.ts'
import type { SheetTold } from '../sheets/sheets.words.ts'
import type { StationView } from '../stations/stations.model.ts'

/** What a person typed before the server found a fault in it (a form sent without script). */
export interface FormRefill {
  values: Record<string, string>
  problems: { path: string; message: string }[]
  message: string
}

export type PrivacyTexts = Pick<PageTexts, 'purpose' | 'lost' | 'keeper' | 'more'>

/** What the form says in the district's words; with every page that can open it without a reload. */
export interface FormWords {
  /** What may be chosen, in the district's order. */
  kinds: OfferedWords['kinds']
  fields: OfferedWords['fields']
  /** What filing means agreeing to, and which edition of the page texts that is. */
  consent: string
  texts: number
}

export interface StationPlace {
  name: string
  latitude: number
  longitude: number
}

interface Base {
  district: DistrictInfo
  /** ISO 8601; every countdown runs on it. */
  serverTime: string
  elder: boolean
  /** Open inside WeChat, where the district has an official account. */
  wechat?: boolean
}

/**
 * The data behind a voter's page. It is rendered on the server and embedded in the first response
 * as JSON; the browser takes over with the same object.
 */
export type VoterPage =
  | (Base & {
      view: 'landing'
      code: CodeView
      form: FormWords
      published: PublishedMatter[]
      publishedTotal: number
      sheetTold: SheetTold | null
      /** ISO 8601: where the station's day of next reception begins; null where its words name none. */
      reception: string | null
      /** The district's own words to whoever comes; mostly none. */
      welcome: string
    })
  | (Base & {
      view: 'station'
      code: CodeView
      form: FormWords
      station: StationView
      /** The nearest other stations, where this one has a place; degrees, WGS 84. */
      around: StationPlace[]
      reception: string | null
      /** Who is there next, as the roster of duties has it. */
      duties: { startsAt: string; endsAt: string; name: string }[]
      /** Whether this browser can keep a file; WeChat's cannot. */
      mayDownload: boolean
      /** Everybody who serves there. */
      items: RepresentativeCard[]
    })
  | (Base & {
      view: 'choose'
      code: CodeView
      form: FormWords
      scope: ChoiceScope
      q: string
      /** Another station, found on the plan, whose representatives are shown. */
      at: { id: string; name: string } | null
      items: RepresentativeCard[]
      /** How many were left out before these, and how many there are. */
      from: number
      total: number
      /** Nobody was found so near: these are of the whole district. */
      wider: boolean
    })
  | (Base & { view: 'places'; code: CodeView; stations: StationView[] })
  | (Base & {
      view: 'file'
      code: CodeView
      form: FormWords
      representative: RepresentativeCard
      idempotencyKey: string
      refill: FormRefill | null
    })
  | (Base & {
      view: 'receipt'
      receipt: string
      url: string
      qrSvg: string
      issue: ReceiptView
      justFiled: boolean
      /** Makes the next words of the voter one sentence, however often they are sent. */
      messageKey: string
      /** Whether this browser can print; WeChat's cannot. */
      mayDownload: boolean
      /** Whether there is a way to be told of the answer, besides coming back. */
      mayHear: boolean
      /** What others told that may be the same; only where it was just filed. */
      similar: SimilarMatter[]
      notice: string | null
    })
  | (Base & { view: 'why'; receipt: string; why: WhyView })
  | (Base & {
      view: 'matters'
      /** The code from which somebody came, and whose matters these are; null: everybody's. */
      from: string | null
      whose: string | null
      filter: MattersFilter
      fields: Record<IssueField, string>
      items: PublicMatter[]
      total: number
      /** How many one page holds. */
      size: number
    })
  | (Base & {
      view: 'rights'
      receipt: string
      number: string
      title: string
      /** What whoever works on it calls the voter, and the phone as the receipt shows it. */
      voter: string
      contactMask: string | null
      rights: Rights
      /** All that the voter wrote is gone. */
      erased: boolean
      /** Whether this browser can keep a file; WeChat's cannot. */
      mayDownload: boolean
      /** A sentence on what was just done, or why not. */
      notice: { words: string; good: boolean } | null
    })
  | (Base & {
      view: 'lookup'
      tried: string | null
      /** Kept on a phone, and shown in place of any page that its network does not bring. */
      offline?: boolean
    })
  | (Base & { view: 'privacy'; texts: PrivacyTexts })
  | (Base & {
      view: 'code-problem'
      reason: 'unknown' | 'revoked'
      /** A code that still works, from which another representative can be chosen. */
      instead: string | null
    })
  | (Base & { view: 'home'; welcome: string })

export type VoterView = VoterPage['view']

/** What the server-rendering bundle gives back. */
export interface RenderedPage {
  /** Markup of the app's root. */
  html: string
  title: string
  /** Critical style, to be inlined. */
  css: string
  /** A style of its own with letters that only some devices have; null: the page has none of them. */
  letters: string | null
}
