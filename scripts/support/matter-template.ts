/** What `new-feature` writes: a small kind of matter that works, out of `scripts/templates/matter`. */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { camel, pascal } from './names.ts'

const templates = join(import.meta.dirname, '../templates/matter')

/** `hearings` → `hearing`, as facts and notices call one of them. */
export const singular = (name: string): string =>
  name
    .replace(/ies$/, 'y')
    .replace(/(s|x|ch|sh)es$/, '$1')
    .replace(/([^s])s$/, '$1')

/** Whether it can name a kind: a plural in lower case, whose singular is another word. */
export const isName = (name: string): boolean =>
  /^[a-z]+(-[a-z]+)*$/.test(name) && name.length <= 24 && singular(name) !== name

/**
 * @param name of the folders, `public-hearings`
 * @param words what people call it, 公开听证
 * @returns path below the root → content, before formatting
 */
export function matterFiles(name: string, words: string): Record<string, string> {
  const one = singular(name)
  // Of what begins alike, the longer first.
  const names: readonly (readonly [string, string])[] = [
    ['my-things', name],
    ['my-thing', one],
    ['my_things', name.replaceAll('-', '_')],
    ['myThings', camel(name)],
    ['myThing', camel(one)],
    ['MyThings', pascal(name)],
    ['MyThing', pascal(one)],
    ['我的事', words],
  ]
  const named = (text: string): string =>
    names.reduce((so, [from, to]) => so.replaceAll(from, to), text)
  return Object.fromEntries(
    globSync('*/**/*.txt', { cwd: templates })
      .sort()
      .map((file) => {
        const [layer = '', ...below] = file.replaceAll('\\', '/').split('/')
        const path = named([layer, name, ...below].join('/').replace(/\.txt$/, ''))
        return [path, named(readFileSync(join(templates, file), 'utf8'))]
      }),
  )
}
