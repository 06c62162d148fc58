import type { Readable } from 'node:stream'
import { Failure } from '@mashang/shared/core/errors.ts'
import { photoErrors } from '@mashang/shared/photos/photos.errors.ts'
import { and, eq, inArray } from 'drizzle-orm'
import type { FastifyReply } from 'fastify'
import type { Context } from '../core/context.ts'
import type { PhotoFolder } from '../photos/lost-files.usecases.ts'
import type { PhotoNames } from '../photos/photos.usecases.ts'
import { sheetsTables } from './sheets.table.ts'

const PLACEMENTS = 'sheets'
const ALARMS = 'sheet-alarms'
const suffix = (size: 'full' | 'thumb'): string => (size === 'thumb' ? '.thumb' : '')

/** Photos of sheets have a folder of their own: the sweep of unclaimed photos never comes there. */
export const placementPhoto =
  (id: string): PhotoNames =>
  (size) =>
    `${PLACEMENTS}/${id.slice(-2)}/${id}${suffix(size)}.jpg`

export const alarmPhoto =
  (id: string): PhotoNames =>
  (size) =>
    `${ALARMS}/${id.slice(-2)}/${id}${suffix(size)}.jpg`

/** What was photographed where sheets hang. */
export const placementPhotos: PhotoFolder = {
  folder: PLACEMENTS,
  async named({ db }, ids, districts) {
    const { sheetPlacements: p } = db.tables(sheetsTables)
    const rows = await db.read
      .select({ id: p.id })
      .from(p)
      .where(and(inArray(p.district, [...districts]), inArray(p.id, [...ids]), eq(p.photo, true)))
    return new Set(rows.map(({ id }) => id))
  },
}

/** What was photographed of strange codes. */
export const alarmPhotos: PhotoFolder = {
  folder: ALARMS,
  async named({ db }, ids, districts) {
    const { sheetAlarms: a } = db.tables(sheetsTables)
    const rows = await db.read
      .select({ id: a.id })
      .from(a)
      .where(and(inArray(a.district, [...districts]), inArray(a.id, [...ids]), eq(a.photo, true)))
    return new Set(rows.map(({ id }) => id))
  },
}

/** Answers with a photo, for the eyes of whoever asked only. */
export async function sendPhoto(
  context: Context,
  reply: FastifyReply,
  name: string,
): Promise<Readable> {
  const file = await context.files.read(name)
  if (file === null) throw new Failure(photoErrors.notFound)
  reply
    .type('image/jpeg')
    .header('cache-control', 'private, max-age=3600')
    .header('content-length', file.size)
  return file.stream
}
