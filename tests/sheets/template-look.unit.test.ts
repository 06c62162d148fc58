import { sheetTemplate, templateDefaults } from '@mashang/shared/sheets/template.model.ts'
import { faintColours } from '@mashang/shared/sheets/template.rules.ts'
import { templateTexts } from '@mashang/shared/sheets/template.words.ts'
import { describe, expect, it } from 'vitest'

const { colours } = templateDefaults.name

describe('colours of a template', () => {
  it('are accepted as they come', () => {
    expect(faintColours(colours)).toEqual([])
  })

  it('are refused where print could not be read, each with what to do', () => {
    const faint = faintColours({ ...colours, ink: '#777777', main: '#E8B0B0' })
    expect(faint.map(({ key }) => key)).toEqual(['ink', 'main'])
    expect(faint[0]?.message).toContain('请加深文字色')
  })

  it('are refused by the server with the same words', () => {
    const refused = sheetTemplate.safeParse({
      ...templateDefaults.name,
      colours: { ...colours, ink: '#777777' },
    })
    expect(refused.error?.issues).toMatchObject([
      {
        path: ['colours', 'ink'],
        message: faintColours({ ...colours, ink: '#777777' })[0]?.message,
      },
    ])
  })
})

describe('texts of a template', () => {
  it.each(Object.entries(templateTexts))(
    '%s takes as much as its field says, and no more',
    (key, { limit, words }) => {
      const withText = (n: number) =>
        sheetTemplate.safeParse({
          ...templateDefaults.name,
          texts: { ...templateDefaults.name.texts, [key]: '字'.repeat(n) },
        })
      expect(withText(limit).success).toBe(true)
      expect(withText(limit + 1).error?.issues[0]?.message).toBe(
        `${words}太长了，最多 ${limit} 个字。`,
      )
    },
  )
})
