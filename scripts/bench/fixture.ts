import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { newAccount } from '@mashang/server/accounts/accounts.usecases.ts'
import { newSession } from '@mashang/server/accounts/sessions.ts'
import { newCode } from '@mashang/server/codes/codes.store.ts'
import type { Context } from '@mashang/server/core/context.ts'
import { openDatabase } from '@mashang/server/core/db/open.ts'
import { folderStore } from '@mashang/server/core/files/folder.ts'
import { newId } from '@mashang/server/core/ids.ts'
import { readingOf } from '@mashang/server/core/pinyin.ts'
import { openSecrets } from '@mashang/server/core/secrets.ts'
import { ensureDistrict } from '@mashang/server/districts/districts.store.ts'
import {
  insertRepresentative,
  portraitFile,
  savePortrait,
} from '@mashang/server/representatives/representatives.store.ts'
import { insertStation } from '@mashang/server/stations/stations.store.ts'
import { systemClock } from '@mashang/shared/core/clock.ts'

/** Whom the bench files to and reads as. */
export interface Fixture {
  folder: string
  stationId: string
  /** Each at the station of the district, where no other is said. */
  targets: { code: string; representativeId: string; stationId?: string }[]
  /** Cookie header of the first representative. */
  cookie: string
  /** The same of the office. */
  officeCookie: string
}

/** The context over a data folder, as main.ts makes it. */
export async function contextAt(folder: string): Promise<Context> {
  mkdirSync(folder, { recursive: true })
  return {
    config: {
      port: 0,
      host: '127.0.0.1',
      publicUrl: 'http://127.0.0.1:8080',
      dataFolder: folder,
      databaseUrl: null,
      databaseConnections: 10,
      objectStorage: null,
      district: 'home',
      // One machine plays all voters, which the limits exist to refuse.
      limits: false,
      trustedProxies: [],
      demo: false,
      sms: null,
      mail: null,
      wechat: null,
      backup: null,
      backupKeep: 14,
      keys: null,
      ledgerKey: null,
      ledgerMail: null,
      robotOrigins: [],
      webhookOrigins: [],
    },
    db: await openDatabase(null, folder),
    clock: systemClock,
    secrets: openSecrets(folder),
    files: folderStore(join(folder, 'files')),
    sms: null,
    district: 'home',
  }
}

/** A district of one station and `people` representatives with codes. */
export async function plant(folder: string, people: number): Promise<Fixture> {
  const context = await contextAt(folder)
  const { district } = context
  const at = context.clock.now()
  await ensureDistrict(context)
  const stationId = newId()
  const targets: Fixture['targets'] = []
  const writes = [
    insertStation({
      district,
      id: stationId,
      name: '大发街道代表之家',
      kind: 'home',
      area: '老区',
      town: '大发街道',
      createdAt: at,
      updatedAt: at,
    }),
  ]
  for (let index = 0; index < people; index++) {
    const id = newId()
    const name = '王李张刘陈'[index % 5] + '建国秀英海'.slice(index % 4, (index % 4) + 2)
    const code = newCode(context, 'representative', id)
    targets.push({ code: code.code, representativeId: id })
    writes.push(
      insertRepresentative({
        district,
        id,
        name,
        ...readingOf(name),
        stationId,
        electoralUnit: '大发街道第三选区',
        area: '老区',
        term: '第十七届',
        state: 'serving',
        createdAt: at,
        updatedAt: at,
      }),
      code.write,
    )
  }
  const account = newAccount(context, {
    name: '第一位',
    login: 'bench',
    role: 'representative',
    representativeId: targets[0]?.representativeId ?? null,
    stationId: null,
  })
  const session = newSession(context, account.id)
  const office = newAccount(context, { name: '代表工委', login: 'bench-office', role: 'office' })
  const officeSession = newSession(context, office.id)
  await context.db.commit(district, [
    ...writes,
    account.write,
    session.write,
    office.write,
    officeSession.write,
  ])
  await context.db.close()
  return {
    folder,
    stationId,
    targets,
    cookie: `mashang=${session.token}`,
    officeCookie: `mashang=${officeSession.token}`,
  }
}

/** Gives a representative of the fixture a photo. */
export async function portray(
  folder: string,
  representativeId: string,
  photo: Buffer,
): Promise<void> {
  const context = await contextAt(folder)
  const { district } = context
  await context.files.put(portraitFile(representativeId, 'bench'), photo)
  await context.db.commit(district, [
    savePortrait({
      district,
      id: representativeId,
      photo: 'bench',
      updatedAt: context.clock.now(),
    }),
  ])
  await context.db.close()
}

/** Filings as voters' phones send them, one per representative. */
export const filingBodies = (fixture: Fixture): string[] =>
  fixture.targets.map((target, index) =>
    JSON.stringify({
      ...target,
      kind: 'help',
      field: 'urban',
      title: `${index + 1} 号楼南边路灯不亮`,
      text: '锦绣社区 3 号楼南边的路灯坏了两个多星期，晚上一片黑，前天有位老人在台阶上摔了一跤，请帮忙催一催。',
      place: '锦绣社区 3 号楼南侧',
      contact: { name: '王秀兰', salutation: 'ms', phone: '139 0000 0137' },
      hidden: false,
      publish: false,
    }),
  )
