import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** The file that an import names; undefined where it is a package of others, or no module. */
function resolved(name: string, from: string): string | undefined {
  const own = /^@mashang\/(.+)/.exec(name)?.[1]
  const file = own ?? (name.startsWith('.') ? join(dirname(from), name) : undefined)
  return file?.replaceAll('\\', '/')
}

/**
 * The unit tests that load one of these modules and start no server: what starts one takes seconds
 * for each change, and its tests cannot be run twice. Those that load little come first: they notice
 * quickly what is theirs.
 */
export function relatedTests(root: string, modules: ReadonlySet<string>): string[] {
  const imports = new Map<string, string[]>()
  const importsOf = (file: string): string[] => {
    const known = imports.get(file)
    if (known !== undefined) return known
    const path = join(root, file)
    const text = existsSync(path) ? readFileSync(path, 'utf8') : ''
    const found = [...text.matchAll(/^(?!import type).*?\b(?:from|import) ?\(?'([^']+)'/gm)]
      .map(([, name = '']) => resolved(name, file))
      .filter((name) => name !== undefined)
    imports.set(file, found)
    return found
  }
  const reach = (file: string, seen = new Set<string>()): Set<string> => {
    for (const next of importsOf(file)) {
      if (seen.has(next)) continue
      seen.add(next)
      reach(next, seen)
    }
    return seen
  }
  return globSync('tests/**/*.unit.test.ts', { cwd: root })
    .map((file) => file.replaceAll('\\', '/'))
    .map((file) => ({ file, reached: reach(file) }))
    .filter(
      ({ reached }) => !reached.has('server/app.ts') && !reached.has('scripts/prove/proof.ts'),
    )
    .filter(({ reached }) => [...modules].some((module) => reached.has(module)))
    .sort((a, b) => a.reached.size - b.reached.size || (a.file < b.file ? -1 : 1))
    .map(({ file }) => file)
}
