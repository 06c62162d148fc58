import { execFileSync } from 'node:child_process'
import { globSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import {
  advisoriesIn,
  outlived,
  REASONS,
  unreasoned,
} from '@mashang/scripts/dependencies/advisories.ts'
import { licenseOfFamily } from '@mashang/scripts/dependencies/elsewhere.ts'
import { isPermitted, UNSAID } from '@mashang/scripts/dependencies/licenses.ts'
import { packagesOf } from '@mashang/scripts/dependencies/packages.ts'
import { billOfMaterials } from '@mashang/scripts/dependencies/sbom.ts'
import { holdsSecret } from '@mashang/scripts/prove/secrets.shapes.ts'
import { secretsInHistory } from '@mashang/scripts/prove/secrets.ts'
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
    const doubtful = packages.filter(({ name, license }) =>
      license === 'unsaid'
        ? !Object.hasOwn(UNSAID, name)
        : license === null || !isPermitted(license),
    )
    expect(doubtful.map(({ name, license }) => `${name}: ${license}`)).toEqual([])
    expect(isPermitted('GPL-3.0-only')).toBe(false)
    expect(isPermitted('(MIT OR GPL-3.0-only)')).toBe(true)
    expect(isPermitted('MIT AND GPL-3.0-only')).toBe(false)
  })

  it('for another platform has the licence of its family, as those of it that are installed', () => {
    const elsewhere = packages.filter(({ installed }) => !installed)
    expect(elsewhere.length).toBeGreaterThan(50)
    const family = packages.filter(({ name, installed }) => installed && licenseOfFamily(name))
    expect(family.length).toBeGreaterThan(5)
    for (const { name, license } of family)
      expect([name, licenseOfFamily(name)]).toEqual([name, license])
  })

  it('is told as a bill of materials, every package with its licence', () => {
    const { components } = billOfMaterials(packages, '1.0.0', new Date(0))
    expect(components.filter((one) => !('licenses' in one))).toEqual([])
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

const SKIPPED = /(^|\/)(node_modules|dist|data|\.git)$/
const planted = ['AKIA', 'Z'.repeat(16)].join('')

describe('no key and no token stands', () => {
  it('in the tree', () => {
    const files = globSync(['**/*', '**/.*'], { cwd: root, exclude: (name) => SKIPPED.test(name) })
      .map((file) => join(root, file))
      .filter((file) => statSync(file).isFile())
    expect(files.length).toBeGreaterThan(1_500)
    const kinds = new Set(files.map((file) => file.split('.').at(-1)))
    for (const kind of ['ts', 'sql', 'txt', 'yaml', 'env']) expect(kinds).toContain(kind)
    expect(files.filter((file) => holdsSecret(readFileSync(file)))).toEqual([])
    expect(holdsSecret(Buffer.from(`key: ${planted}\n`))).toBe(true)
  })

  it('in what was taken out of it: one that was there once is found in its history', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'mashang-history-'))
    const git = (...words: string[]): string =>
      execFileSync('git', words, { cwd: folder, encoding: 'utf8' })
    const kept = (text: string, message: string): void => {
      writeFileSync(join(folder, 'settings.env'), text)
      git('add', '.')
      git('-c', 'user.name=a', '-c', 'user.email=a@example.com', 'commit', '-q', '-m', message)
    }
    git('init', '-q')
    kept('KEY=none\n', 'one')
    expect(await secretsInHistory(folder)).toEqual({ commits: 1, files: 1, found: [] })
    kept(`KEY=${planted}\n`, 'two')
    kept('KEY=none\n', 'three')
    const { commits, files, found } = await secretsInHistory(folder)
    expect([commits, files]).toEqual([3, 2])
    expect(found).toEqual([expect.stringMatching(/^settings\.env \([0-9a-f]{40}\)$/)])
    rmSync(folder, { recursive: true })
  })
})
