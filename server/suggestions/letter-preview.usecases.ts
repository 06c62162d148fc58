import { DAY } from '@mashang/shared/core/clock.ts'
import { localParts } from '@mashang/shared/core/local-time.ts'
import type { LetterTexts } from '@mashang/shared/suggestions/letter-texts.words.ts'
import { letterOf } from '@mashang/shared/suggestions/letters.rules.ts'
import type { LetterKind } from '@mashang/shared/suggestions/letters.words.ts'
import type { Matter } from '@mashang/shared/suggestions/matter.rules.ts'
import { suggestionNumber } from '@mashang/shared/suggestions/suggestions.words.ts'
import type { Context } from '../core/context.ts'
import { districtNow } from '../districts/districts.store.ts'
import { type LetterPrinter, officeOf } from './letters.usecases.ts'
import { periodsNow } from './suggestions.store.ts'
import { draftOf } from './suggestions.usecases.ts'

/** Nobody's: made up to show where every place of a template comes out. */
const PEOPLE: Readonly<Record<string, string>> = {
  lead: '李娜',
  other: '王伟',
  main: '住房和城乡建设局',
  co: '公安局',
}
const nameOf = (id: string): string => PEOPLE[id] ?? ''

/** A letter about a made-up suggestion, in words that are not saved yet. */
export async function previewLetter(
  context: Context,
  { kind, content }: { kind: LetterKind; content: LetterTexts },
  print: LetterPrinter,
): Promise<Buffer> {
  const now = context.clock.now()
  const { year } = localParts(now)
  const { name, shortName } = await districtNow(context)
  const { classes } = await periodsNow(context)
  const handler = { assignedAt: now - 60 * DAY, receivedAt: now - 59 * DAY }
  const matter: Matter = {
    ...draftOf('lead', {
      title: '给老旧小区加装路灯',
      text: '锦绣社区等六个小区没有路灯，老人晚上出门摔过跤。\n建议今年装上，并明确由谁维护。',
      secret: false,
      cosigners: ['other'],
    }),
    firstAssignedAt: now - 60 * DAY,
    handlers: [
      { ...handler, departmentId: 'main', part: 'lead' },
      { ...handler, departmentId: 'co', part: 'co' },
    ],
    key: { post: '人大常委会副主任', leader: '赵敏', reason: '', at: now },
    letters: [
      {
        round: 0,
        departmentId: 'main',
        text: '六个小区的路灯已经列入今年的计划，共 126 盏。\n装好以后由社区负责看护，坏了请拨打维修电话。',
        class: 'A',
        said: classes.A,
        promisedFor: null,
        proposedAt: now,
        signer: '局长王建国',
        document: `建函〔${year}〕12号`,
        signedAt: now,
        redeems: false,
      },
    ],
  }
  const names = {
    number: suggestionNumber(shortName, year, 17),
    office: officeOf(name),
    representative: nameOf,
    department: nameOf,
    dueAt: now + 30 * DAY,
  }
  const [bytes] = await print.letters([letterOf(matter, kind, names, now, content)], now)
  return Buffer.from(bytes ?? [])
}
