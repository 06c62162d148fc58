/** `npm run run new-feature <name>`: four folders with the least that is real, registered. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { runChild } from './launcher/child.mjs'
import { cleanEnvironment } from './launcher/environment.mjs'
import { featureFiles, registrations } from './support/feature-template.ts'

const root = join(import.meta.dirname, '..')
const [name = ''] = process.argv.slice(2)

async function main(): Promise<number> {
  if (!/^[a-z]+(-[a-z]+)*$/.test(name)) {
    console.error(
      '用法：npm run run new-feature <名字>，用小写英文，多个词以 - 相连，如 hearings。',
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

  const changed = registrations(name)
  // All texts are made before the first is written, so that a surprise leaves the tree as it was.
  const texts = {
    ...featureFiles(name),
    ...Object.fromEntries(
      Object.entries(changed).map(([path, change]) => [
        path,
        change(readFileSync(join(root, path), 'utf8')),
      ]),
    ),
  }
  for (const [path, text] of Object.entries(texts)) {
    mkdirSync(join(root, dirname(path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  const { code } = await runChild('biome', ['check', '--write', ...Object.keys(texts)], {
    cwd: root,
    env: cleanEnvironment(process.env),
    quiet: true,
  })
  console.log(Object.keys(texts).sort().join('\n'))
  console.log(`\n${name} 已建好。从 shared/${name}/${name}.rules.ts 和它的测试写起。`)
  return code
}

process.exitCode = await main()
