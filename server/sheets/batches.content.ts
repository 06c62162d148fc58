import { buffer } from 'node:stream/consumers'
import { sheetNumber } from '@mashang/shared/sheets/sheets.words.ts'
import type { SheetTemplate } from '@mashang/shared/sheets/template.model.ts'
import { codeUrl } from '../codes/codes.usecases.ts'
import type { Context } from '../core/context.ts'
import { type DistrictRecord, districtNow } from '../districts/districts.store.ts'
import {
  portraitFile,
  type RepresentativeRecord,
  representativeCard,
  representativesById,
} from '../representatives/representatives.store.ts'
import { type StationRecord, stationsById } from '../stations/stations.store.ts'
import type { SheetRecord } from './batches.store.ts'
import type { BatchSettings } from './batches.table.ts'
import { giveBack } from './print/give-back.ts'
import type { PrintSetting, SheetContent } from './print/print.types.ts'

/** Whom sheets are for, as the roster has them at this moment. */
export interface People {
  district: DistrictRecord
  representatives: ReadonlyMap<string, RepresentativeRecord>
  stations: ReadonlyMap<string, StationRecord>
}

export async function loadPeople(context: Context): Promise<People> {
  return {
    district: await districtNow(context),
    representatives: await representativesById(context),
    stations: await stationsById(context),
  }
}

/** Whose name stands below a sheet, where the template has no other. */
export const officeOf = ({ name }: Pick<DistrictRecord, 'name'>): string =>
  `${name}人大常委会代表工委`

/** What all sheets of a batch share. */
export function settingOf(
  context: Context,
  { district }: People,
  order: Pick<BatchSettings, 'format' | 'medium' | 'cropMarks' | 'labelSize' | 'imposition'>,
  template: SheetTemplate,
  startAt: number,
): PrintSetting {
  return {
    format: order.format,
    template,
    medium: order.medium,
    domain: new URL(context.config.publicUrl).host,
    phone: district.fallbackPhone,
    office: officeOf(district),
    cropMarks: order.cropMarks,
    startAt,
    ...(order.labelSize === undefined ? {} : { labelSize: order.labelSize }),
    ...(order.imposition === undefined ? {} : { imposition: order.imposition }),
  }
}

type Subject = Pick<SheetRecord, 'subjectKind' | 'subjectId' | 'stationId'>
type Printed = Subject & Pick<SheetRecord, 'number' | 'code' | 'place'>

/** What a sheet says of whom it is for; null where the roster has lost them. */
export function contentOf(
  context: Context,
  people: People,
  sheet: Printed,
  photo: Uint8Array | null,
): SheetContent | null {
  const common = {
    number: sheetNumber(sheet.number),
    url: codeUrl(context, sheet.code),
    place: sheet.place,
  }
  if (sheet.subjectKind === 'station') {
    const station = people.stations.get(sheet.subjectId)
    if (station === undefined) return null
    return {
      ...common,
      subject: 'station',
      name: station.name,
      mongolian: null,
      congress: people.district.congress,
      unit: null,
      station: station.address,
      people: [...people.representatives.values()]
        .filter((each) => each.state === 'serving' && each.stationId === station.id)
        .map((each) => each.name),
      photo: null,
    }
  }
  const person = people.representatives.get(sheet.subjectId)
  if (person === undefined) return null
  const station = people.stations.get(sheet.stationId ?? '') ?? null
  return {
    ...common,
    subject: 'representative',
    name: person.name,
    mongolian: person.mongolian,
    congress: representativeCard(person, station, people.district).congress,
    unit: person.electoralUnit,
    station: station?.name ?? null,
    people: [],
    photo,
  }
}

/**
 * Reads portraits; the last one is kept, because copies follow each other. It is given back when the
 * next one is asked for: whoever prints has its own by then.
 */
export function portraitReader(
  context: Context,
  people: People,
): (subject: Subject) => Promise<Uint8Array | null> {
  let last: { id: string; photo: Uint8Array | null } | null = null
  return async ({ subjectKind, subjectId }) => {
    if (subjectKind === 'station') return null
    if (last?.id === subjectId) return last.photo
    const version = people.representatives.get(subjectId)?.photo ?? null
    const file =
      version === null ? null : await context.files.read(portraitFile(subjectId, version))
    if (last?.photo) giveBack(last.photo)
    last = { id: subjectId, photo: file === null ? null : await buffer(file.stream) }
    return last.photo
  }
}
