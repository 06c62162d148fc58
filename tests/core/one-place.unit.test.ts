import { globSync, readFileSync } from 'node:fs'
import { relative, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '../..')

/** Hanzi from which on a run of words is a sentence that somebody would have to mend twice. */
const SENTENCE = 12

/** Comments are for developers; what describes an endpoint is for programs and repeats itself. */
const forPeople = (source: string): string =>
  source
    .replace(/\/\*[\s\S]*?\*\/|<!--[\s\S]*?-->|(?<!:)\/\/[^\n]*/g, '')
    .replace(/(description|summary):\s*(['`])[\s\S]*?\2/g, '')

const sentencesOf = (source: string): string[] =>
  (forPeople(source).match(/[\p{Script=Han}“”《》「」（）、，。；：？！…·\d ]+/gu) ?? [])
    .map((run) => run.trim())
    .filter((run) => (run.match(/\p{Script=Han}/gu) ?? []).length >= SENTENCE)

/** @returns Each sentence that stands in several files, with these. */
function toldTwice(sources: ReadonlyMap<string, string>): Record<string, string[]> {
  const places = new Map<string, Set<string>>()
  for (const [file, source] of sources)
    for (const sentence of sentencesOf(source))
      places.set(sentence, (places.get(sentence) ?? new Set()).add(file))
  return Object.fromEntries(
    [...places].filter(([, files]) => files.size > 1).map(([words, files]) => [words, [...files]]),
  )
}

describe('what people read', () => {
  it('is found where two files say it', () => {
    const told = toldTwice(
      new Map([
        ['one.vue', '<p>没有连上，下面是上次看到的，稍后再试。</p>'],
        ['two.ts', "export const words = '没有连上，下面是上次看到的，稍后再试。'"],
        ['three.ts', "summary: '没有连上，下面是上次看到的，稍后再试。不在此例'"],
        ['four.ts', '/** 没有连上，下面是上次看到的，稍后再试。 */'],
      ]),
    )
    expect(told).toEqual({ '没有连上，下面是上次看到的，稍后再试。': ['one.vue', 'two.ts'] })
  })

  it('stands in one place, so that it is mended in one place', () => {
    const files = ['shared', 'server', 'client'].flatMap((part) =>
      globSync(`${part}/**/*.{ts,vue}`, {
        cwd: root,
        exclude: (name) => /node_modules|dist|migrations/.test(name),
      }),
    )
    expect(files.length).toBeGreaterThan(1000)
    expect(
      toldTwice(
        new Map(
          files.map((file) => [
            relative(root, resolve(root, file)),
            readFileSync(resolve(root, file), 'utf8'),
          ]),
        ),
      ),
    ).toEqual({})
  })
})
