import { readdir, readFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { dutiesAllow } from '@mashang/shared/accounts/duties.rules.ts'
import type { Duty } from '@mashang/shared/accounts/duties.words.ts'
import { duties } from '@mashang/shared/accounts/duties.words.ts'
import type { Endpoint } from '@mashang/shared/core/endpoint.ts'
import { expect, it } from 'vitest'
import { officeEndpoints } from '../access/office-endpoints.ts'

/**
 * Whatever a page of the office's app can send, the server would take from whoever is shown it. Read
 * out of the sources: every way from a page to what calls an endpoint that some duty may not call
 * passes something that asks the server's own rule (`v-may:`, `mayChange`, `ReadOnly`, a route's
 * `changes`), or steps that the server names with the matter.
 */
const client = new URL('../../client/', import.meta.url).pathname

/** Matters whose steps the server names with each of them, by the tag of their endpoints. */
const NAMED: Readonly<Record<string, RegExp>> = {
  issues: /\bcan\.\w+/,
  suggestions: /\bcan\b|\bhandles\b/,
  activities: /\bcan\b/,
  mediations: /\bcan\b/,
  /** Whatever has editions is changed on one page. */
  districts: /<EditionPage\b/,
}

interface Part {
  text: string
  uses: string[]
}

const DECLARED = /^(?:export )?(?:async )?(?:function\*?|const|let|class) (\w+)/gm
const IMPORTED = /import\s+(type\s+)?([^'"]*?)\s*from\s+'(\.[^']+)'|import\('(\.[^']+)'\)/g

/** A file's parts: a component is one, a module has one for each thing that it declares. */
function partsOf(file: string, text: string): Map<string, Part> {
  const imported = new Map<string, string>()
  const lazy: string[] = []
  for (const [, type, names, from, later] of text.matchAll(IMPORTED)) {
    const to = relative(client, join(client, dirname(file), from ?? later ?? ''))
    if (later !== undefined) lazy.push(`${to}#`)
    else if (type === undefined)
      for (const name of (names ?? '').replace(/[{}]/g, ' ').split(',')) {
        const [one = '', own = one] = name.trim().split(/\s+as\s+/)
        if (one && !one.startsWith('type '))
          imported.set(own, `${to}#${to.endsWith('.vue') ? '' : one}`)
      }
  }
  const body = text.replace(IMPORTED, '')
  const starts = file.endsWith('.vue') ? [] : [...body.matchAll(DECLARED)]
  const pieces: [string, string][] =
    starts.length === 0
      ? [['', body]]
      : starts.map((one, n) => [one[1] ?? '', body.slice(one.index, starts[n + 1]?.index)])
  const names = pieces.map(([name]) => name)
  const said = (words: string, name: string): boolean => new RegExp(`\\b${name}\\b`).test(words)
  const made: [string, Part][] = pieces.map(([name, words]) => [
    `${file}#${name}`,
    {
      text: words,
      uses: [
        ...[...imported].filter(([own]) => said(words, own)).map(([, to]) => to),
        ...names
          .filter((other) => other && other !== name && said(words, other))
          .map((o) => `${file}#${o}`),
      ],
    },
  ])
  return new Map(made).set(`${file}#*`, { text: '', uses: lazy })
}

async function readParts(): Promise<Map<string, Part>> {
  const parts = new Map<string, Part>()
  for (const name of await readdir(client, { recursive: true }))
    if (/\.(vue|ts)$/.test(name) && !/^(dist|node_modules)\//.test(name))
      for (const [key, part] of partsOf(name, await readFile(join(client, name), 'utf8')))
        parts.set(key, part)
  return parts
}

const ROUTE = /import\('(\.[^']+\.vue)'\)[\s\S]*?meta:\s*\{([^}]*)\}/g

/** Every page of the office's app, and what its route says that it is there to change. */
async function officePages(): Promise<{ page: string; changes: string | undefined }[]> {
  const files = (await readdir(client, { recursive: true })).filter(
    (name) => name.endsWith('.feature.ts') || name === 'office.entry.ts',
  )
  const found = await Promise.all(
    files.map(async (name) => {
      const text = await readFile(join(client, name), 'utf8')
      const own = text
        .split(/^(?=(?:export )?const )/m)
        .filter((said) => name === 'office.entry.ts' || /^(export )?const (office|walk)/.test(said))
      return [...own.join('').matchAll(ROUTE)].map(([, from = '', meta = '']) => ({
        page: relative(client, join(client, dirname(name), from)),
        changes: /changes: '(\w+)'/.exec(meta)?.[1],
        open: /open: true/.test(meta),
      }))
    }),
  )
  return found.flat().filter(({ open }) => !open)
}

/** Whether a part names what it sends: its method, or that it sends or is made a file, and its address. */
const sends = ({ text }: Part, { method, path }: Endpoint): boolean =>
  (text.includes(`'${method}'`) || /\b(?:upload\w*|fetchMade)[(<]/.test(text)) &&
  (text.includes(`'${path}'`) || text.includes(`\`${path}`))

/** What a part asks the server's rule before it shows something. */
const asked = (part: Part): { tag: string; stations: boolean }[] =>
  [
    ...part.text.matchAll(/v-may:(\w+)(\.stations)?|mayChange\('(\w+)'(, true)?/g),
    ...part.text.matchAll(/<ReadOnly of="(\w+)"/g),
  ].map(([, may, kept, tag, also]) => ({
    tag: may ?? tag ?? '',
    stations: kept !== undefined || also !== undefined,
  }))

const each = (Object.keys(duties) as Duty[]).map((duty) => [duty])

/** Whether everybody who may change what has this tag may call this endpoint. */
const settles = (tag: string, stations: boolean, one: Endpoint): boolean =>
  (!stations || one.ofStations === true) &&
  each.every((given) => !dutiesAllow(given, { method: 'POST', tag }) || dutiesAllow(given, one))

const asks = (part: Part, one: Endpoint): boolean =>
  (NAMED[one.tag]?.test(part.text) ?? false) ||
  asked(part).some(({ tag, stations }) => settles(tag, stations, one))

it('nobody of the office is shown what the server would refuse', async () => {
  // Read by somebody, and refused to them: whoever reads nothing of it has no page of it either.
  const refused = (await officeEndpoints()).filter(
    (one) =>
      one.method !== 'GET' &&
      each.some(
        (given) => dutiesAllow(given, { method: 'GET', tag: one.tag }) && !dutiesAllow(given, one),
      ),
  )
  const parts = await readParts()
  const pages = await officePages()
  expect(pages.length).toBeGreaterThan(50)
  const wrong = new Set<string>()
  for (const one of refused) {
    const seen = new Set<string>()
    const walk = (key: string, way: string[]): void => {
      const part = parts.get(key)
      if (part === undefined || seen.has(key)) return
      seen.add(key)
      const sent = sends(part, one)
      if (asks(part, one)) return
      if (sent) wrong.add(`${[...way, key].join(' → ')}: ${one.method} ${one.path}`)
      for (const next of part.uses) walk(next, [...way, key])
    }
    for (const { page, changes } of pages)
      if (changes === undefined || !settles(changes, false, one)) walk(`${page}#`, [])
  }
  const found = refused.filter((one) => [...parts.values()].some((part) => sends(part, one)))
  // Sheets are stopped many at once, whatever their number.
  expect(refused.filter((one) => !found.includes(one)).map(({ path }) => path)).toEqual([
    '/api/sheets/:id/revocation',
  ])
  expect([...wrong].sort()).toEqual([])
})
