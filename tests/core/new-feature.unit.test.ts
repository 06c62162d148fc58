import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { featureFiles, registrations } from '@mashang/scripts/support/feature-template.ts'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '../..')

describe('a new feature', () => {
  it('is one folder of the same name on every side', () => {
    const folders = new Set(
      Object.keys(featureFiles('public-hearings')).map((path) => path.replace(/\/[^/]+$/, '')),
    )
    expect([...folders].sort()).toEqual([
      'client/public-hearings',
      'server/public-hearings',
      'shared/public-hearings',
      'tests/public-hearings',
    ])
  })

  it.each(Object.entries(registrations('public-hearings')))(
    'finds its place in %s as it is today',
    (path, register) => {
      const before = readFileSync(join(root, path), 'utf8')
      const after = register(before)
      expect(after.length).toBeGreaterThan(before.length)
      expect(after).toMatch(/public-?hearings/i)
    },
  )

  it('says so when the place is gone', () => {
    const register = registrations('hearings')['server/features.ts']
    expect(() => register?.('export const other = 1')).toThrow('was not found')
  })
})
