import { withoutDistrict } from './import-departments.rules.ts'

/** Which departments a name that nobody knows may mean: a guess, for a clerk to say yes to. */

/** Guesses that are worth reading. */
const MOST = 3
/** From which share of common characters on two names look alike. */
const ALIKE = 0.6
/** What kind of a house it is, the longer word first; 局 of a list is no reason to take 住建委 for another. */
const KIND = /(委员会|办公室|管理处|分局|支队|大队|中心|局|委|办|处|院|队)$/u

const inOrder = (short: readonly string[], long: readonly string[]): boolean => {
  let at = 0
  for (const one of long) if (one === short[at]) at++
  return at === short.length
}

/** How many characters two names have in common in the same order. */
function common(a: readonly string[], b: readonly string[]): number {
  let before = new Array<number>(b.length + 1).fill(0)
  for (const one of a) {
    const now = [0]
    for (const [at, other] of b.entries())
      now.push(one === other ? (before[at] ?? 0) + 1 : Math.max(before[at + 1] ?? 0, now[at] ?? 0))
    before = now
  }
  return before[b.length] ?? 0
}

/** How well one name may stand for the other, greatest first; null: not at all. */
function likeness(one: string, other: string): readonly number[] | null {
  const [a, b] = [one, other].map((name) => [...name.replace(KIND, '')]) as [string[], string[]]
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  // 水局 would be in every second name.
  if (short.length < 2) return null
  const [less, more] = [one, other].sort((x, y) => [...x].length - [...y].length) as [
    string,
    string,
  ]
  const sameKind = inOrder([...less], [...more]) ? 1 : 0
  if (inOrder(short, long))
    return [2, short[0] === long[0] ? 1 : 0, sameKind, short.length / long.length]
  const share = (2 * common(a, b)) / (a.length + b.length)
  return share < ALIKE ? null : [1, share]
}

const better = (a: readonly number[], b: readonly number[]): number => {
  const at = a.findIndex((one, i) => one !== b[i])
  return at < 0 ? 0 : (b[at] ?? 0) - (a[at] ?? 0)
}

/**
 * 住建局 → 住房和城乡建设局, 教育局 → 教育体育局: first those that one name shortens with its first
 * character, then other shortenings (体育局), then names that are much alike; the nearest first.
 * @param district its full name, which lists leave out
 */
export function departmentsLike<D extends { name: string }>(
  name: string,
  departments: readonly D[],
  district: string,
): D[] {
  const asked = withoutDistrict(name, district)
  return departments
    .flatMap((department) => {
      const like = likeness(asked, withoutDistrict(department.name, district))
      return like === null ? [] : [{ department, like }]
    })
    .sort((a, b) => better(a.like, b.like))
    .slice(0, MOST)
    .map(({ department }) => department)
}
