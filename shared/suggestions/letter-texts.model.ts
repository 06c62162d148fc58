import { z } from 'zod'
import { cleanText } from '../core/text.ts'
import { faultOfLetterText } from './letter-texts.rules.ts'
import { type LetterTextKey, letterTextKeys, wordsOfLetterText } from './letter-texts.words.ts'

const letterText = (key: LetterTextKey) => {
  const { label, most } = wordsOfLetterText(key)
  return z
    .string({ error: `请填写${label}。` })
    .max(most * 4, `${label}：太长了，最多 ${most} 个字。`)
    .transform(cleanText)
    .superRefine((text, check) => {
      const fault = faultOfLetterText(key, text)
      if (fault !== null) check.addIssue(fault)
    })
    .meta({ description: label })
}

export const letterTexts = z
  .strictObject(
    Object.fromEntries(letterTextKeys.map((key) => [key, letterText(key)])) as Record<
      LetterTextKey,
      ReturnType<typeof letterText>
    >,
  )
  .meta({ id: 'LetterTexts' })
