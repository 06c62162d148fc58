import { dutyWords } from '@mashang/shared/accounts/duties.words.ts'
import type { RouteLocationNormalized, RouteLocationResolved, Router } from 'vue-router'
import type { OfficeLink } from '../core/matter-feature.ts'
import { useSession } from '../core/session.ts'

type Asked = Pick<ReturnType<typeof useSession>, 'account' | 'ofStations' | 'mayChange' | 'mayRead'>
type Place = Pick<RouteLocationNormalized | RouteLocationResolved, 'path' | 'meta'>

const reads = (session: Asked, tag: string | undefined): boolean =>
  tag === undefined || session.mayRead(tag)

/** The line of the side bar that a page stands behind. */
const behind = (links: readonly OfficeLink[], path: string): OfficeLink | undefined =>
  links.find(({ to }) => path === to || (to !== '/' && path.startsWith(`${to}/`)))

/**
 * Why a page of the office's app is closed to whoever is signed in, in a sentence; null: it is open.
 * By the server's own rule: what its endpoints would refuse, nobody is led to.
 */
export function closedBecause(
  session: Asked,
  links: readonly OfficeLink[],
  { path, meta }: Place,
): string | null {
  if (session.account === null || meta.open) return null
  const name = `“${meta.title ?? '这一页'}”`
  if (session.account.role === 'department')
    return meta.departments ? null : `${name}是代表工委办事的地方，承办单位的账号不用它。`
  if (session.account.role !== 'office') return null
  const named = session.account.stations.map((one) => one.name).join('、')
  if (session.ofStations && !meta.ofStations) return `${name}是全区的，您的账号只管${named}。`
  const duties = dutyWords(session.account.duties)
  if (!reads(session, behind(links, path)?.reads) || !reads(session, meta.reads))
    return `${name}不在“${duties}”权限里，您的账号打不开。`
  if (meta.changes !== undefined && !session.mayChange(meta.changes, meta.ofStations))
    return `${name}要改东西，您的账号是“${duties}”权限，只能看。`
  return null
}

/** The lines of the side bar that lead somewhere for whoever is signed in. */
export const openLinks = (
  session: Asked,
  links: readonly OfficeLink[],
  router: Pick<Router, 'resolve'>,
): OfficeLink[] =>
  links.filter(({ to }) => closedBecause(session, links, router.resolve(to)) === null)

/** Where somebody's work begins: the first page of what is theirs to do, then of what they read. */
export function firstPage(
  session: Asked,
  links: readonly OfficeLink[],
  router: Pick<Router, 'resolve'>,
): Pick<OfficeLink, 'to' | 'words'> | undefined {
  if (session.account?.role === 'department') return { to: '/suggestions', words: '代表建议' }
  const open = openLinks(session, links, router)
  const own = open.filter(({ reads: tag }) => tag !== undefined)
  return (
    own.find(({ to }) => to === '/') ??
    own.find((one) => session.mayChange(one.reads ?? '', one.ofStations)) ??
    own[0] ??
    open[0]
  )
}

/** A closed page says why it is, and leads to one's own; the start of the app is that at once. */
export function guardDoors(router: Router, links: readonly OfficeLink[]): void {
  router.beforeEach((to) => {
    const session = useSession()
    if (closedBecause(session, links, to) === null) return true
    const first = to.path === '/' ? firstPage(session, links, router) : undefined
    if (first) return first.to
    return { path: '/closed', query: { page: to.fullPath } }
  })
}
