/**
 * Whether a foreign host was chosen to be taken for ours: one letter more or less, letters of other
 * scripts that look the same (written in full or as "xn--…"), our name with something hung on.
 */

/** Letters that look like a Latin one: Cyrillic, Greek, Armenian, Latin extensions (cf. UTS #39). */
const LOOKS: Record<string, string> = Object.fromEntries(
  [
    ['a', 'аαɑàáâãäå'],
    ['b', 'ЬƄ'],
    ['c', 'сϲç'],
    ['d', 'ԁɗ'],
    ['e', 'еєëèéê'],
    ['g', 'ɡց'],
    ['h', 'һհ'],
    ['j', 'јϳ'],
    ['k', 'кκ'],
    ['l', 'iіıíìîïӏ1|'],
    ['m', 'м'],
    ['n', 'пոñ'],
    ['o', '0оοօóòôõöø'],
    ['p', 'рρ'],
    ['q', 'ԛգ'],
    ['s', 'ѕ5'],
    ['u', 'υսüúùû'],
    ['v', 'ѵν'],
    ['w', 'ԝѡ'],
    ['x', 'хχ'],
    ['y', 'уүýÿ'],
    ['z', 'ᴢ2'],
  ].flatMap(([latin = '', others = '']) => [...others].map((other) => [other, latin])),
)

/** What a hurried eye reads: one letter for all that look like it, no dashes. */
function skeleton(host: string): string {
  const readable = host
    .toLowerCase()
    .split('.')
    .map((label) => (label.startsWith('xn--') ? fromPunycode(label.slice(4)) : label))
    .join('.')
  return [...readable.normalize('NFKC').toLowerCase()]
    .map((letter) => LOOKS[letter] ?? letter)
    .join('')
    .replaceAll('rn', 'm')
    .replaceAll('vv', 'w')
    .replaceAll('-', '')
}

/** A label without its "xn--" (RFC 3492); as it stands where it is no Punycode. */
export function fromPunycode(label: string): string {
  const dash = label.lastIndexOf('-')
  const letters = dash > 0 ? [...label.slice(0, dash)] : []
  let [code, index, bias] = [128, 0, 72]
  let at = dash > 0 ? dash + 1 : 0
  let first = true
  while (at < label.length) {
    const before = index
    for (let weight = 1, k = 36; ; k += 36) {
      const digit = digitOf(label[at++])
      if (digit === null) return label
      index += digit * weight
      const threshold = Math.min(26, Math.max(1, k - bias))
      if (digit < threshold) break
      weight *= 36 - threshold
    }
    const size = letters.length + 1
    bias = adapt(index - before, size, first)
    first = false
    code += Math.floor(index / size)
    index %= size
    if (code > 0x10ffff) return label
    letters.splice(index++, 0, String.fromCodePoint(code))
  }
  return letters.join('')
}

function digitOf(character: string | undefined): number | null {
  if (character === undefined) return null
  const digit = 'abcdefghijklmnopqrstuvwxyz0123456789'.indexOf(character)
  return digit === -1 ? null : digit
}

function adapt(delta: number, size: number, first: boolean): number {
  let left = first ? Math.floor(delta / 700) : delta >> 1
  left += Math.floor(left / size)
  let k = 0
  for (; left > 455; k += 36) left = Math.floor(left / 35)
  return k + Math.floor((36 * left) / (left + 38))
}

/** Letters that have to be added, dropped, changed or swapped to make one of the other. */
export function editDistance(one: string, other: string): number {
  const [a, b] = [[...one], [...other]]
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1
      let least = Math.min(
        (last[j] as number) + 1,
        (row[j - 1] as number) + 1,
        (last[j - 1] as number) + same,
      )
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, (before[j - 2] as number) + 1)
      row.push(least)
    }
    before = last
    last = row
  }
  return last[b.length] as number
}

const IS_NUMBERS = /^[\d.]+$|:/
/** A label shorter than this says nothing of whose it is: gov, com, www. */
const NAME_LENGTH = 5

/** @param ours our host, without "www." and port */
export function looksLike(foreign: string, ours: string): boolean {
  if (foreign === ours) return true
  if (IS_NUMBERS.test(ours)) return false
  const [theirs, own] = [skeleton(foreign), skeleton(ours)]
  if (theirs.includes(own)) return true
  const name = own.split('.').sort((a, b) => b.length - a.length)[0] ?? ''
  if (name.length >= NAME_LENGTH && theirs.includes(name)) return true
  return editDistance(theirs, own) <= (own.length < 8 ? 1 : 2)
}
