/** A line in a list is read at a glance. */
const LONGEST = 28
/** Fewer characters than this say nothing alone: "最近，…". */
const SHORTEST = 6

/** A greeting, by whatever name: "尊敬的李代表您好，". */
const GREETING = /^\s*(尊敬的)?[^，。,\s]{0,8}(代表|领导)?您?好[，,。!！：:\s]*/u
/** What hangs in the air at the end of a line: commas, and words that lead on to the next. */
const LEADING_ON = /[\s、，,：:]*[和与或被把向往对从在给的]?[\s、，,：:]*$/u

const characters = (text: string): number => [...text].length

/** The first characters that fit, without the word that the end falls into. */
function wholeWords(text: string, limit: number): string {
  const fitting = [...text].slice(0, limit).join('')
  if (fitting === text) return text
  // Older phones cannot tell words apart: there only letters and numbers are kept whole.
  if (!('Segmenter' in Intl)) {
    const next = text.slice(fitting.length)
    return /^[A-Za-z0-9]/.test(next) ? fitting.replace(/[A-Za-z0-9]+$/, '') : fitting
  }
  let words = ''
  for (const { segment } of new Intl.Segmenter('zh', { granularity: 'word' }).segment(text)) {
    if (words.length + segment.length > fitting.length) break
    words += segment
  }
  return words
}

function cut(sentence: string): string {
  const words = wholeWords(sentence, LONGEST - 1)
  const closed = words.replace(LEADING_ON, '')
  // One word without an end, or nothing but what leads on: as much of it as there is room for.
  return `${characters(closed) < SHORTEST ? [...sentence].slice(0, LONGEST - 1).join('') : closed}…`
}

/**
 * A title from the first sentence: whole if it is short, else as many of its clauses as fit, else cut
 * after a word, with an ellipsis. Greetings are passed over. Empty text gives an empty title.
 */
export function guessTitle(text: string): string {
  const plain = text.replace(GREETING, '').trim()
  const sentence = (plain || text.trim()).split(/[。！？!?\n；;]/u)[0]?.trim() ?? ''
  if (characters(sentence) <= LONGEST) return sentence
  let title = ''
  // Not at 、, which is in the middle of a list. No look-behind: older iPhones cannot parse it.
  for (const clause of sentence.match(/[^，,]+[，,]?/gu) ?? []) {
    if (characters(title + clause) > LONGEST + 1) break
    title += clause
  }
  title = title.replace(/[，,]$/u, '')
  return characters(title) >= SHORTEST ? title : cut(sentence)
}
