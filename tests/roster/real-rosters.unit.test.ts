import { readRosterFile } from '@mashang/server/roster/roster.file.ts'
import { decideImport } from '@mashang/shared/roster/import.rules.ts'
import { importChoices, rosterPreview } from '@mashang/shared/roster/roster.model.ts'
import { previewRoster } from '@mashang/shared/roster/roster.rules.ts'
import { beforeAll, describe, expect, test } from 'vitest'
import { rosterGbkCsv, rosterXlsx } from './rosters.ts'

type Preview = ReturnType<typeof previewRoster>
let xlsx: Preview
let csv: Preview

beforeAll(async () => {
  xlsx = previewRoster(await readRosterFile(rosterXlsx(), 'roster.xlsx'))
  csv = previewRoster(
    await readRosterFile(rosterGbkCsv(), 'roster-gbk.csv'),
    xlsx.stations.map((station) => station.name),
  )
})

describe('the real roster', () => {
  test('has 89 representatives, one of them gone, 28 stations and 5 reported rows', () => {
    expect(xlsx.summary).toEqual({
      representatives: 89,
      left: 1,
      withoutPhone: 1,
      stations: 28,
      problemRows: 5,
      skippedRows: 3,
    })
    expect(rosterPreview.parse(xlsx)).toEqual(xlsx)
  })

  test('reports each bad row with its place and reason', () => {
    expect(
      xlsx.problems.map(({ row, column, severity, code }) => [row, column, severity, code]),
    ).toEqual([
      [95, 'B', 'error', 'repeated'],
      [96, 'K', 'error', 'phone_short'],
      [97, 'B', 'error', 'name_missing'],
      [98, 'J', 'error', 'station_unknown'],
      [99, 'K', 'warning', 'phone_missing'],
    ])
    for (const { sheet, row, message } of xlsx.problems) {
      expect(message).toContain(`“${sheet}”第${row}行`)
      expect(message).toMatch(/^[^。]+。$/)
    }
    expect(xlsx.problems[0]?.message).toContain('第9行的杨𫖯')
  })

  test('has a merged heading of two lines below a title', () => {
    const [people, stations] = xlsx.mapping
    expect(people).toMatchObject({ kind: 'representatives', headerRow: 2, headerLines: 2 })
    expect(
      people?.columns.map(({ letter, header, field }) => `${letter} ${header} ${field}`),
    ).toEqual([
      'A 序号 null',
      'B 姓 名 name',
      'C 性别 sex',
      'D 民族 ethnicity',
      'E 出生年月 birth',
      'F 政治面貌 party',
      'G 文化程度 education',
      'H 工作单位及职务 position',
      'I 选区 electoralUnit',
      'J 所属代表家站 station',
      'K 联系方式 / 手机 phone',
      'L 联系方式 / 代表层级 level',
      'M 备注 note',
    ])
    expect(stations).toMatchObject({ kind: 'stations', headerRow: 1, headerLines: 1 })
  })

  test('keeps rare characters and the dots of Mongolian names', () => {
    const names = xlsx.representatives.map((person) => person.name)
    for (const name of [
      '李㛃',
      '王䶮',
      '张喆龑',
      '陈𬭎',
      '刘堃淼',
      '杨𫖯',
      '赵𬀩',
      '额尔敦·巴雅尔',
      '哈斯朝鲁·孟和',
    ])
      expect(names).toContain(name)
    expect(names.some((name) => /\s/.test(name))).toBe(false)
  })

  test('reads every form of phone and birth', () => {
    const facts = xlsx.representatives.slice(0, 5).map(({ phone, birth }) => [phone, birth])
    expect(facts).toEqual([
      ['19900001000', '1982-04'],
      ['19900001001', '1972-06'],
      ['19900001002', '1973-04'],
      ['19900001003', '1996-11-01'],
      ['19900001004', '1967-11'],
    ])
    const ready = xlsx.representatives.filter((person) => person.needs === null)
    expect(new Set(ready.map((person) => person.phone)).size).toBe(89)
    expect(
      ready.every((person) => person.birth && person.sex && person.station && person.electoralUnit),
    ).toBe(true)
  })

  test('tells two people of one name apart', () => {
    const namesakes = xlsx.representatives.filter((person) => person.name === '胡振华')
    expect(namesakes.map(({ phone, birth }) => [phone, birth])).toEqual([
      ['19900001040', '1969-03'],
      ['19900001088', '1974-03-01'],
    ])
  })

  test('says who has left office, since when', () => {
    const left = xlsx.representatives.filter((person) => person.state === 'left')
    expect(left.map(({ name, leftOn }) => [name, leftOn])).toEqual([['敖日格勒', '2026-03']])
  })

  test('has 28 stations in 3 areas with coordinates', () => {
    expect(new Set(xlsx.stations.map((station) => station.area))).toEqual(
      new Set(['新区', '老区', '吉忽伦图片区']),
    )
    expect(xlsx.stations.every(({ longitude, latitude }) => longitude && latitude)).toBe(true)
    expect(xlsx.stations[0]).toMatchObject({
      name: '大发街道代表之家',
      kind: 'home',
      town: '大发街道',
      longitude: 110.38593,
      latitude: 40.66147,
      head: '李㛃',
      liaisonPhone: '19900011000',
    })
  })

  test('ends with 89 people and 28 stations; a second import changes nothing', () => {
    const choices = importChoices.parse({})
    const first = decideImport([], [], xlsx, choices)
    expect(first.representatives.insert).toHaveLength(89)
    expect(first.stations.insert).toHaveLength(28)
    expect(first.representatives.left.map((l) => l.name)).toEqual(['敖日格勒'])
    expect(first.representatives.skipped.map(({ row, reason }) => [row, reason])).toEqual([
      [95, 'row_has_errors'],
      [96, 'row_has_errors'],
      [97, 'row_has_errors'],
      [98, 'row_has_errors'],
      [99, 'no_phone'],
    ])
    const people = first.representatives.insert.map((row, index) => ({ ...row, id: `p${index}` }))
    const stations = first.stations.insert.map((row, index) => ({ ...row, id: `s${index}` }))
    const second = decideImport(people, stations, xlsx, choices)
    expect(second.representatives).toMatchObject({ insert: [], update: [], left: [], absent: [] })
    expect(second.representatives.unchanged).toHaveLength(89)
    expect(second.stations).toMatchObject({ insert: [], update: [] })
    expect(second.stations.unchanged).toHaveLength(28)
  })

  test('brings in the person without a phone if the office says so, once', () => {
    const choices = importChoices.parse({ withoutPhone: true })
    const first = decideImport([], [], xlsx, choices)
    expect(first.representatives.insert).toHaveLength(90)
    const people = first.representatives.insert.map((row, index) => ({ ...row, id: `p${index}` }))
    expect(decideImport(people, [], xlsx, choices).representatives.insert).toEqual([])
  })
})

