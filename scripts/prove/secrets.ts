import { execFileSync, spawn } from 'node:child_process'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import type { Proof } from './proof.ts'
import { holdsSecret } from './secrets.shapes.ts'

/** Objects of one call: all their bytes are in memory together. */
const TOGETHER = 500

/** The bytes of these objects, by their id, where they are files. */
async function filesOf(root: string, ids: readonly string[]): Promise<Map<string, Buffer>> {
  const child = spawn('git', ['cat-file', '--batch'], {
    cwd: root,
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  child.stdin.end(`${ids.join('\n')}\n`)
  const all = await buffer(child.stdout)
  const files = new Map<string, Buffer>()
  let at = 0
  while (at < all.length) {
    const line = all.indexOf('\n', at)
    const [id = '', kind, size] = all.subarray(at, line).toString().split(' ')
    const from = line + 1
    if (kind === 'blob') files.set(id, all.subarray(from, from + Number(size)))
    at = from + Number(size) + 1
  }
  return files
}

/** Files of the whole history that leads to what is checked out, and those with a key in them. */
export async function secretsInHistory(
  root: string,
): Promise<{ commits: number; files: number; found: string[] }> {
  const git = (...words: string[]): string =>
    execFileSync('git', words, { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 30 })
  const objects = git('rev-list', '--objects', 'HEAD').trim().split('\n')
  const paths = new Map(
    objects.map((line) => [line.slice(0, 40), line.slice(41)] as const).filter(([, path]) => path),
  )
  const ids = [...paths.keys()]
  const found: string[] = []
  let files = 0
  for (let from = 0; from < ids.length; from += TOGETHER)
    for (const [id, bytes] of await filesOf(root, ids.slice(from, from + TOGETHER))) {
      files += 1
      if (holdsSecret(bytes)) found.push(`${paths.get(id)} (${id})`)
    }
  return { commits: Number(git('rev-list', '--count', 'HEAD')), files, found }
}

export const secrets: Proof = {
  id: 'secrets',
  promise:
    'No key and no token stands in the files of the project, nor in any earlier state of them',
  limits:
    'Eleven shapes in which makers give keys and tokens; a password that looks like a word is not told from one. Texts up to 4 MB, no pictures and archives; always the whole history, whatever the size',
  async run() {
    const { commits, files, found } = await secretsInHistory(join(import.meta.dirname, '../..'))
    return {
      figure: `${files} files of ${commits} commits: ${found.length} with something like a key`,
      broken: found,
    }
  },
}
