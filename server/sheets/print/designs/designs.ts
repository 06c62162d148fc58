import type { SheetDesign, SheetFormat } from '@mashang/shared/sheets/formats.words.ts'
import { badgeName, badgePromise } from './badge.ts'
import { cardName } from './card-name.ts'
import { cardPromise } from './card-promise.ts'
import { labelName, labelPromise } from './label.ts'
import { posterName } from './poster-name.ts'
import { posterPromise } from './poster-promise.ts'
import { stickerName, stickerPromise } from './sticker.ts'
import type { Layout, Studio } from './studio.ts'

const LAYOUTS: Record<SheetFormat, Record<SheetDesign, (studio: Studio) => Layout>> = {
  a4: { name: posterName, promise: posterPromise },
  a3: { name: posterName, promise: posterPromise },
  'table-card': { name: cardName, promise: cardPromise },
  badge: { name: badgeName, promise: badgePromise },
  sticker: { name: stickerName, promise: stickerPromise },
  labels: { name: labelName, promise: labelPromise },
}

export function layoutOf(studio: Studio): Layout {
  const { format, template } = studio.setting
  return LAYOUTS[format][template.design](studio)
}
