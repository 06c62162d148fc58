import { type TemplateColour, templateColours } from './template.words.ts'

/** Parts of a colour written #RRGGBB, each 0 to 1. */
export function channels(colour: string): [number, number, number] {
  const value = Number.parseInt(colour.slice(1), 16)
  return [(value >> 16) / 255, ((value >> 8) & 255) / 255, (value & 255) / 255]
}

/** Relative luminance as WCAG 2.2 defines it. */
function luminance(colour: string): number {
  const [r, g, b] = channels(colour).map((c) =>
    c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4,
  ) as [number, number, number]
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

/** Contrast of two colours, 1 to 21 (WCAG 2.2, 1.4.3). */
export function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

/** What a colour must differ from the paper, so that print can be read (WCAG 2.2, 1.4.3 and 1.4.6). */
const LEAST = { ink: 7, main: 4.5 } as const

/** Colours that are too close to the paper's, each with what to do. */
export function faintColours(
  colours: Record<TemplateColour, string>,
): { key: keyof typeof LEAST; message: string }[] {
  return (Object.keys(LEAST) as (keyof typeof LEAST)[])
    .filter((key) => contrast(colours[key], colours.paper) < LEAST[key])
    .map((key) => ({
      key,
      message: `${templateColours[key]}和底色太接近，印出来看不清，请加深${templateColours[key]}。`,
    }))
}
