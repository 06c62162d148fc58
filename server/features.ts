import type { WorkCalendar } from '@mashang/shared/calendars/work-calendar.rules.ts'
import type { Filing } from '@mashang/shared/issues/filing.model.ts'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { accountsRoutes } from './accounts/accounts.routes.ts'
import { accountsByRepresentative, departmentsWithAccount } from './accounts/accounts.store.ts'
import { wechatSignInRoutes } from './accounts/wechat-sign-in.routes.ts'
import { backupsRoutes } from './backups/backups.routes.ts'
import { calendarsRoutes } from './calendars/calendars.routes.ts'
import { codesRoutes } from './codes/codes.routes.ts'
import { activeCodes } from './codes/codes.store.ts'
import { type CodeFacts, codeUrl } from './codes/codes.usecases.ts'
import type { Context } from './core/context.ts'
import type { Write } from './core/db/statement.ts'
import { visitorPlace } from './core/http/limits.ts'
import type { Fact } from './core/ledger/ledger.chain.ts'
import { deadLetters } from './deliveries/dead-letters.store.ts'
import { deliveriesRoutes } from './deliveries/deliveries.routes.ts'
import { deleteHearing } from './deliveries/hearings.store.ts'
import { keepingFor } from './deliveries/keeping.ts'
import { countUnreached, reachedNobody } from './deliveries/unreached.store.ts'
import { departmentsRoutes } from './departments/departments.routes.ts'
import { districtsRoutes } from './districts/districts.routes.ts'
import { exportsRoutes } from './exports/exports.routes.ts'
import { dutyRoutes } from './issues/duty.routes.ts'
import { answerFacts } from './issues/facts.usecases.ts'
import type { Entrance } from './issues/filing.usecases.ts'
import { countByCode, filedSince, filingsOf } from './issues/filings.store.ts'
import type { FloodWatch } from './issues/flood.watch.ts'
import { issueFor } from './issues/handling.usecases.ts'
import { describeIssues } from './issues/issues.lineage.ts'
import { issuesRoutes } from './issues/issues.routes.ts'
import { handOverOfThoseWhoLeft } from './issues/leaving.usecases.ts'
import { phrasesRoutes } from './issues/phrases.routes.ts'
import { isReachable } from './issues/reach.store.ts'
import { issueOfReceipt } from './issues/receipt.usecases.ts'
import { recountClocks } from './issues/recount.usecases.ts'
import { stationRoutes } from './issues/station.routes.ts'
import { leavesRoutes } from './leaves/leaves.routes.ts'
import { awayAmong } from './leaves/leaves.usecases.ts'
import { ledgerRoutes } from './ledger/ledger.routes.ts'
import { lineageRoutes } from './lineage/lineage.routes.ts'
import { type Chain, chainIn } from './lineage/lineage.usecases.ts'
import { matterFeatures } from './matter-features.ts'
import { noticesRoutes } from './notices/notices.routes.ts'
import { pagesRoutes } from './pages/pages.routes.ts'
import { findPapers } from './paperwork/paperwork.store.ts'
import { photosRoutes } from './photos/photos.routes.ts'
import { appealTitles } from './points/appeals.store.ts'
import { closingTitles } from './points/closing.views.ts'
import { pointsRoutes } from './points/points.routes.ts'
import { receptionsRoutes } from './receptions/receptions.routes.ts'
import { recordsRoutes } from './records/records.routes.ts'
import { recordTools } from './records/tools.ts'
import { representativesRoutes } from './representatives/representatives.routes.ts'
import { servingByStation } from './representatives/representatives.store.ts'
import { readRosterFile } from './roster/roster.file.ts'
import { rosterRoutes } from './roster/roster.routes.ts'
import { batchesRoutes } from './sheets/batches.routes.ts'
import type { Filings } from './sheets/filings.ts'
import { createPrinter } from './sheets/print/printer.ts'
import { type RecentVisits, visitorOf } from './sheets/recent-visits.ts'
import { reportSheet } from './sheets/reports.usecases.ts'
import type { ScanCounter } from './sheets/scan-counter.ts'
import { sheetsRoutes } from './sheets/sheets.routes.ts'
import { sheetFacts } from './sheets/sheets.rows.ts'
import { templatesRoutes } from './sheets/templates.routes.ts'
import { stationsRoutes } from './stations/stations.routes.ts'
import { releasedOutOf } from './suggestions/published.usecases.ts'
import { termsRoutes } from './terms/terms.routes.ts'
import { verificationsRoutes } from './verifications/verifications.routes.ts'
import { viewsRoutes } from './views/views.routes.ts'
import { wallRoutes } from './wall/wall.routes.ts'
import { visitorBehind } from './wechat/visitor-cookie.ts'
import { wechatRoutes } from './wechat/wechat.routes.ts'

export type Feature = (
  app: FastifyInstance,
  context: Context,
  start: {
    setupToken: string | null
    scans: ScanCounter
    reporters: RecentVisits
    /** Looks at every filing; null where nothing is limited. */
    floods: FloodWatch | null
  },
) => void | Promise<void>

const codeFacts = (context: Context): CodeFacts => ({
  answers: (id) => answerFacts(context, id),
  sheet: (id) => sheetFacts(context, id),
  away: (ids) => awayAmong(context, ids),
})

