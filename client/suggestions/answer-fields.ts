import {
  type AnswerClass,
  answerClasses,
  type ClassWords,
  classWords,
  solvedWays,
  suggestionLimits,
} from '@mashang/shared/suggestions/suggestions.words.ts'
import { type ActField, words } from './act-form.ts'
import type { Values } from './filled.ts'
import type { SuggestionView } from './suggestions.query.ts'

const classOptions = (classes: ClassWords): Record<string, string> =>
  Object.fromEntries(
    Object.entries(classes).map(([key, said]) => [key, classWords(key as AnswerClass, said)]),
  )
export const classFields: readonly ActField[] = [
  {
    key: 'class',
    label: '解决程度',
    kind: 'choice',
    options: classOptions(answerClasses),
  },
  {
    key: 'promisedFor',
    label: '答应哪一天办成',
    kind: 'day',
    when: { key: 'class', is: 'B' },
    hint: '到这一天会提醒贵单位，请再答复一次。',
  },
  {
    key: 'solved',
    label: '办到哪一步（可以不选，选了会告诉群众）',
    kind: 'choice',
    options: solvedWays,
    when: { key: 'class', is: 'A' },
    optional: true,
  },
]
/** Whom to ask about a letter: in its 附注. */
export const contactFields: readonly ActField[] = [
  {
    key: 'contactPerson',
    label: '联系人（印在答复函上，可以不写）',
    kind: 'line',
    max: suggestionLimits.people,
    optional: true,
  },
  {
    key: 'contactPhone',
    label: '联系电话（可以不写）',
    kind: 'line',
    max: suggestionLimits.people,
    hint: '0000-1234567',
    optional: true,
  },
]
/** As the department's last letter has it; there to be changed. */
export const lastContact = ({ lastContact: last }: Pick<SuggestionView, 'lastContact'>): Values =>
  contactValues(last?.person ?? null, last?.phone ?? null)
export const contactValues = (person: string | null, phone: string | null): Values => ({
  ...(person === null ? {} : { contactPerson: person }),
  ...(phone === null ? {} : { contactPhone: phone }),
})

/** Said above a draft that another department has begun. */
export const takenOver = (from: string): string =>
  `原来的承办单位${from}拟过答复，没有签发，已经填在这里；可以接着改，也可以重写。`

/** The same fields with the classes as the district says them. */
export const inWordsOf = (fields: readonly ActField[], classes: ClassWords): readonly ActField[] =>
  fields.map((field) =>
    field.key === 'class' ? { ...field, options: classOptions(classes) } : field,
  )

const signer: ActField = {
  key: 'signer',
  label: '签发的负责人',
  kind: 'line',
  max: suggestionLimits.people,
  hint: '局长王建国',
}

const documentNumber: ActField = {
  key: 'document',
  label: '发文字号',
  kind: 'line',
  max: suggestionLimits.people,
  hint: '江建函〔2026〕12号',
}
/** The one after the last; there to be changed. */
export const nextNumber = ({ nextDocument }: Pick<SuggestionView, 'nextDocument'>): Values =>
  nextDocument === null ? {} : { document: nextDocument }

/** The same fields, with the number that is proposed marked as such. */
export const withProposal = (
  fields: readonly ActField[],
  { nextDocument }: Pick<SuggestionView, 'nextDocument'>,
): readonly ActField[] =>
  nextDocument === null
    ? fields
    : fields.map((field) =>
        field.key === documentNumber.key ? { ...field, proposed: nextDocument } : field,
      )

/** Who signs as themselves is not asked who signs. */
export const signedBy = (
  of: Pick<SuggestionView, 'signsAs' | 'nextDocument'>,
): readonly ActField[] => withProposal(of.signsAs === null ? signedFields : [documentNumber], of)
/** What follows from a signature; asked at the desk and behind a one-time link alike. */
export const SIGNED_THEN = '签发后会告诉代表，请代表评价。'
/** Under which number, and by whom, where nobody is signed in. */
export const signedFields: readonly ActField[] = [documentNumber, signer]
export const redeemFields: readonly ActField[] = [
  words('再次答复', '答应的事办得怎样了。'),
  ...classFields,
  ...contactFields,
]
