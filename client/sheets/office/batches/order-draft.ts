import {
  DEFAULT_LABEL_SIZE,
  type Imposition,
  type LabelSizeId,
  labelSizes,
  type SheetFormat,
  type SheetMedium,
} from '@mashang/shared/sheets/formats.words.ts'
import type { BatchSplit } from '@mashang/shared/sheets/sheets.words.ts'
import type { BatchOrder, OrderBody } from '../batches.query.ts'

/** Whom to print for, as it is being chosen. What is not everybody adds up; nobody twice. */
export interface Whom {
  everybody: boolean
  areas: string[]
  membersOf: string[]
  stations: string[]
  representatives: string[]
  sheets: string[]
  saved: string | null
}

/** An order that is being put together; kept on this device until it has been given. */
export interface OrderDraft {
  whom: Whom
  format: SheetFormat
  /** Null: the district's default. */
  template: string | null
  copies: number
  startAt: number
  labelSize: LabelSizeId
  imposition: Imposition
  medium: SheetMedium
  split: BatchSplit
  place: string
  cropMarks: boolean
  retireOld: boolean
}

export const nobody = (): Whom => ({
  everybody: false,
  areas: [],
  membersOf: [],
  stations: [],
  representatives: [],
  sheets: [],
  saved: null,
})

export const emptyDraft = (): OrderDraft => ({
  whom: { ...nobody(), everybody: true },
  format: 'a4',
  template: null,
  copies: 1,
  startAt: 1,
  labelSize: DEFAULT_LABEL_SIZE,
  imposition: 'shared',
  medium: 'indoors',
  split: 'one',
  place: '',
  cropMarks: false,
  retireOld: false,
})

const LISTS = ['areas', 'membersOf', 'stations', 'representatives', 'sheets'] as const

/** The same as the server is asked; undefined while nobody is chosen. */
export function selectOf(whom: Whom): OrderBody['select'] | undefined {
  if (whom.everybody) return { all: true }
  const lists = LISTS.filter((name) => whom[name].length > 0)
  if (lists.length === 0 && whom.saved === null) return undefined
  return {
    ...Object.fromEntries(lists.map((name) => [name, whom[name]])),
    ...(whom.saved === null ? {} : { saved: whom.saved }),
  }
}

/** Somebody or a station that sheets may be printed for. */
export interface Candidate {
  kind: 'representative' | 'station'
  id: string
  stationId: string | null
  area: string | null
}

/** Whether somebody is among the chosen ones, as far as this can be told without asking the server. */
export function isChosen(whom: Whom, { kind, id, stationId, area }: Candidate): boolean {
  if (whom.everybody || (area !== null && whom.areas.includes(area))) return true
  if (kind === 'station') return whom.stations.includes(id)
  return (
    whom.representatives.includes(id) || (stationId !== null && whom.membersOf.includes(stationId))
  )
}

/** Small formats that can share a page. */
export const sharesPages = (format: SheetFormat): boolean =>
  format === 'badge' || format === 'sticker'

/** Labels of one page. */
export const labelsOnPage = (size: LabelSizeId): number =>
  labelSizes[size].columns * labelSizes[size].rows

/** The body to send, without what the chosen format does not know; undefined while nobody is chosen. */
export function orderOf(draft: OrderDraft): OrderBody | undefined {
  const select = selectOf(draft.whom)
  if (!select) return undefined
  const labels = draft.format === 'labels'
  const place = draft.place.trim()
  return {
    format: draft.format,
    select,
    ...(draft.template === null ? {} : { template: draft.template }),
    copies: draft.copies,
    ...(labels ? { labelSize: draft.labelSize, startAt: draft.startAt } : {}),
    ...(sharesPages(draft.format) ? { imposition: draft.imposition } : {}),
    medium: draft.medium,
    split: draft.split,
    ...(place ? { place } : {}),
    cropMarks: !labels && draft.cropMarks,
    retireOld: draft.whom.sheets.length > 0 && !draft.whom.everybody && draft.retireOld,
  }
}

/** An order given before, to be given again. */
export function draftOf(order: BatchOrder): OrderDraft {
  const empty = emptyDraft()
  const { select } = order
  const whom =
    'all' in select
      ? empty.whom
      : {
          ...nobody(),
          ...Object.fromEntries(LISTS.map((name) => [name, select[name] ?? []])),
          saved: select.saved ?? null,
        }
  return {
    ...empty,
    whom,
    format: order.format,
    template: order.template ?? null,
    copies: order.copies,
    startAt: order.startAt,
    labelSize: order.labelSize ?? empty.labelSize,
    imposition: order.imposition ?? empty.imposition,
    medium: order.medium,
    split: order.split,
    place: order.place ?? '',
    cropMarks: order.cropMarks,
    retireOld: order.retireOld,
  }
}

/** A draft kept earlier, or what is left of it after an update of the program. */
export function draftFrom(kept: string): OrderDraft {
  const empty = emptyDraft()
  if (kept === '') return empty
  try {
    const read = JSON.parse(kept) as Partial<OrderDraft>
    return { ...empty, ...read, whom: { ...empty.whom, ...read.whom } }
  } catch {
    // Written by hand or cut off: nothing in it is worth a question.
    return empty
  }
}
