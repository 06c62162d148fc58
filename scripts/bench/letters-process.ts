import { createWriteStream, fsyncSync, openSync, statSync } from 'node:fs'
import { finished } from 'node:stream/promises'
import { createPrinter } from '@mashang/server/sheets/print/printer.ts'
import { LETTERS_AT_A_TIME } from '@mashang/server/suggestions/letter-batches.usecases.ts'
import type { LetterWords } from '@mashang/shared/suggestions/letters.rules.ts'
import { peakOfMemory } from './side-process.ts'

/** Entry of a process that sets one side's letters and tells what it took. */

export interface LetterJob {
  side: 'ours' | 'pdfkit'
  letters: number
  /** The file that takes them, one behind the other. */
  file: string
}

export interface LetterReport {
  perSecond: number
  /** The most memory the process ever held, in MB. */
  peak: number
  /** Of one letter, in KB. */
  size: number
  /** Processor time of all threads per letter, in ms: says more than the clock on a busy machine. */
  cpu: number
}

/** Different characters, as in a year's letters. */
const CHARACTERS = 3_700
const NOW = Date.UTC(2026, 5, 1)
const job = JSON.parse(process.argv[2] ?? '') as LetterJob

/** An answer of about four hundred characters, words of its own in each. */
function letterOf(index: number): LetterWords {
  const word = (n: number): string =>
    String.fromCodePoint(0x4e00 + (n % CHARACTERS), 0x4e00 + ((n * 7) % CHARACTERS))
  const place = `${word(index)}社区`
  return {
    name: `答复函 ${index + 1}`,
    mark: null,
    number: `石建〔2026〕${index + 1} 号`,
    signer: null,
    title: `关于对《给${place}等六个老旧小区加装路灯的建议》的答复`,
    to: `李${word(index * 3)}代表`,
    paragraphs: [
      `您提出的建议收悉。我局会同${word(index * 5)}街道和${place}居民委员会，先后三次到现场察看，听取居民意见，和供电部门一起核实了线路容量。现将办理情况答复如下。`,
      `一、${place}内现有路灯十四盏，其中六盏因线路老化停用，东侧道路和${word(index * 11)}巷一直没有照明。经核算，需要新装太阳能路灯二十二盏、改造线路一千二百米，所需资金已列入今年老旧小区改造计划。`,
      `二、施工单位已经确定，计划在五月底前完成${place}的安装，六月十五日前完成其余五个小区。施工期间我局安排专人在现场负责，尽量减少对居民出行的影响，夜间不施工。`,
      '三、路灯装好以后交由街道管理，我局每季度检查一次。居民发现不亮的，拨打维修电话，二十四小时内处理。今后改造老旧小区，照明和道路、管网一起设计、一起施工。',
      '感谢您对城市建设工作的关心和支持，欢迎继续提出意见和建议。',
      '解决程度：A 类（已经解决、采纳，或今年能解决）。',
      '签发：王建国',
    ],
    table: null,
    after: [],
    enclosures: [],
    signature: '石拐区住房和城乡建设局',
    date: '2026年6月1日',
    note: null,
    issued: { by: '石拐区住房和城乡建设局', on: '2026年6月1日印发' },
  }
}

const file = createWriteStream(job.file)
const keep = async (bytes: Uint8Array): Promise<void> => {
  if (!file.write(bytes)) await new Promise<void>((next) => file.once('drain', () => next()))
}
const handful = (from: number): LetterWords[] =>
  Array.from({ length: Math.min(LETTERS_AT_A_TIME, job.letters - from) }, (_, i) =>
    letterOf(from + i),
  )

async function ours(): Promise<void> {
  const printer = createPrinter()
  for (let from = 0; from < job.letters; from += LETTERS_AT_A_TIME)
    for (const bytes of await printer.letters(handful(from), NOW)) await keep(bytes)
  await printer.close()
}

/** Loaded only by the side that uses it: its memory is not ours. */
async function plain(): Promise<void> {
  const { plainLetter } = await import('./letters-plain.ts')
  for (let from = 0; from < job.letters; from += LETTERS_AT_A_TIME)
    for (const letter of handful(from)) await keep(await plainLetter(letter))
}

const began = performance.now()
await (job.side === 'ours' ? ours() : plain())
file.end()
await finished(file)
fsyncSync(openSync(job.file, 'r'))
const seconds = (performance.now() - began) / 1000
const { user, system } = process.cpuUsage()
const report: LetterReport = {
  perSecond: job.letters / seconds,
  peak: peakOfMemory(),
  size: statSync(job.file).size / job.letters / 1024,
  cpu: (user + system) / 1000 / job.letters,
}
process.send?.(report, () => process.exit(0))
