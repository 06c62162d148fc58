/** Names of places by how they end: where it is does not say what it is about. */
const PLACES = /\p{L}{2,4}?(?:镇|乡|街道|村|区|苏木|嘎查)/gu

/** Letters in pairs: words without a dictionary, good enough for a few dozen titles. */
const pairs = (text: string): Set<string> => {
  const letters = [...text.replace(/[\s\p{P}]/gu, '').replace(PLACES, '')]
  return new Set(letters.slice(1).map((letter, index) => `${letters[index]}${letter}`))
}

/** Pairs that a title must share to be worth a look. */
const LEAST = 2
const SHOWN = 3

/** Those whose title says much of what the text says, best first, each title once, at most three. */
export function alikeTo<T extends { title: string }>(text: string, matters: readonly T[]): T[] {
  const said = pairs(text)
  return matters
    .map((matter) => {
      const own = pairs(matter.title)
      const shared = [...own].filter((pair) => said.has(pair)).length
      return { matter, shared, share: shared / Math.max(1, own.size) }
    })
    .filter(({ shared, share }) => shared >= LEAST && share >= 0.25)
    .sort((a, b) => b.share - a.share)
    .filter(
      ({ matter }, at, all) => at === all.findIndex((other) => other.matter.title === matter.title),
    )
    .slice(0, SHOWN)
    .map(({ matter }) => matter)
}
