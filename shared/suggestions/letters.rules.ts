import type { EpochMs } from '../core/clock.ts'
import { fullDayWords } from '../core/local-time.ts'
import { lettersInForce, type Matter } from './matter.rules.ts'
import { answerClasses, handlerParts, type LetterKind, letterKinds } from './suggestions.words.ts'

/** Names that a letter says. */
export interface LetterNames {
  number: string
  office: string
  representative(id: string): string
  department(id: string): string
  /** Until when the answer is due; null where it cannot be counted yet. */
  dueAt: EpochMs | null
}

export interface LetterWords {
  name: string
  number: string | null
  title: string
  to: string | null
  paragraphs: string[]
  signature: string
  date: string
}

/** Whether there is anything to print yet. */
export const hasLetter = (matter: Matter, kind: LetterKind): boolean =>
  kind === 'assignment' ? matter.handlers.length > 0 : lettersInForce(matter).length > 0

const paragraphsOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

const boxes = '□ 满意　□ 基本满意　□ 不满意'

/** The words of a letter; of several departments the answers stand one after another. */
export function letterOf(
  matter: Matter,
  kind: LetterKind,
  names: LetterNames,
  now: EpochMs,
): LetterWords {
  const lead = `${names.representative(matter.representativeId)}代表`
  const base = {
    name: `${letterKinds[kind]}（${names.number}）`,
    number: names.number,
    to: null,
    signature: names.office,
    date: fullDayWords(now),
  }
  if (kind === 'assignment')
    return {
      ...base,
      title: '代表建议交办单',
      to: matter.handlers
        .map(
          ({ departmentId, part }) => `${names.department(departmentId)}（${handlerParts[part]}）`,
        )
        .join('、'),
      date: fullDayWords(matter.firstAssignedAt ?? now),
      paragraphs: [
        `现将${lead}提出的《${matter.title}》交你单位办理。`,
        ...paragraphsOf(matter.text),
        names.dueAt === null
          ? '请在法定期限内答复代表，答复前应当和代表沟通。'
          : `请于${fullDayWords(names.dueAt - 1)}前答复代表，答复前应当和代表沟通。`,
        '认为不属于本单位职责的，请在规定的期限内向我们说明理由，不得自行转交。',
      ],
    }
  const letters = lettersInForce(matter)
  if (kind === 'answer')
    return {
      ...base,
      title: `关于对《${matter.title}》的答复`,
      to: lead,
      signature: letters.map(({ departmentId }) => names.department(departmentId)).join('、'),
      date: fullDayWords(Math.max(...letters.map((one) => one.signedAt ?? one.proposedAt))),
      paragraphs: letters.flatMap((one) => [
        ...(letters.length > 1 ? [`${names.department(one.departmentId)}：`] : []),
        ...paragraphsOf(one.text),
        `解决程度：${one.class} 类（${answerClasses[one.class]}）。${
          one.promisedFor === null ? '' : `答应于${fullDayWords(one.promisedFor - 1)}前办成。`
        }`,
        `签发：${one.signer ?? ''}`,
      ]),
    }
  return {
    ...base,
    title: '代表建议办理情况征求意见表',
    to: lead,
    paragraphs: [
      `您提出的《${matter.title}》已由${letters
        .map(({ departmentId }) => names.department(departmentId))
        .join('、')}答复，请您评价。`,
      `一、对办理态度：${boxes}`,
      `二、对办理结果：${boxes}`,
      '三、意见（不满意的请写明理由）：',
      '　',
      '　',
      '代表签名：　　　　　　　　　　　　年　　月　　日',
    ],
  }
}
