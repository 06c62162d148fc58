import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * What a task did last, kept as one small JSON file below a folder that may be deleted any time.
 *
 * @param {string} file
 */
export function memory(file) {
  return {
    /** @returns {Record<string, string>} empty where nothing readable is remembered */
    recall() {
      try {
        return JSON.parse(readFileSync(file, 'utf8'))
      } catch {
        // Missing or torn: both mean that the work is done again, which is always right.
        return {}
      }
    },
    /** @param {Record<string, string>} facts */
    remember(facts) {
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, `${JSON.stringify(facts, null, 2)}\n`)
    },
    forget() {
      rmSync(file, { force: true })
    },
  }
}
