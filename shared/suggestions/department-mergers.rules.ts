import type { Handler, Matter } from './matter.rules.ts'

/** What becomes of a suggestion where one of its departments goes on as another one. */

export interface Merger {
  from: string
  into: string
}

export const names = (value: unknown, id: string): boolean => JSON.stringify(value).includes(id)

/** Both have a part of their own in it: made one, nobody could tell their answers apart. */
export const isOfBoth = ({ handlers }: Pick<Matter, 'handlers'>, { from, into }: Merger): boolean =>
  [from, into].every((id) => handlers.some(({ departmentId }) => departmentId === id))

/** Wherever a department is named, in whatever part of it: ids are nothing else's words. */
function renamed(value: unknown, { from, into }: Merger): unknown {
  if (value === from) return into
  if (Array.isArray(value)) return value.map((one) => renamed(one, { from, into }))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, renamed(one, { from, into })]),
  )
}

/** The suggestion under the department that goes on; one of both stays as it was. */
export const afterMerger = (matter: Matter, merger: Merger): Matter =>
  !names(matter, merger.from) || isOfBoth(matter, merger)
    ? matter
    : (renamed(matter, merger) as Matter)

/** One that several had which are one by now has it once: where it answers, it answers. */
function onceEach(handlers: readonly Handler[]): Handler[] {
  const found = new Map<string, Handler>()
  for (const one of handlers) {
    const other = found.get(one.departmentId)
    if (other === undefined || other.part === 'co') found.set(one.departmentId, one)
  }
  const all = [...found.values()]
  const main = all.filter(({ part }) => part !== 'co')
  // Apart from nobody any more.
  return main.length === 1
    ? all.map((one) => (main[0] === one ? { ...one, part: 'lead' } : one))
    : all
}

/**
 * Before it goes on: with whoever goes on by now in the place of those that had it. Nobody has answered
 * it, so that two of them may be made one.
 */
export function underStanding(matter: Matter, goesOnAs: (id: string) => string): Matter {
  const merged = matter.handlers
    .map(({ departmentId: from }): Merger => ({ from, into: goesOnAs(from) }))
    .filter(({ from, into }) => from !== into)
  if (merged.length === 0) return matter
  const after = merged.reduce((now, one) => renamed(now, one) as Matter, matter)
  return { ...after, handlers: onceEach(after.handlers) }
}

/**
 * Why it stands in the way; null: it does not.
 * @param owes whether a clock runs for the department that is merged
 */
export function standsInTheWay(matter: Matter, merger: Merger, owes: boolean): string | null {
  const returned = [matter.objection, ...(matter.moreObjections ?? [])]
  if (returned.some((one) => one?.departmentId === merger.from)) return '正在退办，请先定下来由谁办'
  return isOfBoth(matter, merger) && (matter.endedAt === null || owes)
    ? '两个单位都在办，请先办完，或由其中一个退办'
    : null
}
