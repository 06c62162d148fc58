import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { licenseOfFamily } from './elsewhere.ts'

/** One package of the lockfile. */
export interface Package {
  name: string
  version: string
  /** `sha512-…` of what the registry gave; null: the lockfile does not hold it fast. */
  integrity: string | null
  /** As its manifest says, `unsaid` where that says nothing; null: nobody has looked. */
  license: string | null
  /** False: it is for another platform, and its licence is that of its family. */
  installed: boolean
}

const ENTRY = /^ {2}'?(@?[^@'\s]+)@([^'(\s]+?)'?:\n((?: {4}.*\n)*)/gm

/** Every package that pnpm-lock.yaml names, with its licence. */
export function packagesOf(root: string): Package[] {
  const lock = readFileSync(join(root, 'pnpm-lock.yaml'), 'utf8')
  const from = lock.indexOf('\npackages:\n')
  const to = lock.indexOf('\nsnapshots:\n')
  if (from < 0 || to < from) throw new Error('pnpm-lock.yaml has no packages.')
  const licenses = licensesOf(root)
  return [...lock.slice(from, to + 1).matchAll(ENTRY)].map(
    ([, name = '', version = '', lines = '']) => {
      const license = licenses.get(`${name}@${version}`)
      return {
        name,
        version,
        integrity: /integrity: (sha512-[\w+/=]+)/.exec(lines)?.[1] ?? null,
        license: license ?? licenseOfFamily(name),
        installed: license !== undefined,
      }
    },
  )
}

interface Manifest {
  name?: string
  version?: string
  license?: string | { type?: string }
  licenses?: { type?: string }[]
}

function licensesOf(root: string): Map<string, string> {
  const store = join(root, 'node_modules/.pnpm')
  const found = new Map<string, string>()
  for (const folder of readdirSync(store)) {
    const modules = join(store, folder, 'node_modules')
    if (!existsSync(modules)) continue
    // What a package depends on are links beside it; only its own folder is read.
    const named = /^(?:(@[^+]+)\+)?(.+?)@/.exec(folder)
    if (named === null) continue
    const [, scope, name = ''] = named
    const file = join(modules, scope ?? '', name, 'package.json')
    if (!existsSync(file)) continue
    const read = JSON.parse(readFileSync(file, 'utf8')) as Manifest
    const license =
      typeof read.license === 'string'
        ? read.license
        : (read.license?.type ?? read.licenses?.map(({ type }) => type).join(' OR '))
    found.set(`${read.name}@${read.version}`, license || 'unsaid')
  }
  return found
}
