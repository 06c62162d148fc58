/**
 * `npm run run new-feature <name> [<Chinese name>]`: a kind of matter that works, in four folders,
 * with its tests. Nothing else is written by hand; the lists of the kinds, the migration and the
 * state diagram are made out of the folders.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { runChild } from './launcher/child.mjs'
import { cleanEnvironment } from './launcher/environment.mjs'
import { isName, matterFiles } from './support/matter-template.ts'

const root = join(import.meta.dirname, '..')
const [name = '', words = '新的事项'] = process.argv.slice(2)
const env = cleanEnvironment(process.env)

const script = (file: string, ...parameters: string[]) =>
  runChild(process.execPath, [join(root, 'scripts', file), ...parameters], {
    cwd: root,
    env,
    quiet: true,
  })

async function main(): Promise<number> {
  if (!isName(name)) {
    console.error(
      '用法：npm run run new-feature <名字> [<中文名>]，名字用小写英文复数，多个词以 - 相连，如 hearings 听证。',
    )
    return 2
  }
  const taken = ['shared', 'server', 'client', 'tests'].find((side) =>
    existsSync(join(root, side, name)),
  )
  if (taken) {
    console.error(`已经有 ${taken}/${name} 了，换一个名字。`)
    return 2
  }
  const files = matterFiles(name, words)
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(root, dirname(path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  const steps = [
    () =>
      runChild('biome', ['check', '--write', ...Object.keys(files)], {
        cwd: root,
        env,
        quiet: true,
      }),
    () => script('index-matters.ts'),
    () => script('make-migration.ts', name.replaceAll('-', '_')),
    () => script('draw-states.ts'),
  ]
  for (const step of steps) {
    const { code, output } = await step()
    if (code === 0) continue
    console.error(output)
    return code
  }
  console.log(Object.keys(files).join('\n'))
  console.log(`\n${name} 已建好，能用了。从 shared/${name}/moves.rules.ts 和它的测试改起。`)
  return 0
}

process.exitCode = await main()
