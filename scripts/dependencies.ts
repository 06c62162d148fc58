/**
 * `npm run run dependencies [file]`: what the system is made of, by licence; with a file name also
 * as a CycloneDX document (software bill of materials).
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { packagesOf } from './dependencies/packages.ts'
import { billOfMaterials } from './dependencies/sbom.ts'

const root = join(import.meta.dirname, '..')
const packages = packagesOf(root)
const byLicense = Map.groupBy(packages, ({ license }) => license ?? '（还没有查过）')
for (const [license, all] of [...byLicense].sort((a, b) => b[1].length - a[1].length))
  console.log(`${license}：${all.length} 个`)

const [file] = process.argv.slice(2)
if (file !== undefined) {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    version: string
  }
  writeFileSync(
    file,
    `${JSON.stringify(billOfMaterials(packages, version, new Date()), null, 2)}\n`,
  )
  console.log(`✓ ${packages.length} 个依赖写进了 ${file}`)
}
