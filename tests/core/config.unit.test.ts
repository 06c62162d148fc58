import { resolve } from 'node:path'
import { readConfig } from '@mashang/server/config.ts'
import { ConfigError } from '@mashang/server/core/config-error.ts'
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
      databaseConnections: 10,
      objectStorage: null,
      district: 'home',
      limits: true,
      trustedProxies: [],
      demo: true,
      sms: null,
      mail: null,
      wechat: null,
      keys: null,
      ledgerKey: null,
      ledgerMail: null,
      backup: null,
      backupKeep: 14,
      robotOrigins: [],
      webhookOrigins: [],
    })
  })

  it.each([
    [{ MASHANG_PROT: '80' }, 'MASHANG_PROT'],
    [{ MASHANG_DISTRICT: 'Kundulun' }, 'MASHANG_DISTRICT'],
    [{ MASHANG_DISTRICT: '昆都仑' }, 'MASHANG_DISTRICT'],
    [{ MASHANG_PORT: '80a' }, 'MASHANG_PORT'],
    [{ MASHANG_PORT: '65536' }, 'MASHANG_PORT'],
    [{ MASHANG_PORT: '-1' }, 'MASHANG_PORT'],
    [{ MASHANG_HOST: 'a b' }, 'MASHANG_HOST'],
    [{ MASHANG_PUBLIC_URL: 'rd.example' }, 'MASHANG_PUBLIC_URL'],
    [{ MASHANG_PUBLIC_URL: 'https://rd.example/app' }, 'MASHANG_PUBLIC_URL'],
    [{ MASHANG_PUBLIC_URL: 'ftp://rd.example' }, 'MASHANG_PUBLIC_URL'],
    [{ MASHANG_PUBLIC_URL: 'https://user:pass@rd.example' }, 'MASHANG_PUBLIC_URL'],
    [{ MASHANG_DATABASE_URL: 'mysql://x' }, 'MASHANG_DATABASE_URL'],
    ...[
      's3://bucket',
      'https://bucket',
      's3://',
      's3://a?region=x',
      's3://Bucket_1?region=x',
      's3://bucket:9000?region=x',
      's3://bucket/a%2Fb?region=x',
      's3://bucket/照片?region=x',
      's3://bucket?region=a b',
      's3://bucket?regoin=x',
      's3://bucket?region=x&region=y',
      's3://bucket?endpoint=s3.example',
      's3://bucket?endpoint=https://s3.example/path',
      's3://bucket?endpoint=https://user:word@s3.example',
      's3://bucket?endpoint=https://s3.example&pathStyle=yes',
    ].map((value): [Record<string, string>, string] => [
      { MASHANG_FILES_URL: value },
      'MASHANG_FILES_URL',
    ]),
    [{ MASHANG_FILES_URL: 's3://bucket?region=x', MASHANG_FILES_KEY: 'a' }, 'MASHANG_FILES_SECRET'],
    [{ MASHANG_FILES_URL: 's3://bucket?region=x', MASHANG_FILES_SECRET: 'a' }, 'MASHANG_FILES_KEY'],
    [{ MASHANG_FILES_KEY: 'a', MASHANG_FILES_SECRET: 'b' }, 'MASHANG_FILES_URL'],
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

  const vendor = {
    MASHANG_SMS_VENDOR: 'aliyun',
    MASHANG_SMS_KEY_ID: 'LTAI5t',
    MASHANG_SMS_KEY_SECRET: 'top-secret',
    MASHANG_SMS_SIGN_NAME: '石拐人大',
    MASHANG_SMS_CODE_TEMPLATE: 'SMS_100001',
  }

  it('short messages: a vendor and all that it needs, or none', () => {
    expect(readConfig(vendor).sms).toEqual({
      vendor: 'aliyun',
      keyId: 'LTAI5t',
      keySecret: 'top-secret',
      signName: '石拐人大',
      templates: { code: 'SMS_100001', reminder: null },
      appId: null,
      endpoint: 'https://dysmsapi.aliyuncs.com',
    })
    const tencent = { MASHANG_SMS_CODE_TEMPLATE: '1110', MASHANG_SMS_APP_ID: '1400006666' }
    expect(readConfig({ ...vendor, MASHANG_SMS_VENDOR: 'tencent', ...tencent }).sms).toMatchObject({
      appId: '1400006666',
      endpoint: 'https://sms.tencentcloudapi.com',
    })
    expect(readConfig({ MASHANG_SMS_VENDOR: 'log' }).sms).toEqual({ vendor: 'log' })
  })

  it.each([
    ['MASHANG_SMS_VENDOR', 'twilio'],
    ['MASHANG_SMS_VENDOR', ''],
    ['MASHANG_SMS_KEY_ID', ''],
    ['MASHANG_SMS_KEY_SECRET', ''],
    ['MASHANG_SMS_KEY_SECRET', '口令'],
    ['MASHANG_SMS_SIGN_NAME', '【石拐人大】'],
    ['MASHANG_SMS_CODE_TEMPLATE', '100001'],
    ['MASHANG_SMS_ENDPOINT', 'http://sms.example'],
    ['MASHANG_SMS_ENDPOINT', 'https://sms.example/api'],
  ])('%s=“%s” stops the start with one sentence, which tells no secret', (name, value) => {
    const said = message({ ...vendor, [name]: value })
    expect(said).toMatch(new RegExp(`^[^\\n]*${name}[^\\n]*。$`))
    expect(said).not.toContain('top-secret')
  })

  it('the console shows messages in the demo only; Tencent needs its application', () => {
    expect(message({ MASHANG_SMS_VENDOR: 'log', MASHANG_DEMO: '0' })).toMatch(/log 只许在演示区/)
    const tencent = { ...vendor, MASHANG_SMS_VENDOR: 'tencent', MASHANG_SMS_CODE_TEMPLATE: '1110' }
    expect(message(tencent)).toMatch(/MASHANG_SMS_APP_ID/)
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
    [
      { MASHANG_FILES_URL: 's3://mashang-files?region=cn-north-1' },
      { prefix: '', endpoint: null, region: 'cn-north-1', pathStyle: false, keys: null },
    ],
    [
      { MASHANG_FILES_URL: 's3://mashang-files', AWS_REGION: 'cn-north-1' },
      { prefix: '', endpoint: null, region: 'cn-north-1', pathStyle: false, keys: null },
    ],
    [
      {
        MASHANG_FILES_URL: 's3://mashang-files/shiguai/2026/?endpoint=http://10.0.0.5:9000/',
        MASHANG_FILES_KEY: 'key',
        MASHANG_FILES_SECRET: 'secret',
      },
      {
        prefix: 'shiguai/2026/',
        endpoint: 'http://10.0.0.5:9000',
        region: 'us-east-1',
        pathStyle: true,
        keys: { id: 'key', secret: 'secret' },
      },
    ],
    [
      {
        MASHANG_FILES_URL:
          's3://mashang-files?endpoint=https://oss-cn-beijing.aliyuncs.com&region=oss-cn-beijing&pathStyle=0',
      },
      {
        prefix: '',
        endpoint: 'https://oss-cn-beijing.aliyuncs.com',
        region: 'oss-cn-beijing',
        pathStyle: false,
        keys: null,
      },
    ],
  ])('%j names an object storage', (env, expected) => {
    expect(readConfig(env as Record<string, string>).objectStorage).toEqual({
      bucket: 'mashang-files',
      ...expected,
    })
  })

  it('a secret that was put into the address is not said again', () => {
    expect(message({ MASHANG_FILES_URL: 's3://key:secret@bucket?region=x' })).toMatch(
      /^(?!.*secret).*MASHANG_FILES_SECRET/s,
    )
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

  it('mail: a server and a sender, or none', () => {
    const url = 'smtps://tx%40rd.example:word@smtp.example:465'
    expect(
      readConfig({ MASHANG_SMTP_URL: url, MASHANG_SMTP_FROM: '码上代表 <tx@rd.example>' }).mail,
    ).toEqual({ url, from: { name: '码上代表', address: 'tx@rd.example' } })
    expect(
      readConfig({ MASHANG_SMTP_URL: url, MASHANG_SMTP_FROM: 'tx@rd.example' }).mail?.from.address,
    ).toBe('tx@rd.example')
  })

  const wechat = {
    MASHANG_WECHAT_APP_ID: 'wx0123456789abcdef',
    MASHANG_WECHAT_SECRET: '0123456789abcdef0123456789abcdef',
  }
  it('WeChat: an account and its secret, or none', () => {
    expect(readConfig(wechat).wechat).toEqual({
      appId: wechat.MASHANG_WECHAT_APP_ID,
      secret: wechat.MASHANG_WECHAT_SECRET,
      template: null,
      onceTemplate: null,
      domainProof: null,
      endpoint: 'https://api.weixin.qq.com',
      authorize: 'https://open.weixin.qq.com',
      confirm: 'https://mp.weixin.qq.com',
      script: 'https://res.wx.qq.com',
    })
    expect(
      readConfig({ MASHANG_ROBOT_ORIGINS: 'https://a.gov.cn, http://10.0.0.1:81' }).robotOrigins,
    ).toEqual(['https://a.gov.cn', 'http://10.0.0.1:81'])
  })

  it.each([
    ['MASHANG_SMTP_URL', { MASHANG_SMTP_FROM: 'a@b.example' }],
    ['MASHANG_SMTP_FROM', { MASHANG_SMTP_URL: 'smtp://top-secret@b.example' }],
    ['MASHANG_SMTP_URL', { MASHANG_SMTP_URL: 'http://top-secret@b.example' }],
    [
      'MASHANG_SMTP_FROM',
      { MASHANG_SMTP_URL: 'smtp://b.example', MASHANG_SMTP_FROM: 'a <top-secret>' },
    ],
    ['MASHANG_WECHAT_APP_ID', { ...wechat, MASHANG_WECHAT_APP_ID: '' }],
    ['MASHANG_WECHAT_SECRET', { ...wechat, MASHANG_WECHAT_SECRET: 'top-secret' }],
    ['MASHANG_WECHAT_APP_ID', { ...wechat, MASHANG_WECHAT_APP_ID: 'wx1' }],
    ['MASHANG_WECHAT_DOMAIN_PROOF', { ...wechat, MASHANG_WECHAT_DOMAIN_PROOF: '../x' }],
    ['MASHANG_WECHAT_TEMPLATE', { ...wechat, MASHANG_WECHAT_TEMPLATE: 'a b' }],
    ['MASHANG_WECHAT_ENDPOINT', { ...wechat, MASHANG_WECHAT_ENDPOINT: 'http://relay.example' }],
    ['MASHANG_ROBOT_ORIGINS', { MASHANG_ROBOT_ORIGINS: 'https://a.example/path' }],
    ['MASHANG_WEBHOOK_ORIGINS', { MASHANG_WEBHOOK_ORIGINS: 'ftp://a.example' }],
  ])('%s is named in one sentence that tells no secret', (name, env) => {
    const said = message(env as Record<string, string>)
    expect(said).toMatch(new RegExp(`^[^\\n]*${name}[^\\n]*。$`))
    expect(said).not.toContain('top-secret')
  })
})
