/** One known weakness of a package that we use. */
export interface Advisory {
  /** As its list calls it: `GHSA-…`, or its number. */
  id: string
  package: string
  severity: string
  title: string
}

/**
 * Advisories of severity high or critical with which we live for now, by id, and why: what of the
 * package we do not call, or who cannot reach it, and what would end it. Empty is the rule.
 */
export const REASONS: Readonly<Record<string, string>> = {}

const GRAVE = new Set(['high', 'critical'])

type Json = Record<string, unknown>
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const advisoryOf = (found: Json, name: unknown): Advisory => ({
  id: String(found.github_advisory_id ?? /GHSA-[\w-]+/.exec(String(found.url))?.[0] ?? found.id),
  package: String(found.module_name ?? found.name ?? name),
  severity: String(found.severity),
  title: String(found.title),
})

/**
 * What a registry's report holds: as `pnpm audit --json` prints it (by number, under `advisories`),
 * or as registries answer (lists by package). Throws where it is neither: no report is no good news.
 */
export function advisoriesIn(report: unknown): Advisory[] {
  if (!isObject(report) || 'error' in report) throw new Error('这不是一份漏洞通告的报告。')
  if (isObject(report.advisories))
    return Object.entries(report.advisories).map(([id, found]) => {
      if (!isObject(found)) throw new Error(`通告 ${id} 读不懂。`)
      return advisoryOf({ id, ...found }, undefined)
    })
  return Object.entries(report).flatMap(([name, list]) => {
    if (!Array.isArray(list) || !list.every(isObject)) throw new Error('这不是一份漏洞通告的报告。')
    return list.map((found) => advisoryOf(found, name))
  })
}

/** Those that nobody has written a reason for. */
export const unreasoned = (
  found: readonly Advisory[],
  reasons: Readonly<Record<string, string>> = REASONS,
): Advisory[] =>
  found.filter(({ id, severity }) => GRAVE.has(severity) && !Object.hasOwn(reasons, id))

/** Reasons for what is not reported any more: to be taken out. */
export const outlived = (
  found: readonly Advisory[],
  reasons: Readonly<Record<string, string>> = REASONS,
): string[] => Object.keys(reasons).filter((id) => !found.some((one) => one.id === id))
