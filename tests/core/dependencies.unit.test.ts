import { globSync, readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import {
  advisoriesIn,
  outlived,
  REASONS,
  unreasoned,
} from '@mashang/scripts/dependencies/advisories.ts'
import { isPermitted, UNSAID } from '@mashang/scripts/dependencies/licenses.ts'
import { packagesOf } from '@mashang/scripts/dependencies/packages.ts'
import { billOfMaterials } from '@mashang/scripts/dependencies/sbom.ts'
import { describe, expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '../..')
const packages = packagesOf(root)

describe('what the system is made of', () => {
  it('is held fast by the lockfile, every package by its fingerprint', () => {
    expect(packages.length).toBeGreaterThan(500)
    expect(packages.filter(({ integrity }) => integrity === null)).toEqual([])
  })

  it('is asked for in exact versions', () => {
    for (const file of ['package.json', ...globSync('*/package.json', { cwd: root })]) {
      const { dependencies = {}, devDependencies = {} } = JSON.parse(
        readFileSync(join(root, file), 'utf8'),
      ) as Record<'dependencies' | 'devDependencies', Record<string, string> | undefined>
      for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies }))
        expect(version, `${file}: ${name}`).toMatch(/^(\d+\.\d+\.\d+\S*|workspace:\*)$/)
    }
  })

  it('may be used and passed on', () => {
    const doubtful = packages.filter(
      ({ name, license }) =>
        license !== null &&
        (license === 'unsaid' ? !Object.hasOwn(UNSAID, name) : !isPermitted(license)),
    )
    expect(doubtful.map(({ name, license }) => `${name}: ${license}`)).toEqual([])
    expect(isPermitted('GPL-3.0-only')).toBe(false)
    expect(isPermitted('(MIT OR GPL-3.0-only)')).toBe(true)
    expect(isPermitted('MIT AND GPL-3.0-only')).toBe(false)
  })

  it('is told as a bill of materials', () => {
    const { components } = billOfMaterials(packages, '1.0.0', new Date(0))
    expect(components.find(({ name }) => name === 'fastify')).toMatchObject({
      purl: expect.stringMatching(/^pkg:npm\/fastify@\d/),
      licenses: [{ expression: 'MIT' }],
      hashes: [{ alg: 'SHA-512', content: expect.stringMatching(/^[0-9a-f]{128}$/) }],
    })
  })
})

describe('known weaknesses', () => {
  const high = {
    github_advisory_id: 'GHSA-aaaa-bbbb-cccc',
    module_name: 'one',
    severity: 'high',
    title: 'Reads too much',
  }
  const asPnpmPrints = { advisories: { 17: high, 18: { ...high, severity: 'low', id: 18 } } }
  const asRegistriesAnswer = {
    one: [
      {
        id: 17,
        url: 'https://github.com/advisories/GHSA-aaaa-bbbb-cccc',
        ...{ severity: 'critical', title: 'x' },
      },
    ],
  }

  it('are grave without a written reason, in either shape of report', () => {
    expect(unreasoned(advisoriesIn(asPnpmPrints), {})).toEqual([
      { id: 'GHSA-aaaa-bbbb-cccc', package: 'one', severity: 'high', title: 'Reads too much' },
    ])
    const answered = advisoriesIn(asRegistriesAnswer)
    expect(unreasoned(answered, {}).map(({ id }) => id)).toEqual(['GHSA-aaaa-bbbb-cccc'])
    expect(unreasoned(answered, { 'GHSA-aaaa-bbbb-cccc': 'never called' })).toEqual([])
  })

  it('that are gone leave no reason behind', () => {
    expect(outlived([], { 'GHSA-aaaa-bbbb-cccc': 'never called' })).toEqual(['GHSA-aaaa-bbbb-cccc'])
    expect(outlived(advisoriesIn(asRegistriesAnswer), { 'GHSA-aaaa-bbbb-cccc': 'x' })).toEqual([])
  })

  it.each([
    ['an error', { error: { code: 'ERR_PNPM_AUDIT_BAD_RESPONSE' } }],
    ['a word', 'ok'],
    ['nothing', null],
    ['lists of nothing', { one: 'fine' }],
  ])('no report is no good news: %s', (_what, report) => {
    expect(() => advisoriesIn(report)).toThrow()
  })

  it('that we live with have a reason of more than a word', () => {
    for (const reason of Object.values(REASONS)) expect(reason.length).toBeGreaterThan(20)
  })
})

/** Keys and tokens as their makers shape them. */
const SECRETS = [
  /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----\n[\w+/=]{40}/,
  /\bAKIA[0-9A-Z]{16}\b/,
  /\bLTAI[0-9A-Za-z]{16,24}\b/,
  /\bAKID[0-9A-Za-z]{32}\b/,
  /\bgh[pousr]_[0-9A-Za-z]{36}\b/,
  /\bnpm_[0-9A-Za-z]{36}\b/,
  /\bxox[abp]-[0-9A-Za-z-]{20,}\b/,
]

describe('the tree', () => {
  it('holds no key and no token', () => {
    const files = globSync('**/*.{ts,mjs,vue,json,md,yaml,yml,env,conf,service,html,css}', {
      cwd: root,
      exclude: (name) => /(^|\/)(node_modules|dist|data)$/.test(name),
    }).filter((file) => statSync(join(root, file)).isFile())
    expect(files.length).toBeGreaterThan(1_000)
    const found = files.filter((file) => {
      const text = readFileSync(join(root, file), 'utf8')
      return SECRETS.some((secret) => secret.test(text))
    })
    expect(found).toEqual([])
    const planted = ['AKIA', 'Z'.repeat(16)].join('')
    expect(SECRETS.some((secret) => secret.test(planted))).toBe(true)
  })
})
