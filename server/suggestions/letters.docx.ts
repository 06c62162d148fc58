import type { LetterWords } from '@mashang/shared/suggestions/letters.rules.ts'
import type { WordBlock, WordLook } from '../core/docx/document.ts'

/** Lines of a page are as high, mm: 225 ÷ 22. */
const LINE = 225 / 22

const text = (look: WordLook, words: string): WordBlock => ({ kind: 'text', look, text: words })
const blank: WordBlock = { kind: 'blank' }

/** The words of a letter as blocks of a Word file, in the same order as on its PDF. */
export const letterBlocks = (letter: LetterWords): WordBlock[] => [
  ...(letter.mark === null ? [] : [text('number', letter.mark), blank]),
  ...(letter.number === null
    ? []
    : [
        letter.signer === null
          ? text('number', letter.number)
          : { kind: 'signed' as const, number: letter.number, signer: letter.signer },
        blank,
      ]),
  text('title', letter.title),
  blank,
  ...(letter.to === null ? [] : [text('addressee', `${letter.to}：`)]),
  ...letter.paragraphs.map((words) => text('body', words)),
  ...(letter.table === null
    ? []
    : [
        {
          kind: 'table' as const,
          columns: letter.table.columns,
          rows: letter.table.rows.map(({ cells, lines }) => ({ cells, height: lines * LINE })),
        },
      ]),
  ...letter.after.map((words) => text('body', words)),
  ...(letter.enclosures.length === 0
    ? []
    : [blank, ...letter.enclosures.map((words) => text('body', words))]),
  blank,
  text('signature', letter.signature),
  text('signature', letter.date),
  ...(letter.note === null ? [] : [text('body', letter.note)]),
  ...(letter.contact === undefined ? [] : [text('body', letter.contact)]),
  ...(letter.issued === null ? [] : [{ kind: 'issued' as const, ...letter.issued }]),
]
