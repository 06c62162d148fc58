import { z } from 'zod'
import { mongolianLine } from '../core/mongolian.ts'
import { line, optionalLine } from '../core/schema.ts'
import { type SheetDesign, sheetDesigns } from './formats.words.ts'
import { faintColours } from './template.rules.ts'
import {
  type LogoPlacement,
  logoLimit,
  logoPlacements,
  mongolianLimit,
  type TemplateColour,
  type TemplateText,
  templateColours,
  templateTexts,
} from './template.words.ts'

/** Largest logo that is kept, as base64. */
const LOGO_LIMIT = Math.ceil(logoLimit / 3) * 4

const colour = (key: TemplateColour) =>
  z
    .string()
    .regex(/^#[0-9A-Fa-f]{6}$/, `${templateColours[key]}请写成 #RRGGBB，例如 #9B1217。`)
    .transform((value) => value.toUpperCase())

const text = (key: TemplateText) =>
  line(templateTexts[key].limit, templateTexts[key].words).meta({
    description: templateTexts[key].example,
  })
const freeText = (key: TemplateText) =>
  optionalLine(templateTexts[key].limit, templateTexts[key].words).meta({
    description: templateTexts[key].example,
  })

const texts = z.strictObject({
  title: text('title'),
  slogan: text('slogan'),
  stationSlogan: text('stationSlogan'),
  promise: text('promise'),
  warning: text('warning'),
  phoneLine: text('phoneLine'),
  officeLine: freeText('officeLine'),
  receptionLine: freeText('receptionLine'),
  extraLine: freeText('extraLine'),
})

const colours = z
  .strictObject({
    main: colour('main'),
    accent: colour('accent'),
    ink: colour('ink'),
    paper: colour('paper'),
  })
  .superRefine((it, context) => {
    for (const { key, message } of faintColours(it)) {
      context.addIssue({ code: 'custom', path: [key], message })
    }
  })

const logo = z.strictObject({
  /** PNG or JPEG; an SVG is turned into a picture when it is uploaded. */
  data: z
    .base64({ error: '标志图片读不出来，请重新上传。' })
    .max(LOGO_LIMIT, '标志图片太大，请用 500 KB 以内的。'),
  type: z.enum(['image/png', 'image/jpeg', 'image/svg+xml'], {
    error: '标志只收 PNG、JPEG、SVG 图片。',
  }),
  placement: z.enum(Object.keys(logoPlacements) as [LogoPlacement, ...LogoPlacement[]]).meta({
    description: 'corner: instead of the mark in the corner; code: in the middle of the code',
  }),
})
export type SheetLogo = z.output<typeof logo>

/** How sheets look: what an office may adjust, and nothing that could break a sheet. */
export const sheetTemplate = z
  .strictObject({
    name: line(30, '模板名称'),
    design: z.enum(Object.keys(sheetDesigns) as [SheetDesign, ...SheetDesign[]]),
    texts,
    colours,
    logo: logo.nullable(),
    mongolian: mongolianLine(mongolianLimit).meta({
      description: '一行传统蒙古文，由单位提供，系统不翻译',
    }),
  })
  .meta({ id: 'SheetTemplate' })
export type SheetTemplate = z.output<typeof sheetTemplate>

/** What a template is before anybody changed it. */
export const templateDefaults: Record<SheetDesign, SheetTemplate> = {
  name: defaults('姓名海报', 'name'),
  promise: defaults('承诺海报', 'promise'),
}

function defaults(name: string, design: SheetDesign): SheetTemplate {
  return {
    name,
    design,
    texts: {
      title: '码上代表',
      slogan: '扫码告诉我',
      stationSlogan: '选一位代表说事',
      promise: '24小时内回应',
      warning: templateTexts.warning.example,
      phoneLine: '不会扫码，打电话',
    },
    colours: { main: '#9B1217', accent: '#A98A52', ink: '#221D1A', paper: '#FDFCFA' },
    logo: null,
    mongolian: null,
  }
}
