import { randomUUID } from 'node:crypto'
import { codeErrors } from '@mashang/shared/codes/codes.errors.ts'
import type { CodeView } from '@mashang/shared/codes/codes.model.ts'
import { toIso } from '@mashang/shared/core/clock.ts'
import { Failure } from '@mashang/shared/core/errors.ts'
import { id } from '@mashang/shared/core/schema.ts'
import { named, plainText } from '@mashang/shared/districts/page-texts.rules.ts'
import { offeredOf } from '@mashang/shared/issues/dictionary.rules.ts'
import { heldWords } from '@mashang/shared/issues/flood.words.ts'
import { normalizeReceipt } from '@mashang/shared/issues/receipts.rules.ts'
import type { FormRefill, FormWords, VoterPage } from '@mashang/shared/pages/pages.model.ts'
import type { RepresentativeCard } from '@mashang/shared/representatives/representatives.model.ts'
import type { ChoiceScope } from '@mashang/shared/representatives/representatives.words.ts'
import type { SheetTold } from '@mashang/shared/sheets/sheets.words.ts'
import { nextReception } from '@mashang/shared/stations/reception.rules.ts'
import { activeCodes, type CodeRecord } from '../codes/codes.store.ts'
import {
  type CodeFacts,
  choices,
  choicesOrWider,
  codeView,
  findCode,
  withAway,
} from '../codes/codes.usecases.ts'
import { qrSvg } from '../codes/qr.ts'
import type { Context } from '../core/context.ts'
import { districtInfo, districtNow } from '../districts/districts.store.ts'
import { textsNow } from '../districts/page-texts.store.ts'
import { dictionaryNow } from '../issues/dictionary.store.ts'
import { publishedOf } from '../issues/publication.store.ts'
import { publishedMatter } from '../issues/publication.views.ts'
import { viewByReceipt } from '../issues/receipt.usecases.ts'
import { similarFor } from '../issues/similar.usecases.ts'
import { whyByReceipt } from '../issues/why.usecases.ts'
import { nextDuties } from '../receptions/receptions.usecases.ts'
import {
  cardOf,
  lookUpRepresentative,
  servingByStation,
} from '../representatives/representatives.store.ts'
import { allStations, findStation, stationView } from '../stations/stations.store.ts'
import { around } from './around.ts'

/** Matters shown on a landing page. */
const SHOWN = 3

export async function basePage(context: Context, elder: boolean) {
  const district = await districtNow(context)
  const { content } = await textsNow(context)
  return {
    district: districtInfo(context, district, content.help),
    serverTime: toIso(context.clock.now()),
    elder,
  }
}

/** The district's words to whoever comes. */
const welcomeOf = async (context: Context): Promise<string> =>
  plainText((await textsNow(context)).content.welcome, await districtNow(context))

async function formWords(context: Context): Promise<FormWords> {
  const { content, version } = await textsNow(context)
  return {
    ...offeredOf(await dictionaryNow(context)),
    consent: plainText(content.consent, await districtNow(context)),
    texts: version,
  }
}

export const homePage = async (context: Context, elder: boolean): Promise<VoterPage> => ({
  ...(await basePage(context, elder)),
  view: 'home',
  welcome: await welcomeOf(context),
})

/** What a phone keeps to show where there is no network; it adds the receipts that it has. */
export const offlinePage = async (context: Context, elder: boolean): Promise<VoterPage> => ({
  ...(await basePage(context, elder)),
  view: 'lookup',
  tried: null,
  offline: true,
})

/** Who sees what is fixed; what a district says in its own words comes with it. */
export async function privacyPage(context: Context, elder: boolean): Promise<VoterPage> {
  const { name } = await districtNow(context)
  const { purpose, lost, keeper, more } = (await textsNow(context)).content
  return {
    ...(await basePage(context, elder)),
    view: 'privacy',
    texts: {
      purpose: named(purpose, name),
      lost: named(lost, name),
      keeper: named(keeper, name),
      more: named(more, name),
    },
  }
}

/** The page behind a code; one that was replaced leads on to its successor by itself. */
export async function currentCode(context: Context, raw: string) {
  return await lastOf(context, await findCode(context, raw))
}

async function lastOf(context: Context, scanned: CodeRecord): Promise<CodeRecord> {
  let record = scanned
  // Paper never dies, however often it was replaced; a circle would be a fault of the data.
  const seen = new Set<string>()
  while (record.successor !== null && !seen.has(record.code)) {
    seen.add(record.code)
    record = await findCode(context, record.successor)
  }
  if (record.revokedAt !== null) throw new Failure(codeErrors.revoked)
  return record
}

/** In place of a code that was revoked: one of the same representative, else of the station. */
export async function codeInstead(context: Context, raw: string): Promise<string | null> {
  const record = await findCode(context, raw)
  const active = await activeCodes(context)
  const representative =
    record.kind === 'representative' ? await lookUpRepresentative(context, record.targetId) : null
  return active.get(record.targetId) ?? active.get(representative?.stationId ?? '') ?? null
}

/**
 * What a page carries of a code. The others of a station are listed only where there is nobody to
 * file to yet; elsewhere they would double the bytes of the page, and choosing fetches them anyway.
 */
const carried = (code: CodeView): CodeView =>
  code.representative?.state === 'serving' ? { ...code, representatives: [] } : code

/** Whose matters are shown beside a code: its representative's, else those of its station. */
export const behind = ({ representative, representatives }: CodeView): string[] =>
  representative === null ? representatives.map((one) => one.id) : [representative.id]

