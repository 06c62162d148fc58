import { firstPlace, pageGeometry, pagesNeeded } from '@mashang/shared/sheets/formats.rules.ts'
import {
  type LabelSizeId,
  labelSizes,
  type SheetFormat,
  sheetFormats,
} from '@mashang/shared/sheets/formats.words.ts'
import { sheetTemplate, templateDefaults } from '@mashang/shared/sheets/template.model.ts'
import { contrast } from '@mashang/shared/sheets/template.rules.ts'
import { describe, expect, it } from 'vitest'

const formats = Object.keys(sheetFormats) as SheetFormat[]
const labels = Object.keys(labelSizes) as LabelSizeId[]

describe('pages', () => {
  it.each([
    ...formats.map((format) => ({ format })),
    ...labels.map((labelSize) => ({ format: 'labels' as const, labelSize })),
  ])('hold every sheet of %o within the paper, none over another', (choice) => {
    const { width, height, sheet, scale, places } = pageGeometry(choice)
    const boxes = places.flat().map(({ x, y, upsideDown }) => {
      const [w, h] = [sheet.width * scale, sheet.height * scale]
      return upsideDown ? { x: x - w, y: y - h, w, h } : { x, y, w, h }
    })
    for (const { x, y, w, h } of boxes) {
      expect(Math.min(x, y)).toBeGreaterThan(-0.03)
      expect(x + w).toBeLessThan(width + 0.03)
      expect(y + h).toBeLessThan(height + 0.03)
    }
    const over = boxes.some((a, i) =>
      boxes.some(
        (b, j) =>
          i < j &&
          a.x < b.x + b.w - 0.01 &&
          b.x < a.x + a.w - 0.01 &&
          a.y < b.y + b.h - 0.01 &&
          b.y < a.y + a.h - 0.01,
      ),
    )
    expect(over).toBe(false)
  })

  it('put labels where the makers of label sheets have them', () => {
    const [first, second] = pageGeometry({ format: 'labels', labelSize: '3x7' }).places.flat()
    expect(first?.x).toBeCloseTo(7.25, 1)
    expect(first?.y).toBeCloseTo(15.15, 1)
    expect((second?.x ?? 0) - (first?.x ?? 0)).toBeCloseTo(66, 1)
  })

  it('use up a label sheet from any label, and lose no sheet of the last page', () => {
    const geometry = pageGeometry({ format: 'labels', labelSize: '3x7' })
    expect(pagesNeeded(geometry, 1, 21)).toBe(1)
    expect(pagesNeeded(geometry, 2, 21)).toBe(2)
    expect(pagesNeeded(geometry, 43, 1)).toBe(3)
    expect(pagesNeeded(geometry, 0, 5)).toBe(0)
    expect(firstPlace({ format: 'labels', labelSize: '3x7' }, 99)).toBe(20)
    expect(firstPlace({ format: 'badge' }, 5)).toBe(0)
  })
})

describe('a template', () => {
  it.each(Object.values(templateDefaults))('as delivered is valid: $name', (template) => {
    expect(sheetTemplate.parse(template)).toEqual(template)
  })

  it('is refused with a reason where colours cannot be told apart or a text is too long', () => {
    const base = templateDefaults.name
    const pale = sheetTemplate.safeParse({ ...base, colours: { ...base.colours, ink: '#999999' } })
    expect(pale.error?.issues[0]?.message).toContain('请加深文字色')
    const long = sheetTemplate.safeParse({
      ...base,
      texts: { ...base.texts, promise: '承'.repeat(17) },
    })
    expect(long.error?.issues[0]?.message).toContain('承诺太长')
    expect(sheetTemplate.safeParse({ ...base, mongolian: 'abc' }).success).toBe(false)
  })

  it('knows contrast as WCAG counts it', () => {
    expect(contrast('#000000', '#FFFFFF')).toBeCloseTo(21, 5)
    expect(contrast('#9B1217', '#FDFCFA')).toBeGreaterThan(7)
  })
})
