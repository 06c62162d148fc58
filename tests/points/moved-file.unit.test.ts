import { expect, it } from 'vitest'
import { movedFile } from '../../client/points/office/moved-file.ts'

it('given people whose points would be others, then each is a row, and no name is a formula', () => {
  const lines = movedFile([
    { id: 'a', name: '李婺', before: 61, after: 63.5 },
    { id: 'b', name: '=1+1"', before: 3, after: 1 },
  ]).split('\r\n')
  expect(lines).toEqual([
    '\ufeff"姓名","现在","按新规则","变化"',
    '"李婺",61,63.5,2.5',
    `"'=1+1""",3,1,-2`,
    '',
  ])
})
