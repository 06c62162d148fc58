import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const client = fileURLToPath(new URL('../../client/', import.meta.url))

/** A component with everything that it brings, now or later. */
function reached(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file) || !existsSync(file)) return seen
  seen.add(file)
  const source = readFileSync(file, 'utf8')
  for (const [, path = ''] of source.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+\.(?:vue|ts))'/g))
    reached(join(dirname(file), path), seen)
  return seen
}

/** The words of every class attribute, also of bound ones. */
function classesOf(files: Iterable<string>): Set<string> {
  const found = new Set<string>()
  for (const file of files) {
    if (!file.endsWith('.vue')) continue
    const source = readFileSync(file, 'utf8')
    const [template = ''] = source.slice(source.indexOf('<template')).split('<style')
    for (const [, words = ''] of template.matchAll(/\bclass="([^"]*)"/g))
      for (const [word] of words.matchAll(/[a-z][a-z0-9-]*/g)) found.add(word)
  }
  return found
}

/** A style sheet with those that it brings. */
function written(sheet: string): string {
  const css = readFileSync(join(client, sheet), 'utf8')
  return css.replace(/@import "([^"]+)";/g, (_, path) => written(join(dirname(sheet), path)))
}

const named = (...sheets: string[]): Set<string> =>
  new Set(
    sheets.flatMap((sheet) =>
      [...written(sheet).matchAll(/\.([a-z][a-z0-9-]*)/g)].map(([, word = '']) => word),
    ),
  )

const FIRST = ['pages/voter-first.css']
const FORM = 'issues/voter-file.css'
const RECEIPT = 'issues/voter-receipt.css'
const READING = 'pages/voter-reading.css'

describe('a first response holds the style of everything that its page may show', () => {
  it.each([
    ['pages/VoterLanding.vue', FIRST, [FORM, RECEIPT, READING]],
    ['codes/VoterChoose.vue', [...FIRST, FORM], [RECEIPT, READING]],
    ['issues/VoterFile.vue', [...FIRST, FORM], [RECEIPT, READING]],
  ])('%s', (view, held, leftOut) => {
    const used = classesOf([...reached(join(client, view)), join(client, 'pages/VoterApp.vue')])
    expect(used.size).toBeGreaterThan(20)
    const here = named(...held)
    const elsewhere = named(...leftOut)
    expect([...used].filter((word) => elsewhere.has(word) && !here.has(word))).toEqual([])
  })
})
