import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** Made by tools, so never a reason to install or build again. */
const MADE = new Set(['node_modules', 'dist', 'components.d.ts', 'auto-imports.d.ts'])

/**
 * One hash over the names and contents of files and folders (content, not time: a checkout or
 * a copy changes times only).
 *
 * @param {string} root
 * @param {readonly string[]} entries files or folders below root; missing ones count as missing
 * @param {readonly string[]} [facts] what else must be equal, such as the platform
 * @returns {string} hexadecimal SHA-256
 */
export function fingerprint(root, entries, facts = []) {
  const hash = createHash('sha256')
  for (const fact of facts) hash.update(`fact ${fact}\0`)
  for (const entry of entries) {
    for (const file of filesBelow(root, entry)) {
      const content = readFileSync(join(root, file))
      hash.update(`file ${file} ${content.length}\0`).update(content)
    }
  }
  return hash.digest('hex')
}

/**
 * @param {string} root
 * @param {string} entry
 * @returns {string[]} paths below root, in a stable order
 */
function filesBelow(root, entry) {
  const path = join(root, entry)
  if (!existsSync(path)) return []
  if (!statSync(path).isDirectory()) return [entry]
  return readdirSync(path)
    .filter((name) => !MADE.has(name))
    .sort()
    .flatMap((name) => filesBelow(root, `${entry}/${name}`))
}
