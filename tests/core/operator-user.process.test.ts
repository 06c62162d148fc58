import { chownSync, lstatSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { seededFolder } from '@mashang/scripts/support/data-folder.ts'
import { refuseForeigner } from '@mashang/scripts/support/owner.ts'
import { run } from '@mashang/scripts/support/server-process.ts'
import { describe, expect, it } from 'vitest'

const SOMEBODY = 65_534

describe('a command of the operator', () => {
  it('given the files of the service’s user, then another is refused and told the command', async () => {
    const data = await seededFolder()
    const me = lstatSync(join(data.path, 'secret.key')).uid
    expect(() => refuseForeigner(data.path, me)).not.toThrow()
    expect(() => refuseForeigner(data.path, undefined)).not.toThrow()
    expect(() => refuseForeigner(join(data.path, 'nothing-here'), me + 1)).not.toThrow()
    expect(() => refuseForeigner(data.path, me + 1)).toThrow(/sudo -u '.+' .*npm run run /)
    data.remove()
  })

  it.runIf(process.getuid?.() === 0)(
    'run as root beside a service of its own user does nothing',
    { timeout: 60_000 },
    async () => {
      const data = await seededFolder()
      for (const name of readdirSync(data.path))
        chownSync(join(data.path, name), SOMEBODY, SOMEBODY)
      const before = readdirSync(data.path)
      const settings = { MASHANG_DATA: data.path }
      for (const [script, words] of [
        ['verify-ledger', []],
        ['rotate-keys', ['--continue']],
        ['backup', ['/nowhere']],
        ['retention', ['--confirm']],
      ] as const) {
        const { code, printed } = await run(`scripts/${script}.ts`, settings, words)
        expect(code, printed).toBe(1)
        expect(printed).toContain(`--preserve-env=MASHANG_DATA npm run run ${script}`)
        expect(printed.trim().split('\n')).toHaveLength(1)
      }
      expect(readdirSync(data.path)).toEqual(before)
      data.remove()
    },
  )
})
