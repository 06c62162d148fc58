import { fullDayWords, untilWords } from '../core/local-time.ts'
import { officeOf } from '../districts/office.words.ts'

/** What of a signed closing its notice says; moments in ISO 8601. */
export interface NoticedClosing {
  words: string
  people: number
  /** Those of them who have not signed in so far. */
  unreached: readonly unknown[]
  signer: string | null
  reason: string | null
  signedAt: string | null
  noticeUntil: string | null
}

/** Somebody who is not in it, and where they were elected. */
interface LeftOut {
  name: string
  unit: string | null
}

/** Two of one name are told apart. */
function namesOf(people: readonly LeftOut[]): string {
  const shared = (name: string): boolean => people.filter((one) => one.name === name).length > 1
  return people
    .map(({ name, unit }) => (unit !== null && shared(name) ? `${name}（${unit}）` : name))
    .join('、')
}

/** It stands in brackets, before a stop of its own. */
const withoutStop = (reason: string | null): string =>
  (reason ?? '').trim().replace(/[。.；;，,]+$/, '')

/**
 * The paper that an office posts while the notice of a closing runs. It names no score and no order:
 * each representative reads their own, everybody may say something about the closing. Who is not in it
 * is named, with why: whoever passes by would look for them.
 */
export function publicNotice(
  closing: NoticedClosing,
  district: string,
  leftOut: readonly LeftOut[],
): string[] {
  const office = officeOf(district)
  // Official papers set no blank between figures and words.
  const period = closing.words.replaceAll(' ', '')
  const [from, until] = [Date.parse(closing.signedAt ?? ''), Date.parse(closing.noticeUntil ?? '')]
  return [
    `关于${period}代表履职积分的公示`,
    `${period}代表履职积分已经依据履职事实算出，由${closing.signer}签字确认（${withoutStop(closing.reason)}）。算在里面的${closing.people}位代表，登录后能看到本人的结果和每一分的说明${
      closing.unreached.length === 0
        ? ''
        : `；其中${closing.unreached.length}位还没有登录过，由我委告知本人`
    }。`,
    ...(leftOut.length === 0
      ? []
      : [
          `下列${leftOut.length}位代表在${period}过后，或者离任以后才列入代表名册，这一段里没有履职记录，所以不在这次计算里：${namesOf(leftOut)}。`,
        ]),
    `公示时间：${fullDayWords(from)}至${untilWords(until)}。代表对本人的结果有不同意见，请在公示期内在“我的履职”里写明理由，或者向我委提出；其他意见也请向我委反映。公示期内收到的意见逐条答复，期满后结果不再改变。`,
    office,
    fullDayWords(from),
  ]
}
