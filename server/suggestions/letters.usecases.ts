import { officeOf } from '@mashang/shared/districts/office.words.ts'
import { NOT_COUNTED_YET } from '@mashang/shared/issues/resolution.rules.ts'
import {
  type IssuedLetter,
  letterWanted,
} from '@mashang/shared/suggestions/issued-letters.rules.ts'
import { sampleLetter } from '@mashang/shared/suggestions/letter-sample.rules.ts'
import type { LetterTexts } from '@mashang/shared/suggestions/letter-texts.words.ts'
import { type LetterWords, letterOf } from '@mashang/shared/suggestions/letters.rules.ts'
import type { LetterFile, LetterKind } from '@mashang/shared/suggestions/letters.words.ts'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { docxBytes } from '../core/docx/write.ts'
import { districtNow } from '../districts/districts.store.ts'
import { letterTextsAt } from './letter-texts.store.ts'
import { letterBlocks } from './letters.docx.ts'
import type { SuggestionRecord } from './suggestions.store.ts'
import { suggestionFor } from './suggestions.usecases.ts'
import { namesOf } from './suggestions.views.ts'

/** Sets official letters as PDF; handed in, because the fonts live with the sheets. */
export interface LetterPrinter {
  /** A file for each. */
  letters(letters: readonly LetterWords[], madeAt: number): Promise<Uint8Array[]>
  /** All in one file. */
  letterBook(name: string, letters: readonly LetterWords[], madeAt: number): Promise<Uint8Array>
}

export type LetterWriter = (record: SuggestionRecord, issued: IssuedLetter) => LetterWords

/** What letters say, with the names of this district. */
export async function letterWriter(context: Context): Promise<LetterWriter> {
  const names = await namesOf(context)
  const { name: district } = await districtNow(context)
  const textsAt = await letterTextsAt(context)
  return (record, issued) =>
    letterOf(
      record,
      issued,
      {
        number: names.number(record) ?? '',
        office: officeOf(district),
        representative: names.representative,
        department: names.department,
        dueAt: record.answerDueAt === NOT_COUNTED_YET ? null : record.answerDueAt,
      },
      textsAt(issued.at),
    )
}

/** Letters as files of one kind, in the order given. */
export async function letterBytes(
  letters: readonly LetterWords[],
  file: LetterFile,
  print: LetterPrinter,
  madeAt: number,
): Promise<Uint8Array[]> {
  if (file === 'pdf') return await print.letters(letters, madeAt)
  const made: Buffer[] = []
  for (const letter of letters)
    made.push(
      await docxBytes({
        title: letter.name,
        author: letter.signature,
        madeAt,
        blocks: letterBlocks(letter),
      }),
    )
  return made
}

/** A letter about nobody, in words that are not saved yet. */
export async function previewLetter(
  context: Context,
  { kind, content }: { kind: LetterKind; content: LetterTexts },
  print: LetterPrinter,
): Promise<Buffer> {
  const now = context.clock.now()
  const { name, shortName } = await districtNow(context)
  const letter = sampleLetter(kind, content, { office: officeOf(name), shortName, now })
  const [bytes] = await print.letters([letter], now)
  return Buffer.from(bytes ?? [])
}

/** 交办单, 答复函 or 征求意见表 as a file, for whoever may see the suggestion. */
export async function printLetter(
  context: Context,
  wanted: { id: string; kind: LetterKind; file: LetterFile; letter: string | undefined },
  actor: Actor,
  print: LetterPrinter,
): Promise<{ name: string; bytes: Buffer }> {
  const { record, who } = await suggestionFor(context, wanted.id, actor)
  const own = who.kind === 'department' ? who.id : undefined
  const issued = letterWanted(record, wanted.kind, { key: wanted.letter, own })
  const letter = (await letterWriter(context))(record, issued)
  const [bytes] = await letterBytes([letter], wanted.file, print, context.clock.now())
  return { name: `${letter.name}.${wanted.file}`, bytes: Buffer.from(bytes ?? []) }
}
