import { readdir } from 'node:fs/promises'
import type { Endpoint } from '@mashang/shared/core/endpoint.ts'

const isEndpoint = (value: unknown): value is Endpoint =>
  typeof value === 'object' && value !== null && 'method' in value && 'access' in value

/** Every endpoint that is declared and that asks for a role of the office. */
export async function officeEndpoints(): Promise<Endpoint[]> {
  const shared = new URL('../../shared/', import.meta.url)
  const names = (await readdir(shared, { recursive: true })).filter(
    (name) => name.endsWith('.api.ts') && !name.startsWith('node_modules'),
  )
  const modules: object[] = await Promise.all(
    names.map((name) => import(new URL(name, shared).pathname)),
  )
  return modules
    .flatMap((module) => Object.values(module) as unknown[])
    .flatMap((api) => (typeof api === 'object' && api !== null ? Object.values(api) : []))
    .flatMap((one: unknown) =>
      isEndpoint(one) || typeof one !== 'object' || one === null ? [one] : Object.values(one),
    )
    .filter(isEndpoint)
    .filter(({ access }) => access !== 'anyone' && access !== 'signed-in')
    .filter(({ access }) => access.includes('office'))
}
