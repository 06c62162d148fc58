import { type DataFolder, seededFolder } from '@mashang/scripts/support/data-folder.ts'
import { type RunningServer, startOn } from '@mashang/scripts/support/server-process.ts'
import { readConfig } from '@mashang/server/config.ts'
import type { Context } from '@mashang/server/core/context.ts'
import { openDatabase } from '@mashang/server/core/db/open.ts'
import { insertInto } from '@mashang/server/core/db/statement.ts'
import { folderStore } from '@mashang/server/core/files/folder.ts'
import { newId } from '@mashang/server/core/ids.ts'
import { openSecrets } from '@mashang/server/core/secrets.ts'
import { openChannels } from '@mashang/server/deliveries/channels.ts'
import { deliveriesTables } from '@mashang/server/deliveries/deliveries.table.ts'
import { dispatch, LEASE } from '@mashang/server/deliveries/dispatch.usecases.ts'
import { addEndpoint } from '@mashang/server/deliveries/endpoints.usecases.ts'
import { noticesTables } from '@mashang/server/notices/notices.table.ts'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type HttpPeer, startHttpPeer } from '../support/peers.ts'

const insertNotice = insertInto(noticesTables, 'notices')
const NOTICES = 60

let peer: HttpPeer
let data: DataFolder
const servers: RunningServer[] = []
beforeEach(async () => {
  peer = await startHttpPeer()
  data = await seededFolder()
})
afterEach(async () => {
  for (const server of servers.splice(0)) await server.end('SIGKILL')
  await peer.close()
  data.remove()
})

/** The same data, in this process, `ahead` milliseconds later. */
async function here<T>(work: (context: Context) => Promise<T>, ahead = 0): Promise<T> {
  const db = await openDatabase(null, data.path)
  try {
    return await work({
      config: readConfig({ MASHANG_DATA: data.path, MASHANG_WEBHOOK_ORIGINS: peer.origin }),
      db,
      clock: { now: () => Date.now() + ahead },
      secrets: openSecrets(data.path),
      files: folderStore(data.path),
      sms: null,
      district: 'home',
    })
  } finally {
    await db.close()
  }
}

const office = {
  accountId: newId(),
  name: '工委',
  role: 'office',
  representativeId: null,
  stationId: null,
} as const

/** A webhook, and so many things that it is to hear of. */
const prepare = () =>
  here(async (context) => {
    await addEndpoint(
      context,
      { kind: 'webhook', name: '平台', stationId: null, url: `${peer.origin}/` },
      office,
    )
    await context.db.commit(
      'home',
      Array.from({ length: NOTICES }, (_, index) =>
        insertNotice({
          district: 'home',
          id: newId(),
          recipientKind: 'account',
          recipientId: office.accountId,
          kind: 'system.alarm',
          subjectKind: 'system',
          subjectId: 'system',
          data: { turn: index },
          at: 1_000_000 + index,
          readAt: null,
          fannedOutAt: null,
        }),
      ),
    )
  })

const start = async (): Promise<RunningServer> => {
  const server = await startOn(data.path, { MASHANG_WEBHOOK_ORIGINS: peer.origin })
  servers.push(server)
  return server
}

const states = () =>
  here(async ({ db }) => {
    const { deliveries } = db.tables(deliveriesTables)
    return await db.read.select({ state: deliveries.state }).from(deliveries)
  })

const ids = (): string[] => peer.taken.map(({ headers }) => String(headers['webhook-id']))

it('two servers on one database send everything once', async () => {
  await prepare()
  await Promise.all([start(), start()])
  await peer.called(NOTICES)
  for (const server of servers.splice(0)) await server.end('SIGTERM')
  expect([ids().length, new Set(ids()).size]).toEqual([NOTICES, NOTICES])
  expect((await states()).map(({ state }) => state)).toEqual(Array(NOTICES).fill('sent'))
})

it('given that a server is killed while the peer has not answered, then the same message goes again', async () => {
  await prepare()
  peer.meet(...Array.from({ length: 20 }, () => 'twice' as const), 'hang')
  const server = await start()
  await peer.called(21)
  await server.end('SIGKILL')
  const soon = await here(
    (context) => dispatch(context, 'webhook', openChannels(context).webhook),
    LEASE / 2,
  )
  const later = await here(
    (context) => dispatch(context, 'webhook', openChannels(context).webhook),
    LEASE + 1_000,
  )
  // What was on its way is left alone at first; all else goes on.
  expect([soon, later]).toEqual([NOTICES - 21, 1])
  expect([ids().length, new Set(ids()).size]).toEqual([NOTICES, NOTICES])
  expect((await states()).every(({ state }) => state === 'sent')).toBe(true)
})
