import { existsSync, globSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { MatterWords } from '@mashang/shared/matters/matter.words.ts'
import { camel } from './names.ts'

const WRITTEN =
  '/** Written by `npm run run index-matters`: every kind of matter is found by its folder. */\n\n'
/** Of a line, as the formatter has it. */
const WIDTH = 100

/** Folders whose kind describes itself, in the order in which the kinds are listed to people. */
async function mattersIn(root: string): Promise<string[]> {
  const shared = join(root, 'shared')
  const folders = readdirSync(shared).filter(
    (name) => name !== 'matters' && existsSync(join(shared, name, 'matter.words.ts')),
  )
  const placed = await Promise.all(
    folders.map(async (folder) => {
      const file = pathToFileURL(join(shared, folder, 'matter.words.ts'))
      const { matter }: { matter: MatterWords } = await import(file.href)
      return { folder, order: matter.order ?? Infinity }
    }),
  )
  return placed
    .sort((a, b) => (a.order === b.order ? (a.folder < b.folder ? -1 : 1) : a.order - b.order))
    .map(({ folder }) => folder)
}

interface Import {
  names: string
  from: string
}

const imports = (some: readonly Import[]): string =>
  some
    .toSorted((a, b) => (a.from < b.from ? -1 : 1))
    .map(({ names, from }) => `import ${names} from '${from}'\n`)
    .join('')

/** A list on one line where it fits, and else on one for each. */
function listed(before: string, items: readonly string[], after: string): string {
  const [open = '', close = ''] = after.startsWith('}') ? ['{ ', ' '] : ['[', '']
  const line = `${before}${open}${items.join(', ')}${close}${after}`
  if (line.length <= WIDTH) return `${line}\n`
  return `${before}${open.trim()}\n${items.map((item) => `  ${item},\n`).join('')}${after}\n`
}

/**
 * The lists by which everything else finds the kinds of matter, out of what folders there are.
 * @returns path below the root → text, as the formatter has it
 */
export async function matterIndexes(root: string): Promise<Record<string, string>> {
  const folders = await mattersIn(root)
  const values = folders.map(camel)
  const named = folders.map((folder) =>
    camel(folder) === folder ? folder : `'${folder}': ${camel(folder)}`,
  )
  const each = (part: string, fileOf: (folder: string) => string): Import[] =>
    folders.map((folder) => ({ names: `{ ${part} as ${camel(folder)} }`, from: fileOf(folder) }))
  const tables = folders.flatMap((folder) =>
    globSync('*.table.ts', { cwd: join(root, 'server', folder) })
      .sort()
      .map((file) => ({
        name: `${camel(basename(file, '.table.ts'))}Tables`,
        from: `../${folder}/${file}`,
      })),
  )
  const scoring = folders.filter((folder) =>
    existsSync(join(root, 'shared', folder, 'scoring.rules.ts')),
  )
  const app = (part: string, type: string): string =>
    WRITTEN +
    imports([
      { names: `type { ${type} }`, from: './core/matter-feature.ts' },
      ...each(part, (folder) => `./${folder}/${folder}.feature.ts`),
    ]) +
    listed(`\nexport const matters: readonly ${type}[] = `, values, ']')
  return {
    'shared/matters/index.words.ts':
      WRITTEN +
      imports(each('matter', (folder) => `../${folder}/matter.words.ts`)) +
      listed('\nexport const matters = ', named, '} as const'),
    'shared/matters/index.rules.ts':
      WRITTEN +
      imports(
        scoring.map((folder) => ({
          names: `{ scoring as ${camel(folder)} }`,
          from: `../${folder}/scoring.rules.ts`,
        })),
      ) +
      listed('\nexport const scorings = ', scoring.map(camel), '] as const'),
    'server/matters/index.ts':
      WRITTEN +
      imports(each('matter', (folder) => `../${folder}/${folder}.matter.ts`)) +
      listed('\nexport const matters = ', named, '}'),
    'server/matters/tables.ts':
      WRITTEN +
      imports([
        { names: 'type { Dialect }', from: '../core/db/columns.ts' },
        ...tables.map(({ name, from }) => ({ names: `{ ${name} }`, from })),
      ]) +
      `\nexport const mattersTables = (dialect: Dialect) => ({\n${tables
        .map(({ name }) => `  ...${name}(dialect),\n`)
        .join('')}})\n`,
    'server/matter-features.ts':
      WRITTEN +
      imports(each('feature', (folder) => `./${folder}/${folder}.feature.ts`)) +
      listed('\nexport const matterFeatures = ', values, ']'),
    'client/office.matters.ts': app('office', 'OfficeMatter'),
    'client/representative.matters.ts': app('work', 'WorkMatter'),
  }
}
