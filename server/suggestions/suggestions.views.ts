import { toIso, toIsoOrNull } from '@mashang/shared/core/clock.ts'
import { issueNumber } from '@mashang/shared/issues/issues.words.ts'
import { wasEverReceived } from '@mashang/shared/suggestions/assignment.rules.ts'
import { filesSeen } from '@mashang/shared/suggestions/attachments.rules.ts'
import {
  judgedNow,
  papersOpen,
  replacedNow,
  wouldDecide,
} from '@mashang/shared/suggestions/judging.rules.ts'
import { linkedHandler } from '@mashang/shared/suggestions/links.rules.ts'
import {
  asked,
  dueOf,
  type Matter,
  may,
  maySee,
  type Party,
  partOf,
} from '@mashang/shared/suggestions/matter.rules.ts'
import { canNow } from '@mashang/shared/suggestions/open-steps.rules.ts'
import {
  tellsDoors,
  tellsNumbers,
  unreleased,
  unreleasedParts,
} from '@mashang/shared/suggestions/publishing.rules.ts'
import { maySignNow, signedBy } from '@mashang/shared/suggestions/signing.rules.ts'
import { hasTalked, objectionsOpen, opinionsOwed } from '@mashang/shared/suggestions/stage.rules.ts'
import type { LetterView, SuggestionView } from '@mashang/shared/suggestions/suggestions.model.ts'
import {
  declineReasons,
  type SuggestionAct,
  suggestionActs,
  suggestionNumber,
} from '@mashang/shared/suggestions/suggestions.words.ts'
import type { Context } from '../core/context.ts'
import { departmentsEver, goesOnAs } from '../departments/departments.store.ts'
import { districtNow } from '../districts/districts.store.ts'
import { findIssue } from '../issues/issues.store.ts'
import { representativesById } from '../representatives/representatives.store.ts'
import { changesFor } from './changes.views.ts'
import { contactViews } from './contacts.views.ts'
import { lastContactOf, nextDocumentOf } from './documents.store.ts'
import { draftView } from './drafts.views.ts'
import { entryView } from './entries.views.ts'
import { linksOf } from './links.store.ts'
import { mergedBefore } from './merged.ts'
import { issuesBehind, unwillingAmong } from './origins.store.ts'
import { extensionViews, remarkViews } from './remarks.views.ts'
import { mediatingViews, settlementViews } from './settlements.views.ts'
import { signerless, withoutAccount } from './signers.ts'
import { aroundOf, clockView, type Names, printsOf, rowOf, shownDue } from './suggestions.rows.ts'
import { clocksOf, findSuggestion, periodsNow, type SuggestionRecord } from './suggestions.store.ts'
import { assignerName, timelineOf } from './timeline.views.ts'
import { waiverViews } from './waivers.views.ts'
import { withdrawalView } from './withdrawal.views.ts'

export async function namesOf(context: Context): Promise<Names> {
  const everyone = await representativesById(context)
  const ever = await departmentsEver(context)
  const departments = new Map(ever.map((one) => [one.id, one.name]))
  const { shortName } = await districtNow(context)
  return {
    representative: (id) => everyone.get(id)?.name ?? '一位代表',
    department: (id) => departments.get(id) ?? '一个单位',
    goesOnAs: (id) => goesOnAs(ever, id),
    number: ({ year, number }) =>
      year === null || number === null ? null : suggestionNumber(shortName, year, number),
    district: shortName,
    left: (id) => everyone.get(id)?.state === 'left',
  }
}

/** Steps with which an answer leaves its department. */
const SIGNING: ReadonlySet<SuggestionAct> = new Set<SuggestionAct>(['sign', 'redeem'])

async function issueOf(context: Context, record: SuggestionRecord, names: Names) {
  const issue = record.issueId === null ? null : await findIssue(context, record.issueId)
  return issue === null
    ? null
    : {
        id: issue.id,
        number: issueNumber(names.district, issue.year, issue.number),
        title: issue.title,
      }
}

