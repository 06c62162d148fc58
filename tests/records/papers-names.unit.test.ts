import { apartFrom, pathWords } from '@mashang/shared/core/file-names.ts'
import {
  gapsText,
  papersIn,
  personFolder,
  recordFile,
} from '@mashang/shared/records/papers.rules.ts'
import { describe, expect, it } from 'vitest'

const matter = { title: '视察老旧小区', at: Date.parse('2026-03-02T02:00:00Z'), minutes: null }

describe('where papers of a record lie', () => {
  it('each matter has a folder with its day, and people read what is in it', () => {
    const papers = papersIn([
      { ...matter, photos: ['a', 'b'], minutes: '看了六个小区。', files: [] },
      {
        ...matter,
        photos: [],
        files: [
          { id: 'c', name: '说明.pdf' },
          { id: 'd', name: '说明.PDF' },
        ],
      },
      { ...matter, at: null, photos: ['e'], files: [] },
    ])
    expect(papers.map(({ path }) => path)).toEqual([
      '2026-03-02 视察老旧小区/活动记录.txt',
      '2026-03-02 视察老旧小区/照片 1.jpg',
      '2026-03-02 视察老旧小区/照片 2.jpg',
      '2026-03-02 视察老旧小区（2）/说明.pdf',
      '2026-03-02 视察老旧小区（2）/说明（2）.PDF',
      '视察老旧小区/照片 1.jpg',
    ])
  })

  it('whatever a title says, it leads nowhere else, and Windows can save it', () => {
    const [paper] = papersIn([
      { ...matter, title: '../..\\路灯: "坏了"?\u202E. ', photos: ['a'], files: [] },
    ])
    expect(paper?.path).toBe('2026-03-02 ·..·路灯 坏了/照片 1.jpg')
    expect(pathWords('. .', 9, '没有')).toBe('没有')
    expect(pathWords('一二三四. 五', 5, '没有')).toBe('一二三四')
    expect([...pathWords('𠮷'.repeat(50), 40, '')]).toHaveLength(40)
    expect(personFolder(8, '李/婺', true)).toBe('0009 李·婺代表')
    expect(personFolder(0, ' ', false)).toBe('0001 没有姓名代表（已离任）')
    expect(recordFile('李/婺?代表履职档案', 'docx')).toBe('李·婺代表履职档案.docx')
  })

  it('names are kept apart also where a system knows no case', () => {
    const taken = new Set<string>()
    const names = ['a.pdf', 'A.pdf', 'a', 'a', '.pdf', '.pdf'].map((name) => apartFrom(taken, name))
    expect(names).toEqual(['a.pdf', 'A（2）.pdf', 'a', 'a（2）', '.pdf', '.pdf（2）'])
  })

  it('says what is missing, and why', () => {
    expect(
      gapsText([
        { path: '一/照片 1.jpg', why: 'gone' },
        { path: '二.pdf', why: 'away' },
      ]),
    ).toBe(
      '下面 2 个附件没有放进来：\r\n一/照片 1.jpg：系统里已经没有这个文件。\r\n二.pdf：存文件的地方这时连不上，请过一会儿再下载一次。\r\n',
    )
  })
})
