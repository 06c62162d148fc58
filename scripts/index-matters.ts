/** `npm run run index-matters`: lists the kinds of matter that there are, out of their folders. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { matterIndexes } from './support/matter-indexes.ts'

const root = join(import.meta.dirname, '..')
for (const [path, text] of Object.entries(await matterIndexes(root))) {
  writeFileSync(join(root, path), text)
  console.log(path)
}
