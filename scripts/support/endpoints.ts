import { globSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Endpoint } from '@mashang/shared/core/endpoint.ts'

const root = resolve(import.meta.dirname, '../../shared')

const isEndpoint = (value: unknown): value is Endpoint =>
  typeof value === 'object' && value !== null && 'path' in value && 'access' in value

export const nameOf = ({ method, path }: Pick<Endpoint, 'method' | 'path'>): string =>
  `${method} ${path}`

/** Every endpoint that any `*.api.ts` declares, so that nobody has to remember a new one. */
export async function allEndpoints(): Promise<Endpoint[]> {
  const files = globSync('*/*.api.ts', { cwd: root }).sort()
  const modules = await Promise.all(
    files.map(async (file): Promise<object> => await import(join(root, file))),
  )
  const found = modules
    .flatMap((module) => Object.values(module) as unknown[])
    .flatMap((group) => Object.values(group as object) as unknown[])
    .filter(isEndpoint)
  return found.sort((a, b) => nameOf(a).localeCompare(nameOf(b), 'en'))
}

/** Names of what stands in a path, in order. */
export const paramsOf = (path: string): string[] =>
  [...path.matchAll(/:(\w+)/g)].map(([, name]) => name ?? '')

/** A path with its parameters filled in. */
export const filledIn = (path: string, values: Readonly<Record<string, string>>): string =>
  path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(values[name] ?? ''))
