import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cleanEnvironment, withPathInFront } from '@mashang/scripts/launcher/environment.mjs'
import { fingerprint } from '@mashang/scripts/launcher/fingerprint.mjs'
import { memory } from '@mashang/scripts/launcher/memory.mjs'
import { isStale } from '@mashang/scripts/launcher/prepare.mjs'
import { isNewEnough } from '@mashang/scripts/launcher/runtime.mjs'
import { explainFailure } from '@mashang/scripts/launcher/words.mjs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

describe('the environment of what the launcher starts', () => {
  it('drops what npm would impose on an inner npm, pnpm or compiler', () => {
    const clean = cleanEnvironment({
      npm_config_nodedir: '/usr',
      npm_config_ignore_scripts: 'true',
      npm_lifecycle_event: 'start',
      npm_execpath: '/usr/lib/node_modules/npm/bin/npm-cli.js',
      NODE: '/usr/bin/node',
    })
    expect(clean).toEqual({})
  })

  it('keeps the way to the registry, and tells pnpm in its own words', () => {
    const clean = cleanEnvironment({
      npm_config_registry: 'https://mirror.example/',
      npm_config_cache: '/cache',
      'npm_config_https-proxy': 'http://proxy.example:3128',
      npm_config_noproxy: '',
    })
    expect(clean).toEqual({
      npm_config_registry: 'https://mirror.example/',
      pnpm_config_registry: 'https://mirror.example/',
      npm_config_cache: '/cache',
      npm_config_https_proxy: 'http://proxy.example:3128',
      pnpm_config_https_proxy: 'http://proxy.example:3128',
    })
  })

  it("never overrules pnpm's own setting", () => {
    const clean = cleanEnvironment({
      npm_config_registry: 'https://one.example/',
      pnpm_config_registry: 'https://two.example/',
    })
    expect(clean.pnpm_config_registry).toBe('https://two.example/')
  })

  it('keeps everything that is not of npm', () => {
    const mine = { MASHANG_PORT: '8081', HTTPS_PROXY: 'http://proxy.example', HOME: '/home/me' }
    expect(cleanEnvironment(mine)).toEqual(mine)
  })

  it('puts its own Node in front of PATH, once', () => {
    expect(withPathInFront({ PATH: '/usr/bin:/node24:/bin' }, ['/node24'], ':').PATH).toBe(
      '/node24:/usr/bin:/bin',
    )
    expect(withPathInFront({ Path: 'C:\\b' }, ['C:\\a'], ';')).toEqual({ Path: 'C:\\a;C:\\b' })
  })
})

describe('deciding whether to install or build again', () => {
  let folder = ''
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'launch-'))
    mkdirSync(join(folder, 'client/pages'), { recursive: true })
    writeFileSync(join(folder, 'client/pages/a.vue'), 'one')
    writeFileSync(join(folder, 'package.json'), '{}')
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  const now = (facts?: string[]) => fingerprint(folder, ['client', 'package.json', 'absent'], facts)

  it('sees a changed, a renamed, a new file and another platform', () => {
    const before = now()
    const seen = new Set([before, now(['linux'])])
    writeFileSync(join(folder, 'client/pages/a.vue'), 'two')
    seen.add(now())
    writeFileSync(join(folder, 'client/pages/b.vue'), 'two')
    seen.add(now())
    rmSync(join(folder, 'client/pages/a.vue'))
    seen.add(now())
    expect(seen.size).toBe(5)
  })

  it('ignores what tools made', () => {
    const before = now()
    for (const made of ['dist', 'node_modules']) {
      mkdirSync(join(folder, 'client', made))
      writeFileSync(join(folder, 'client', made, 'x.js'), 'x')
    }
    writeFileSync(join(folder, 'client/components.d.ts'), 'x')
    expect(now()).toBe(before)
  })

  it('does the work when nothing, something else, or half a file is remembered', () => {
    const file = join(folder, 'deep/state.json')
    const remembered = memory(file)
    expect(isStale(remembered, 'a', true)).toBe(true)
    remembered.remember({ fingerprint: 'a' })
    expect(isStale(remembered, 'a', true)).toBe(false)
    expect(isStale(remembered, 'b', true)).toBe(true)
    expect(isStale(remembered, 'a', false)).toBe(true)
    writeFileSync(file, '{"finger')
    expect(isStale(remembered, 'a', true)).toBe(true)
    remembered.forget()
    expect(remembered.recall()).toEqual({})
  })
})

describe('the Node that is good enough', () => {
  it.each([
    ['v18.20.0', false],
    ['v20.20.2', false],
    ['v24.1.0', false],
    ['v24.11.0', true],
    ['v24.21.0', true],
    ['v26.0.0', true],
    ['', false],
  ])('%s: %s', (version, good) => {
    expect(isNewEnough(version)).toBe(good)
  })
})

describe('what is said when preparing fails', () => {
  it('names the network, and how to mend it', () => {
    const { message } = explainFailure('安装依赖', 'install', 'npm error code ENOTFOUND')
    expect(message).toContain('连不上 npm 仓库')
    expect(message).toContain('the npm registry cannot be reached')
  })

  it('names a full disk', () => {
    expect(explainFailure('安装依赖', 'install', 'ENOSPC: no space left').message).toContain(
      '磁盘已满',
    )
  })

  it('shows the last lines of anything else', () => {
    expect(explainFailure('安装依赖', 'install', 'line one\nsomething odd').message).toContain(
      'something odd',
    )
  })
})