export async function landingPage(
  context: Context,
  facts: CodeFacts,
  raw: string,
  elder: boolean,
  sheetTold: SheetTold | null = null,
): Promise<VoterPage> {
  const scanned = await findCode(context, raw)
  const code = await codeView(context, await lastOf(context, scanned), facts)
  // Whoever stands before old paper compares the number that is printed on it.
  if (scanned.sheetId !== null && scanned.code !== code.code)
    code.sheet = await facts.sheet(scanned.sheetId)
  const published = await publishedOf(context, behind(code), SHOWN)
  return {
    ...(await basePage(context, elder)),
    view: 'landing',
    code: carried(code),
    form: await formWords(context),
    published: published.items.map(publishedMatter),
    publishedTotal: published.total,
    sheetTold,
    reception: receptionOf(context, code),
    welcome: await welcomeOf(context),
  }
}

function receptionOf(context: Context, { station }: CodeView): string | null {
  const at = nextReception(station?.receptionDay ?? null, context.clock.now())
  return at === null ? null : toIso(at)
}

/** Where a code's station is, when it receives, who serves there. Null: the code has no station. */
export async function stationPage(
  context: Context,
  facts: CodeFacts,
  raw: string,
  elder: boolean,
  mayDownload: boolean,
): Promise<VoterPage | null> {
  const record = await currentCode(context, raw)
  const code = await codeView(context, record, facts)
  if (code.station === null) return null
  const duties = await nextDuties(context, code.station.id)
  return {
    ...(await basePage(context, elder)),
    view: 'station',
    code: { ...code, representatives: [] },
    form: await formWords(context),
    station: code.station,
    around: await around(context, code.station),
    // The roster knows better than what the station says of itself.
    reception: duties[0]?.startsAt ?? receptionOf(context, code),
    duties,
    mayDownload,
    items: (await choices(context, record, 'station', '', { from: 0, most: Infinity })).items,
  }
}

export async function choosePage(
  context: Context,
  facts: CodeFacts,
  raw: string,
  scope: ChoiceScope,
  q: string,
  from: number,
  at: string | undefined,
  elder: boolean,
): Promise<VoterPage> {
  const record = await currentCode(context, raw)
  const other = at === undefined ? null : await findStation(context, at)
  return {
    ...(await basePage(context, elder)),
    view: 'choose',
    code: carried(await codeView(context, record, facts)),
    form: await formWords(context),
    scope,
    q,
    at: other && { id: other.id, name: other.name },
    ...(await choicesOrWider(context, facts, record, scope, q, from, other?.id)),
  }
}

/** All stations, to be found on a plan; those where nobody serves lead nowhere. */
export async function placesPage(
  context: Context,
  facts: CodeFacts,
  raw: string,
  elder: boolean,
): Promise<VoterPage> {
  const serving = await servingByStation(context)
  return {
    ...(await basePage(context, elder)),
    view: 'places',
    code: {
      ...(await codeView(context, await currentCode(context, raw), facts)),
      representatives: [],
    },
    stations: (await allStations(context)).flatMap((station) => {
      const representatives = serving.get(station.id) ?? 0
      return representatives === 0 ? [] : [stationView(station, representatives)]
    }),
  }
}

async function chosen(
  context: Context,
  wanted: string | undefined,
  fallback: RepresentativeCard | null,
): Promise<RepresentativeCard | null> {
  const wantedId = id.safeParse(wanted).data
  const found = wantedId === undefined ? null : await lookUpRepresentative(context, wantedId)
  if (found === null || found.state === 'left') return fallback
  const district = await districtNow(context)
  return await cardOf(context, found, district)
}

/** The form. Null: nobody is chosen yet (a station's code), so the voter must choose first. */
export async function filePage(
  context: Context,
  facts: CodeFacts,
  raw: string,
  to: string | undefined,
  elder: boolean,
  again: { key: string | null; refill: FormRefill } | null = null,
): Promise<VoterPage | null> {
  const record = await currentCode(context, raw)
  const code = await codeView(context, record, facts)
  const own = code.representative?.state === 'serving' ? code.representative : null
  const representative = await chosen(context, to, own)
  if (representative === null) return null
  const [told = representative] = await withAway(facts)([representative])
  return {
    ...(await basePage(context, elder)),
    view: 'file',
    code: carried(code),
    form: await formWords(context),
    representative: told,
    idempotencyKey: again?.key ?? randomUUID(),
    refill: again?.refill ?? null,
  }
}

/** How every time of a matter came to be; a page of its own, which the form never loads. */
export async function whyPage(context: Context, typed: string, elder: boolean): Promise<VoterPage> {
  const receipt = normalizeReceipt(typed)
  const why = await whyByReceipt(context, receipt)
  return { ...(await basePage(context, elder)), view: 'why', receipt, why }
}

/** @param typed the receipt as it stands in the address; the page shows its one written form. */
export async function receiptPage(
  context: Context,
  typed: string,
  options: { elder: boolean; justFiled: boolean; mayDownload: boolean; notice: string | null },
): Promise<VoterPage> {
  const receipt = normalizeReceipt(typed)
  const issue = await viewByReceipt(context, receipt)
  const url = `${context.config.publicUrl}/r/${receipt}`
  // The address stays in the browser; whoever comes back later is past that.
  const held = issue.state === 'held'
  const justFiled = options.justFiled && (held || issue.state === 'awaiting')
  return {
    ...(await basePage(context, options.elder)),
    view: 'receipt',
    receipt,
    url,
    qrSvg: qrSvg(url, '回执二维码', 'M'),
    issue,
    justFiled,
    messageKey: randomUUID(),
    mayDownload: options.mayDownload,
    mayHear:
      context.config.wechat !== null ||
      (issue.contactMask !== null && context.sms?.templates.includes('reminder') === true),
    similar: justFiled && !held ? await similarFor(context, receipt) : [],
    notice:
      options.notice ?? (justFiled && held ? `收到了。${heldWords}。请把这页截屏存好。` : null),
  }
}
