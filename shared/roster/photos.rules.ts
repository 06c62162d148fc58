import { comparable, normaliseName } from './values.rules.ts'

/** What the name of a photo's file says: whose it is, and what may tell namesakes apart. */
export type PhotoName = { personName: string; hint?: string }
/** What may be named beside a person to tell namesakes apart. */
export type PhotoPerson = {
  name: string
  phone?: string | null
  station?: string | null
  town?: string | null
  area?: string | null
  group?: string | null
  electoralUnit?: string | null
  position?: string | null
}
export type PhotoMatch<Person> =
  | { kind: 'one'; person: Person }
  | { kind: 'none' }
  | { kind: 'several'; people: Person[] }

const IMAGE = /\.(jpe?g|png|webp|bmp|gif|heic|heif|tiff?)$/iu
const HAN = '\\p{Script=Han}'

/** Whether a file can be a photo by its name. */
export const isPhotoName = (path: string): boolean => IMAGE.test(path)

/**
 * Reads the name of a photo's file: 张三.jpg, 张三（大发街道）.jpg, 12.张三.png, 张三-19900001000.jpg, 2组/李四.png. The
 * folder is a hint too. Folders are never used as paths.
 */
export function readPhotoName(path: string): PhotoName | null {
  const parts = path.split(/[/\\]/u).filter((part) => part !== '' && !/^\.+$/u.test(part))
  const file = (parts.pop() ?? '').replace(IMAGE, '')
  const hints: string[] = []
  const plain = file
    .replace(/[（(【[]([^）)】\]]*)[）)】\]]/gu, (_, inside: string) => {
      hints.push(inside)
      return ' '
    })
    .replace(/^\s*(?:no\.?)?\d{1,5}\s*[-_.、．\s]?\s*/iu, '')
    .replace(/(代表)?(证件照|登记照|一寸照?|二寸照?|半身照|照片|相片|头像)\s*\d*\s*$/u, '')
  const [first = '', ...rest] = plain
    .split(new RegExp(`[-—_+,，;；]+|(?<=${HAN})\\s*(?=\\d)`, 'u'))
    .map((part) => part.trim())
  hints.push(...rest, parts.pop() ?? '')
  const personName = normaliseName(first)
  // A hint of one or two digits is a copy's number: 张三 (2).jpg.
  const hint = hints
    .map((part) => part.trim())
    .filter((part) => part !== '' && !/^\d{1,2}$/.test(part))
    .join(' ')
  if (personName === null) return null
  return hint === '' ? { personName } : { personName, hint }
}

/** How many parts of the hint are found among what is known of a person. */
function hintFits(person: PhotoPerson, hint: string): number {
  const { phone, station, town, area, group, electoralUnit, position } = person
  const known = [phone, station, town, area, group, electoralUnit, position].flatMap((k) =>
    k ? [comparable(k)] : [],
  )
  return hint
    .split(/\s+/u)
    .map(comparable)
    .filter((part) => part.length >= 2)
    .filter((part) => known.some((k) => k.includes(part) || part.includes(k))).length
}

/** Whose photo it is: by name; among namesakes by the hint, if it fits exactly one of them best. */
export function matchPhoto<Person extends PhotoPerson>(
  people: readonly Person[],
  { personName, hint }: PhotoName,
): PhotoMatch<Person> {
  const wanted = comparable(personName)
  const namesakes = people.filter((person) => comparable(person.name) === wanted)
  const [only] = namesakes
  if (!only) return { kind: 'none' }
  if (namesakes.length === 1) return { kind: 'one', person: only }
  const scored = namesakes.map((person) => ({ person, fits: hint ? hintFits(person, hint) : 0 }))
  const most = Math.max(...scored.map((s) => s.fits))
  const best = scored.filter((s) => s.fits === most)
  const [winner] = best
  return winner && most > 0 && best.length === 1
    ? { kind: 'one', person: winner.person }
    : { kind: 'several', people: namesakes }
}
