import { dayOfIso } from '../calendars/work-calendar.rules.ts'
import type { EpochMs } from '../core/clock.ts'
import { fullDayWords, localDayStart } from '../core/local-time.ts'
import { isImportedContact } from './imported.rules.ts'
import type { IssuedLetter } from './issued-letters.rules.ts'
import type { LetterNames } from './letter-places.rules.ts'
import type { Contact, Matter } from './matter.rules.ts'
import { contactWays } from './suggestions.words.ts'

/** 沟通情况: whether and how whoever answers had talked to the authors by the day of a form. */

/** How a talk stood on the day: what was said against it later is not in the form. */
function standsAt({ dispute }: Contact, at: EpochMs): 'stands' | 'open' | 'never' {
  if (dispute === undefined || !dispute.never || dispute.at > at) return 'stands'
  const { weighed } = dispute
  if (weighed === undefined || weighed.at > at) return 'open'
  return weighed.stands ? 'stands' : 'never'
}

/** "面商（2026年3月2日，负责人在场）"; a list of an earlier year says no more than that there was one. */
const talkSaid = (contact: Contact): string =>
  isImportedContact(contact)
    ? '已沟通'
    : `${contactWays[contact.way]}（${[
        fullDayWords(localDayStart(dayOfIso(contact.on))),
        ...(contact.inCharge ? ['负责人在场'] : []),
      ].join('，')}）`

function talksBy(contacts: readonly Contact[], at: EpochMs): string {
  const stood = contacts.filter((one) => standsAt(one, at) === 'stands')
  if (stood.length > 0)
    return [...stood]
      .sort((a, b) => a.on.localeCompare(b.on))
      .map(talkSaid)
      .join('、')
  return contacts.some((one) => standsAt(one, at) === 'open')
    ? '代表说没有沟通过，还没有核定'
    : '没有记下沟通'
}

/** Of each whose answer is judged. */
export function talksOf(
  matter: Matter,
  { departments, at }: IssuedLetter,
  names: Pick<LetterNames, 'department'>,
): string {
  const of = (id: string): string =>
    talksBy(
      matter.contacts.filter((one) => one.departmentId === id && one.at <= at),
      at,
    )
  const [only = '', ...more] = departments
  return more.length === 0
    ? of(only)
    : departments.map((id) => `${names.department(id)}：${of(id)}`).join('；')
}
