import { globSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Client, TestApp } from '../support/app.ts'
import type { Sources } from './generate.ts'
import type { Said, Things } from './world.ts'

export type Reach = 'none' | 'read' | 'write'

/** For whom a kind of matter is made: one of three representatives, and a department. */
export interface Furnishing {
  index: 0 | 1 | 2
  department: { id: string; client: Client }
  /** The words of a field. */
  said: Said
}

/** What a kind of matter tells the tests of this folder, in `tests/<kind>/<kind>.access.ts`. */
export interface Access {
  /** What its endpoints are tagged with: its folder. */
  tag: string
  /** Its rows of the matrix: ./matrix.ts says how they are read. */
  matrix: Readonly<Record<string, string>>
  /** What duties of the office reach of it: handling, printing, inspecting. */
  duties: readonly [matters: Reach, print: Reach, inspect: Reach]
  /** Which thing a parameter of its paths means, by how the path begins; the first that fits. */
  paths: readonly (readonly [RegExp, Readonly<Record<string, string>>])[]
  /** Who may come to read what of it: ./canaries.ts. */
  readers: Readonly<Record<string, string>>
  /** What there is of it for one representative, by names that no other kind has. */
  furnish(t: TestApp, to: Furnishing): Promise<Things>
  /** What of that is called how where a body names it. */
  known?(things: Things): Sources['known']
  /** Bodies whose parts must fit each other more closely than their shape says. */
  bodies?: Readonly<Record<string, (things: Things) => unknown>>
  /** Queries that endpoints need. */
  queries?: Readonly<Record<string, string>>
}

const tests = resolve(import.meta.dirname, '..')

export const declared: readonly Access[] = await Promise.all(
  globSync('*/*.access.ts', { cwd: tests })
    .sort()
    .map(async (file) => {
      const module: { access: Access } = await import(join(tests, file))
      return module.access
    }),
)

/** One of its parts of all kinds together. */
export const merged = <T>(
  part: (one: Access) => Readonly<Record<string, T>> | undefined,
): Readonly<Record<string, T>> =>
  Object.fromEntries(declared.flatMap((one) => Object.entries(part(one) ?? {})))
