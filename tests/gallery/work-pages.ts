import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { OfficeMatter, WorkMatter } from '@mashang/client/core/matter-feature.ts'

/** What a feature of the two work apps says of its pages. */
interface Feature {
  workRoutes?: { path: string }[]
  officeRoutes?: { path: string }[]
  work?: WorkMatter
  office?: OfficeMatter
}

const CLIENT = join(import.meta.dirname, '../../client')

/** Every page of the two work apps, as its path below the host: `/me/issues/:id/answer`. */
export async function workPages(): Promise<string[]> {
  const files = readdirSync(CLIENT, { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.feature.ts') && !file.includes('node_modules'),
  )
  const features = await Promise.all(
    files.map((file) => import(join(CLIENT, file)) as Promise<Feature>),
  )
  return features.flatMap(({ workRoutes = [], officeRoutes = [], work, office }) => [
    ...[...workRoutes, ...(work?.routes ?? [])].map(({ path }) => `/me${path}`),
    ...[...officeRoutes, ...(office?.routes ?? [])].map(({ path }) => `/office${path}`),
  ])
}

/** Which of them an address opens; the one with the most fixed parts, as the apps choose. */
export function pageAt(pages: readonly string[], address: string): string | undefined {
  const { pathname } = new URL(address)
  const given = pathname.split('/')
  const fits = (page: string): boolean => {
    const parts = page.split('/')
    return (
      parts.length === given.length &&
      parts.every((part, n) => part.startsWith(':') || part === given[n])
    )
  }
  const fixed = (page: string): number =>
    page.split('/').filter((part) => !part.startsWith(':')).length
  return pages.filter(fits).sort((a, b) => fixed(b) - fixed(a))[0]
}