/** How a voter's filing comes in: kept for them, and looked at where floods are. */
const entrances =
  (context: Context, floods: FloodWatch | null) =>
  async (request: FastifyRequest): Promise<Entrance> => ({
    keep: await keepingFor(context, request),
    ...(floods === null
      ? {}
      : { lookForFlood: (filing: Filing) => floods.look(filing, visitorPlace(request)) }),
  })

/** What another calendar does to the clocks of every kind of matter that has some. */
async function recountMatters(
  context: Context,
  calendar: WorkCalendar,
): Promise<{ writes: Write[]; facts: Fact[] }> {
  const writes: Write[] = []
  const facts: Fact[] = []
  for (const { recount } of matterFeatures) {
    const counted = await recount?.(context, calendar)
    writes.push(...(counted?.writes ?? []))
    facts.push(...(counted?.facts ?? []))
  }
  return { writes, facts }
}

const chains = (context: Context): Chain => chainIn(context, describeIssues(context))

/** What sheets are told of matters. */
export const filingsBySheets = (context: Context): Filings => ({
  of: (codes) => filingsOf(context, codes),
  since: (code, from) => filedSince(context, code, from),
  countOf: (code) => countByCode(context, code),
})

/**
 * What the system consists of, in order. Where a lower feature needs a fact from a higher one, it is
 * handed in here, so that imports go one way only.
 */
export const features: readonly Feature[] = [
  districtsRoutes,
  viewsRoutes,
  exportsRoutes,
  (app, context) =>
    calendarsRoutes(app, context, {
      recount: async (next) => {
        const issues = await recountClocks(context, next)
        const { writes, facts } = await recountMatters(context, next.calendar)
        return {
          ...issues,
          writes: [...issues.writes, ...writes],
          facts: [...issues.facts, ...facts],
        }
      },
      readSheets: async (bytes, name) =>
        (await readRosterFile(bytes, name)).map((sheet) => sheet.rows),
    }),
  (app, context, start) => accountsRoutes(app, context, start.setupToken),
  (app, context) => stationsRoutes(app, context, () => servingByStation(context)),
  (app, context) =>
    representativesRoutes(
      app,
      context,
      {
        codes: () => activeCodes(context),
        accounts: (ids) => accountsByRepresentative(context, ids),
        codeUrl: (code) => codeUrl(context, code),
      },
      (id) => answerFacts(context, id),
    ),
  (app, context) => codesRoutes(app, context, codeFacts(context)),
  (app, context) =>
    lineageRoutes(app, context, {
      chain: chains(context),
      issueOfReceipt: async (receipt) => (await issueOfReceipt(context, receipt)).issue.id,
    }),
  (app, context) =>
    photosRoutes(app, context, {
      issueOfReceipt: async (receipt) => (await issueOfReceipt(context, receipt)).issue.id,
      issueFor: async (id, actor) => (await issueFor(context, id, actor)).id,
    }),
  verificationsRoutes,
  (app, context) => leavesRoutes(app, context, (target) => isReachable(context, target)),
  (app, context, { floods }) =>
    issuesRoutes(app, context, {
      entranceOf: entrances(context, floods),
      unnotified: (now) => reachedNobody(context, now),
    }),
  phrasesRoutes,
  dutyRoutes,
  stationRoutes,
  (app, context) =>
    noticesRoutes(app, context, {
      deadLetters: () => deadLetters(context),
      unnotified: () => countUnreached(context),
      titles: {
        'point-closing': (ids) => closingTitles(context, ids),
        'point-appeal': (ids) => appealTitles(context, ids),
        paperwork: async (ids) =>
          new Map((await findPapers(context, ids)).map(({ id, title }) => [id, title])),
      },
    }),
  (app, context) => rosterRoutes(app, context, () => handOverOfThoseWhoLeft(context)),
  (app, context, { scans, reporters }) => {
    app.addHook('onClose', () => scans.flush())
    sheetsRoutes(app, context, filingsBySheets(context), reporters)
  },
  (app, context) => {
    const printer = createPrinter()
    app.addHook('onClose', () => printer.close())
    batchesRoutes(app, context, printer)
    templatesRoutes(app, context, printer)
    recordsRoutes(app, context, recordTools(context, printer))
    const chain = chains(context)
    for (const { routes } of matterFeatures) routes(app, context, { printer, chain })
  },
  termsRoutes,
  wechatRoutes,
  (app, context) =>
    wechatSignInRoutes(
      app,
      context,
      async (request) => (await visitorBehind(context, request))?.openidHash ?? null,
    ),
  deliveriesRoutes,
  (app, context) =>
    ledgerRoutes(app, context, { 'point-closing': (ids) => closingTitles(context, ids) }),
  backupsRoutes,
  (app, context, { scans, reporters, floods }) =>
    pagesRoutes(app, context, {
      facts: codeFacts(context),
      writtenInto: (issues) => releasedOutOf(context, issues),
      entranceOf: entrances(context, floods),
      forget: (issueId) => [deleteHearing({ district: context.district, issueId })],
      seen: (code, request) => scans.seen(code, request),
      tell: (code, said, request) =>
        reportSheet(context, code, said, visitorOf(request), reporters),
    }),
  (app, context) => departmentsRoutes(app, context, () => departmentsWithAccount(context)),
  wallRoutes,
  pointsRoutes,
  receptionsRoutes,
]