/** @param inside for office and departments; a representative reads what was signed, and by whom */
const letterViews = (record: SuggestionRecord, names: Names, inside: boolean): LetterView[] =>
  record.matter.letters
    .filter(({ signedAt }) => inside || signedAt !== null)
    .map(({ departmentId, ...letter }) => ({
      round: letter.round,
      department: { id: departmentId, name: names.department(departmentId) },
      text: letter.text,
      class: letter.class,
      said: letter.said ?? null,
      promisedFor: toIsoOrNull(letter.promisedFor),
      solved: letter.solved ?? null,
      contactPerson: letter.contactPerson ?? null,
      contactPhone: letter.contactPhone ?? null,
      signer: letter.signer,
      signedBy: inside ? signedBy(letter) : null,
      document: letter.document ?? null,
      signedAt: toIsoOrNull(letter.signedAt),
      redeems: letter.redeems,
      files: [...(letter.files ?? [])],
    }))

const nameOfOwner = (id: string, matter: Matter, names: Names): string =>
  [matter.representativeId, ...asked(matter).map((one) => one.representativeId)].includes(id)
    ? `${names.representative(id)}代表`
    : names.department(id)

/** The one that it goes on in; to whoever has no part in that, its number is enough. */
function mergedView(
  into: SuggestionRecord,
  who: Party,
  names: Names,
): SuggestionView['mergedInto'] {
  const { id, title } = into
  const seen = maySee(into.matter, who)
  return { id: seen ? id : null, number: names.number(into), title: seen ? title : null }
}

/** Which one-time links are good, and whether somebody has taken them up. */
async function linksView(
  context: Context,
  { id, matter }: SuggestionRecord,
  names: Names,
): Promise<SuggestionView['links']> {
  return (await linksOf(context, [id]))
    .filter((link) => linkedHandler(matter, link) !== null)
    .map(({ departmentId, heldSince, expiresAt }) => ({
      department: { id: departmentId, name: names.department(departmentId) },
      heldSince: toIsoOrNull(heldSince),
      expiresAt: toIso(expiresAt),
    }))
}

