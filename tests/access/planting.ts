import { s3Store } from '@mashang/server/core/files/s3.ts'
import type { FileStore } from '@mashang/server/core/files/store.ts'
import { addressContext } from '@mashang/server/deliveries/people.ts'
import { saveAddress } from '@mashang/server/deliveries/preferences.store.ts'
import { secondFactorSteps } from '../accounts/second-factor.steps.ts'
import { PASSWORD } from '../accounts/steps.ts'
import { accountOf, giveMail } from '../deliveries/steps.ts'
import { post } from '../issues/steps.ts'
import type { TestApp } from '../support/app.ts'
import { startStorage } from '../support/object-storage.ts'
import { SECRETS } from './canaries.ts'
import { furnish, PHONES, positions, type Things, type World } from './world.ts'

export const MAIL = 'canary-li@example.com'
export const OPENID = 'oCANARY0123456789abcdefghij'

type Secrets = Record<(typeof SECRETS)[number], string[]>

/** A district in which every word and every secret is one that nothing else holds. */
export interface Planted {
  world: World
  all: readonly Things[]
  /** Words by the field they were written in. */
  words: Map<string, string>
  secrets: Secrets
  /** Which secrets stand in a text; `but`: what whoever gets it may know. */
  secretsIn(text: string, but?: readonly string[]): string[]
  /** Whose words of which fields stand in a text: "title0", "title1". */
  wordsIn(text: string): string[]
}

/** @param hooks an address of somebody else, whose way is a secret */
export async function plant(t: TestApp, hooks: string): Promise<Planted> {
  const words = new Map<string, string>()
  const world = await furnish(t, (what) => {
    words.set(what, `哨${what}兵`)
    return `哨${what}兵`
  })
  const li = await accountOf(t, 0)
  await giveMail(t, li, MAIL)
  await t.context.db.commit('home', [
    saveAddress({
      district: 'home',
      accountId: li,
      channel: 'wechat',
      address: t.context.secrets.seal(OPENID, addressContext(li, 'wechat')),
      updatedAt: t.clock.now(),
    }),
  ])
  const second = secondFactorSteps(() => t)
  const { cookie, secret } = await second.guarded()
  const { code } = await second.invited('canary')
  const url = `${hooks}/in/canary-of-a-webhook`
  const hook = await post(await t.as('office'), '/api/delivery-endpoints', {
    kind: 'webhook',
    name: '群',
    url,
  })
  const all = positions.map((position) => world.things[position])
  const secrets: Secrets = {
    phone: [...PHONES],
    contactName: [...words].flatMap(([what, word]) => (/^contactName/.test(what) ? [word] : [])),
    receipt: all.map(({ receipt = '' }) => receipt),
    password: [PASSWORD],
    timeSecret: [secret, secret.replaceAll(' ', '')],
    oneTimeCode: [code],
    session: [cookie.split('=')[1] ?? ''],
    mail: [MAIL],
    openid: [OPENID],
    webhook: ['canary-of-a-webhook', hook.json().secret],
    suggestionLink: all.map(({ link = '' }) => link),
    linkMark: all.map(({ linkCookie = '' }) => linkCookie.split('=')[1] ?? ''),
  }
  return {
    world,
    all,
    words,
    secrets,
    secretsIn: (text, but = []) =>
      SECRETS.filter((kind) => !but.includes(kind)).flatMap((kind) =>
        secrets[kind].filter((one) => text.includes(one)).map((one) => `${kind}: ${one}`),
      ),
    wordsIn: (text) => [...words].filter(([, word]) => text.includes(word)).map(([what]) => what),
  }
}

/** Where files lie: in a bucket beside PostgreSQL, in a folder beside SQLite. */
export async function keptIn(): Promise<{
  files?: FileStore
  /** For a figure. */
  words: string
  close(): Promise<void>
}> {
  if (process.env.MASHANG_TEST_DIALECT !== 'postgres')
    return { words: 'in a folder', close: async () => undefined }
  const storage = await startStorage()
  return { files: s3Store(storage.settings()), words: 'in a bucket', close: storage.close }
}
