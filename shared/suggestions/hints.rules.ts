import { dice, pairsOf } from '../issues/similarity.rules.ts'
import type { Satisfaction } from './suggestions.words.ts'

/** A suggestion that somebody has handled, as far as a hint looks at it. */
export interface Handled {
  title: string
  /** The lead, or one of those that answer apart. */
  departmentId: string
  answeredAt: number | null
  answerDueAt: number | null
  /** What was said of its own answer. */
  satisfaction: Satisfaction | null
}

/** What a title is compared by: the words of its matter, and all of it where those are equal. */
interface Compared {
  matter: ReadonlySet<string>
  whole: ReadonlySet<string>
}

/** A place at the beginning, with the words that lead to it: "关于在五当沟村". */
const PLACE =
  /^(?:关于)?(?:[在给为对]|解决|加强|改善)?[\p{L}\p{N}]{1,4}?(?:村|嘎查|苏木|镇|乡|街道|社区|小区|网格|片区|沟|屯)+/u
/** Words of all kinds of matters: two titles that have only these in common are not alike. */
const COMMON =
  /关于|建议|问题|安全|建设|管理|工作|加强|加快|加大|加装|增加|增设|推进|完善|提升|提高|改善|改造|解决|进一步|老旧|方面|力度|的/gu

/** Pairs of what a title is about, without its place and without what every title says. */
const matterOf = (title: string): ReadonlySet<string> =>
  new Set(
    title
      .replace(/\s/gu, '')
      .replace(PLACE, '')
      .split(COMMON)
      .flatMap((piece) => [...pairsOf(piece)]),
  )

const comparedOf = (title: string): Compared => ({
  matter: matterOf(title),
  whole: pairsOf(title),
})

/** Handled ones with what they are compared by, made once for many questions. */
export type Experience = readonly (Handled & Compared)[]

export const experienceOf = (handled: readonly Handled[]): Experience =>
  handled.map((one) => ({ ...one, ...comparedOf(one.title) }))

/** Who has handled the like of it, and how that went. */
export interface Hint {
  departmentId: string
  /** Title of the one most like it. */
  because: string
  /** How many like it. */
  like: number
  /** Of those, how many were answered, and how many of them in time. */
  answered: number
  inTime: number
  /** How many were judged, and how many of them 满意 or 基本满意. */
  judged: number
  satisfied: number
}

/** From this likeness of their matters on, who had the earlier one is worth a hint. [default] */
const LIKE_ENOUGH = 0.25

/**
 * The department of the one most like it, with its history of such. Null: nothing is like it in its
 * matter, or two departments have had as many that are equally like it.
 */
export function hintFor(title: string, experience: Experience): Hint | null {
  const { matter, whole } = comparedOf(title)
  const alike = experience.flatMap((one) => {
    const score = dice(matter, one.matter)
    return score >= LIKE_ENOUGH ? [{ one, score, whole: dice(whole, one.whole) }] : []
  })
  const by = (departmentId: string): number =>
    alike.filter(({ one }) => one.departmentId === departmentId).length
  const ranked = alike.map((near) => ({ ...near, of: by(near.one.departmentId) }))
  const [first, ...others] = ranked.sort(
    (a, b) => b.score - a.score || b.whole - a.whole || b.of - a.of,
  )
  if (first === undefined) return null
  const best = first.one
  const asLike = others.find(({ one }) => one.departmentId !== best.departmentId)
  if (asLike?.score === first.score && asLike.whole === first.whole && asLike.of === first.of)
    return null
  const theirs = alike.flatMap(({ one }) => (one.departmentId === best.departmentId ? [one] : []))
  const answered = theirs.filter(({ answeredAt }) => answeredAt !== null)
  const judged = theirs.filter(({ satisfaction }) => satisfaction !== null)
  return {
    departmentId: best.departmentId,
    because: best.title,
    like: theirs.length,
    answered: answered.length,
    inTime: answered.filter(
      ({ answeredAt, answerDueAt }) => answerDueAt === null || (answeredAt ?? 0) <= answerDueAt,
    ).length,
    judged: judged.length,
    satisfied: judged.filter(({ satisfaction }) => satisfaction !== 'dissatisfied').length,
  }
}