/** One suggestion as one person sees it. */
export async function suggestionView(
  context: Context,
  record: SuggestionRecord,
  who: Party,
): Promise<SuggestionView> {
  const now = context.clock.now()
  const names = await namesOf(context)
  const { matter } = record
  const clocks = await clocksOf(context, record.id)
  const into = matter.mergedInto === null ? null : await findSuggestion(context, matter.mergedInto)
  const around = {
    ...aroundOf(matter, clocks, names, now),
    ...(into === null ? {} : { target: into.matter }),
    sources: may(matter, 'withdraw', who)
      ? (await mergedBefore(context, record.id)).map((one) => one.matter)
      : [],
  }
  const inside = who.kind !== 'representative'
  const signing =
    who.kind === 'department' && [...SIGNING].some((act) => may(matter, act, who)) ? who.id : null
  const part = partOf(matter, who) ?? 'office'
  const department = (id: string) => ({ id, name: names.department(id) })
  const person = (id: string) => ({ id, name: names.representative(id) })
  const periods = await periodsNow(context)
  const acts = (Object.keys(suggestionActs) as SuggestionAct[]).filter(
    (act) => !SIGNING.has(act) || maySignNow(who, periods),
  )
  const extensions = extensionViews(matter, clocks, names)
  return {
    ...rowOf(record, names, who, clocks, now),
    text: matter.text,
    classes: periods.classes,
    files: [...(matter.files ?? [])],
    entry: await entryView(context, matter, who, names),
    serverTime: toIso(now),
    part,
    can: acts.filter((act) => canNow(matter, act, who, around)),
    everReceived: wasEverReceived(matter),
    cosigners: matter.cosigners.map((one) => ({
      ...person(one.representativeId),
      confirmed: one.confirmedAt !== null,
      refused: one.refusedAt !== null,
      agreed: one.agreedAt !== null,
      merged: one.merged === true,
      onPaper: one.onPaper === true,
    })),
    ...(await changesFor(context, record, who)),
    // A voter's matter is for whoever wrote about it and the office, not for co-signers.
    issue: part === 'lead' || part === 'office' ? await issueOf(context, record, names) : null,
    tellsNumbers: who.kind === 'office' && tellsNumbers(matter),
    tellsDoors: who.kind === 'office' && tellsDoors(matter),
    unwilling:
      who.kind === 'office'
        ? await unwillingAmong(context, await issuesBehind(context, record.id))
        : 0,
    unreleased: unreleased(matter),
    newToRelease: who.kind === 'office' ? unreleasedParts(matter) : [],
    mergedInto: into === null ? null : mergedView(into, who, names),
    declined: matter.declined === null ? null : declineReasons[matter.declined],
    withdrawal: withdrawalView(matter, names, around.gone),
    leadLeft: names.left(matter.representativeId),
    supervised: (matter.supervised ?? []).map(({ at, ...note }) => ({ ...note, at: toIso(at) })),
    keyMark: matter.key ? { ...matter.key, at: toIso(matter.key.at) } : null,
    links: who.kind === 'office' ? await linksView(context, record, names) : [],
    excellentMark: matter.excellent
      ? { ...matter.excellent, at: toIso(matter.excellent.at) }
      : null,
    reminders: (matter.reminders ?? []).map(
      ({ clock, owner, text, at, inspects, departmentId }) => ({
        clock,
        by: departmentId === undefined ? assignerName(inspects) : names.department(departmentId),
        owner: nameOfOwner(owner, matter, names),
        text,
        at: toIso(at),
      }),
    ),
    returnUntil: shownDue(who.kind === 'department' ? dueOf(around, 'return', who.id) : null),
    objections: inside
      ? objectionsOpen(matter).map((one) => names.department(one.departmentId))
      : [],
    extensions,
    ...waiverViews(matter, who, around, names),
    contacts: contactViews(matter, names),
    talked: who.kind === 'department' ? hasTalked(matter, who.id) : null,
    opinionsOwed: inside ? opinionsOwed(matter).map(names.department) : [],
    opinionsPassedOn: inside
      ? (await withoutAccount(context, opinionsOwed(matter))).map(department)
      : [],
    opinions: matter.opinions.map((one) => ({
      department: department(one.departmentId),
      text: one.text,
      at: toIso(one.at),
    })),
    letters: letterViews(record, names, inside),
    prints: printsOf(record, names),
    signsAs: who.kind === 'department' && who.signs ? `${who.signs.post}${who.signs.name}` : null,
    signerless: (await signerless(context, matter, who)).map(department),
    sentBack: who.kind === 'department' ? draftView(matter, who.id, names) : null,
    nextDocument: signing === null ? null : await nextDocumentOf(context, signing),
    lastContact: signing === null ? null : await lastContactOf(context, signing),
    round: matter.round,
    judging: (may(matter, 'rate', who) ? judgedNow(matter, who, now) : []).map(department),
    decides: may(matter, 'rate', who) && wouldDecide(matter, who, around),
    papers: (may(matter, 'rate', who) && who.kind === 'office'
      ? papersOpen(matter, around)
      : []
    ).map((id) => ({
      ...person(id),
      decides: wouldDecide(matter, { kind: 'representative', id }, around),
      judging: judgedNow(matter, { kind: 'representative', id }, now).map(department),
    })),
    feedbacks: matter.feedbacks.map(({ representativeId, at, forLead, apart, paper, ...said }) => ({
      ...said,
      files: filesSeen(matter, who).filter(({ id }) => said.files?.some((one) => one.id === id)),
      paper: paper
        ? {
            signedOn: paper.signedOn,
            until:
              replacedNow(matter, representativeId, now)?.at === at ? toIso(paper.until) : null,
          }
        : null,
      apart: (apart ?? []).map(({ departmentId, ...part }) => ({
        ...part,
        department: department(departmentId),
      })),
      forLead: forLead === true,
      representative: person(representativeId),
      own: who.kind === 'representative' && who.id === representativeId,
      at: toIso(at),
    })),
    mediating: mediatingViews(matter),
    settlements: settlementViews(matter, who, names, around),
    remarks: remarkViews(matter, extensions, who.kind),
    clocks: clocks.map((row) => clockView(row, names, now)),
    timeline: await timelineOf(context, record, names, who.kind),
  }
}
