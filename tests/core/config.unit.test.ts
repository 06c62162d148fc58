import { resolve } from 'node:path'
import { ConfigError, readConfig } from '@mashang/server/config.ts'
import { describe, expect, it } from 'vitest'

const message = (env: Record<string, string>): string => {
  try {
    readConfig(env)
  } catch (error) {
    if (error instanceof ConfigError) return error.message
    throw error
  }
  return ''
}

describe('settings', () => {
  it('none are needed on a laptop', () => {
    expect(readConfig({})).toEqual({
      port: 8080,
      host: '127.0.0.1',
      publicUrl: 'http://127.0.0.1:8080',
      dataFolder: resolve('data'),
      databaseUrl: null,
      limits: true,
      trustedProxies: [],
      demo: true,
    })
  })

  it.each([
    [{ MASHANG_PROT: '80' }, 'MASHANG_PROT'],
    [{ MASHANG_PORT: '80a' }, 'MASHANG_PORT'],
    [{ MASHANG_PORT: '65536' }, 'MASHANG_PORT'],
    [{ MASHANG_PORT: '-1' }, 'MASHANG_PORT'],
    [{ MASHANG_HOST: 'a b' }, 'MASHANG_HOST'],
    [{ MASHANG_PUBLIC_URL: 'rd.example' }, 'MASHANG_PUBLIC_URL'],
    [{ MASHANG_PUBLIC_URL: 'https://rd.example/app' }, 'MASHANG_PUBLIC_URL'],
    [{ MASHANG_PUBLIC_URL: 'ftp://rd.example' }, 'MASHANG_PUBLIC_URL'],
    [{ MASHANG_PUBLIC_URL: 'https://user:pass@rd.example' }, 'MASHANG_PUBLIC_URL'],
    [{ MASHANG_DATABASE_URL: 'mysql://x' }, 'MASHANG_DATABASE_URL'],
    [{ MASHANG_FILES_URL: 's3://bucket' }, 'MASHANG_FILES_URL'],
    [{ MASHANG_LIMITS: 'maybe' }, 'MASHANG_LIMITS'],
    [{ MASHANG_LIMITS: 'off', MASHANG_PUBLIC_URL: 'https://rd.example' }, 'MASHANG_LIMITS'],
    [
      { MASHANG_LIMITS: 'off', MASHANG_PUBLIC_URL: 'http://127.0.0.1.evil.example' },
      'MASHANG_LIMITS',
    ],
    [{ MASHANG_DEMO: 'yes' }, 'MASHANG_DEMO'],
    ...['all', '10.0.0.0/33', '0.0.0.0/0', '10.0.0.1/', '::1/129', '10.0.0.1 10.0.0.2'].map(
      (value): [Record<string, string>, string] => [
        { MASHANG_TRUSTED_PROXIES: value },
        'MASHANG_TRUSTED_PROXIES',
      ],
    ),
  ])('%j stops the start with one sentence that names %s', (env, name) => {
    expect(message(env as Record<string, string>)).toMatch(new RegExp(`${name}[^\\n]*。$`))
  })

  it('an empty value is no value; foreign variables do not matter', () => {
    expect(readConfig({ MASHANG_PORT: ' ', MASHANG_DEMO: '0', PORT: 'x' })).toMatchObject({
      port: 8080,
      demo: false,
    })
  })

  it('believes the proxies that are named, by address or network', () => {
    expect(
      readConfig({ MASHANG_TRUSTED_PROXIES: '127.0.0.1, 10.1.0.0/16,,::1,fd00::/8' })
        .trustedProxies,
    ).toEqual(['127.0.0.1', '10.1.0.0/16', '::1', 'fd00::/8'])
  })

  it.each([
    ['0.0.0.0', 'http://127.0.0.1:8080'],
    ['::', 'http://127.0.0.1:8080'],
    ['::1', 'http://[::1]:8080'],
    ['localhost', 'http://localhost:8080'],
  ])('listening on %s, its own address is %s', (host, publicUrl) => {
    expect(readConfig({ MASHANG_HOST: host }).publicUrl).toBe(publicUrl)
  })

  it('limits go off on a loopback address only', () => {
    for (const url of ['http://localhost:9', 'http://127.8.9.1', 'http://[::1]:8080'])
      expect(readConfig({ MASHANG_LIMITS: 'off', MASHANG_PUBLIC_URL: url }).limits).toBe(false)
  })
})