describe('the roster that a Chinese desktop saved as CSV', () => {
  test('has the 84 people whose names GBK can write, one of them gone, and nothing to report', () => {
    expect(csv.summary).toEqual({
      representatives: 84,
      left: 1,
      withoutPhone: 0,
      stations: 0,
      problemRows: 0,
      skippedRows: 0,
    })
    expect(csv.representatives.map((person) => person.name)).toContain('张喆龑')
    expect(csv.representatives.map((person) => person.name)).toContain('哈斯朝鲁·孟和')
  })

  test('is found unchanged after the workbook was imported', () => {
    const first = decideImport([], [], xlsx, importChoices.parse({}))
    const people = first.representatives.insert.map((row, index) => ({ ...row, id: `p${index}` }))
    const again = decideImport(people, [], csv, importChoices.parse({}))
    expect(again.representatives).toMatchObject({ insert: [], update: [], left: [], skipped: [] })
    expect(again.representatives.absent.map((person) => person.name)).toEqual([
      '李㛃',
      '王䶮',
      '陈𬭎',
      '杨𫖯',
      '赵𬀩',
    ])
  })

  test('names a station that the district does not have, and the one that was meant', async () => {
    const known = xlsx.stations.map((s) => s.name).filter((name) => name !== '大德恒街道代表之家')
    const preview = previewRoster(await readRosterFile(rosterGbkCsv(), 'roster-gbk.csv'), known)
    expect(preview.problems.every((problem) => problem.code === 'station_unknown')).toBe(true)
    expect(preview.problems[0]?.message).toContain('“大德恒街道代表之家”不存在')
  })
})
