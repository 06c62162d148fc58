import { DAY, type EpochMs } from '../core/clock.ts'
import { localParts } from '../core/local-time.ts'
import { documentWords } from './documents.rules.ts'
import { type IssuedLetter, lettersIssued } from './issued-letters.rules.ts'
import type { LetterTexts } from './letter-texts.words.ts'
import { type LetterWords, letterOf } from './letters.rules.ts'
import type { LetterKind } from './letters.words.ts'
import type { Matter } from './matter.rules.ts'
import { defaultPeriods, months, workingDays } from './periods.rules.ts'
import { suggestionNumber } from './suggestions.words.ts'

/** Nobody's: made up to show where every place of a template comes out. */
const PEOPLE: Readonly<Record<string, string>> = {
  lead: '李娜',
  other: '王伟',
  main: '住房和城乡建设局',
  co: '公安局',
}
const nameOf = (id: string): string => PEOPLE[id] ?? ''

const matterOf = (now: EpochMs): Matter => {
  const assignedAt = now - 60 * DAY
  const { returnDays, contactDays, opinionMonths, answerMonths } = defaultPeriods
  return {
    state: 'answered',
    representativeId: 'lead',
    title: '给老旧小区加装路灯',
    text: '锦绣社区等六个小区没有路灯，老人晚上出门摔过跤。\n建议今年装上，并明确由谁维护。',
    secret: false,
    cosigners: [
      {
        representativeId: 'other',
        askedAt: assignedAt,
        confirmedAt: assignedAt,
        refusedAt: null,
        agreedAt: null,
      },
    ],
    submittedAt: assignedAt,
    firstAssignedAt: assignedAt,
    handlers: [
      {
        departmentId: 'main',
        part: 'lead',
        assignedAt,
        receivedAt: assignedAt,
        terms: [
          { clock: 'return', span: workingDays(returnDays), until: assignedAt + 7 * DAY },
          { clock: 'contact', span: workingDays(contactDays), until: assignedAt + 28 * DAY },
          { clock: 'answer', span: months(answerMonths), until: now + 30 * DAY },
        ],
      },
      {
        departmentId: 'co',
        part: 'co',
        assignedAt,
        receivedAt: assignedAt,
        terms: [{ clock: 'opinion', span: months(opinionMonths), until: assignedAt + 30 * DAY }],
      },
    ],
    objection: null,
    contacts: [],
    opinions: [],
    extension: null,
    letters: [
      {
        round: 0,
        departmentId: 'main',
        text: '六个小区的路灯已经列入今年的计划，共 126 盏。\n装好以后由社区负责看护，坏了请拨打维修电话。',
        class: 'A',
        promisedFor: null,
        contactPerson: '张敏',
        contactPhone: '0000-1234567',
        proposedAt: now,
        signer: '王建国',
        document: documentWords({ mark: '建函', year: localParts(now).year, number: 12 }),
        signedAt: now,
        redeems: false,
      },
    ],
    answeredAt: now,
    round: 0,
    feedbacks: [],
    declined: null,
    mergedInto: null,
    withdrawalAskedAt: null,
    publishedAt: null,
    endedAt: null,
    remarks: [],
    key: { post: '人大常委会副主任', leader: '赵敏', reason: '', at: now },
  }
}

/** A letter about a made-up suggestion: how a template comes out, before anybody gets one. */
export const sampleLetter = (
  kind: LetterKind,
  texts: LetterTexts,
  { office, shortName, now }: { office: string; shortName: string; now: EpochMs },
): LetterWords => {
  const made = { matter: matterOf(now), importedAt: null }
  return letterOf(
    made,
    lettersIssued(made, kind)[0] as IssuedLetter,
    {
      number: suggestionNumber(shortName, localParts(now).year, 17),
      office,
      representative: nameOf,
      department: nameOf,
      dueAt: now + 30 * DAY,
    },
    texts,
  )
}
