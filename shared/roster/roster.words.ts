/** What the office reads about a roster: names of fields, and one sentence for every problem of a row. */

export const representativeFieldWords = {
  name: '姓名',
  sex: '性别',
  ethnicity: '民族',
  birth: '出生年月',
  party: '政治面貌',
  education: '文化程度',
  position: '工作单位及职务',
  employer: '工作单位',
  post: '职务',
  electoralUnit: '选区（选举单位）',
  station: '所属家站',
  phone: '手机',
  level: '代表层级',
  term: '届次',
  group: '代表团（小组）',
  town: '苏木镇（街道）',
  area: '片区',
  sector: '构成',
  mongolian: '蒙古文名',
  standingCommittee: '是否常委会组成人员',
  status: '代表资格',
  note: '备注',
} as const

export const stationFieldWords = {
  name: '家站名称',
  area: '片区',
  town: '苏木镇（街道）',
  kind: '类型',
  address: '地址',
  longitude: '经度',
  latitude: '纬度',
  coordinates: '坐标',
  head: '站长',
  headPhone: '站长电话',
  liaison: '联络员',
  liaisonPhone: '联络员电话',
  phone: '联系电话',
  hours: '开放时间',
  note: '备注',
} as const

/** Characters of a name in Mongolian. */
export const MONGOLIAN_LIMIT = 80

export const sheetKindWords = {
  representatives: '代表花名册',
  stations: '家站表',
  ignored: '不导入',
} as const

export const columnReasonWords = {
  index: '序号，不需要',
  private: '个人隐私，系统不保存',
  unknown: '没认出来，不导入',
  office: '按您的选择',
} as const

export const skipReasonWords = {
  row_has_errors: '这一行有错，没有导入',
  no_phone: '没有手机号；如仍要导入，请勾选“没有手机号的也导入”',
  left_out_by_office: '您选择了不导入这一行',
  phone_of_other: '手机号已属于系统里的另一位代表',
  several_people_fit: '系统里有几位同名代表，分不清是哪一位',
  login_taken: '人已导入，但没有开账号：手机号已是另一个账号的登录名',
} as const

/** Where a problem is, in the words of the spreadsheet: the sheet's name and the row number at its left edge. */
const at = (sheet: string, row: number) => `“${sheet}”第${row}行`

/** Every problem of a row: one sentence that says what, where, and how to mend it. */
export const problemWords = {
  header_not_found: (sheet: string, row: number) =>
    `${at(sheet, row)}起没有找到表头，请确认表里有“姓名”或“家站名称”一列，或手动指定表头所在的行。`,
  name_missing: (sheet: string, row: number) =>
    `${at(sheet, row)}没有姓名，请在表里补上后重新导入。`,
  name_too_long: (sheet: string, row: number, value: string) =>
    `${at(sheet, row)}的姓名“${value}”太长，不像姓名，请核对后重新导入。`,
  name_unreadable: (sheet: string, row: number, value: string) =>
    `${at(sheet, row)}的姓名“${value}”里有没认出来的字，请导入后对照原件改正，或用 .xlsx 文件重新导入。`,
  phone_missing: (sheet: string, row: number, name: string) =>
    `${at(sheet, row)}的${name}没有手机号，暂时无法登录；可先补上号码，也可勾选后照常导入。`,
  phone_short: (sheet: string, row: number, value: string, digits: number) =>
    `${at(sheet, row)}的手机号“${value}”只有${digits}位，应为11位，请改正后重新导入。`,
  phone_invalid: (sheet: string, row: number, value: string) =>
    `${at(sheet, row)}的手机号“${value}”不是11位手机号，请改正后重新导入。`,
  phone_rounded: (sheet: string, row: number, value: string) =>
    `${at(sheet, row)}的手机号“${value}”被表格软件存成了科学计数，后几位已丢失，请把该列改为文本格式、重填后导入。`,
  phone_shared: (sheet: string, row: number, name: string, earlier: string) =>
    `${at(sheet, row)}的${name}与${earlier}用了同一个手机号，请核对是哪一位的号码，改正后重新导入。`,
  repeated: (sheet: string, row: number, name: string, earlier: string) =>
    `${at(sheet, row)}的${name}与${earlier}重复，已按前一行导入，删去这一行即可。`,
  maybe_repeated: (sheet: string, row: number, name: string, earlier: string) =>
    `${at(sheet, row)}的${name}与${earlier}同名、同生日、同单位，只有手机号不同，请核对是否同一个人。`,
  phone_of_other: (sheet: string, row: number, name: string) =>
    `${at(sheet, row)}的${name}用的手机号，系统里已是另一位代表的，请核对是哪一位的号码，改正后重新导入。`,
  several_people_fit: (sheet: string, row: number, name: string) =>
    `${at(sheet, row)}的${name}，系统里有几位同名代表，分不清是哪一位，请在表里补上手机号后重新导入。`,
  station_unknown: (sheet: string, row: number, value: string, nearest: string | null) =>
    `${at(sheet, row)}的家站“${value}”不存在，${nearest ? `是不是“${nearest}”？` : ''}请改成已有家站的名称，或先导入这个家站。`,
  birth_unreadable: (sheet: string, row: number, value: string) =>
    `${at(sheet, row)}的出生年月“${value}”看不懂，这一格没有导入，请写成“1978-05”的样子。`,
  birth_ambiguous: (sheet: string, row: number, value: string) =>
    `${at(sheet, row)}的出生年月“${value}”分不清是1月还是10月，只导入了年份，请补成两位月份。`,
  mongolian_unreadable: (sheet: string, row: number) =>
    `${at(sheet, row)}的蒙古文名不是传统蒙古文，这一格没有导入，请从蒙古文输入法或文件里复制。`,
  text_cut: (sheet: string, row: number, field: string, length: number) =>
    `${at(sheet, row)}的“${field}”超过${length}个字，后面的没有导入，请精简。`,
  station_name_missing: (sheet: string, row: number) =>
    `${at(sheet, row)}没有家站名称，请在表里补上后重新导入。`,
  station_repeated: (sheet: string, row: number, name: string, earlier: string) =>
    `${at(sheet, row)}的家站“${name}”与${earlier}重复，已按前一行导入，删去这一行即可。`,
  station_phone_invalid: (sheet: string, row: number, field: string, value: string) =>
    `${at(sheet, row)}的${field}“${value}”不像电话号码，这一格没有导入，请核对。`,
  coordinates_invalid: (sheet: string, row: number, value: string) =>
    `${at(sheet, row)}的坐标“${value}”不在中国范围内，这一格没有导入，请写成东经、北纬的十进制度数。`,
  coordinates_swapped: (sheet: string, row: number) =>
    `${at(sheet, row)}的经度和纬度写反了，已对调，请核对位置。`,
} as const

/** A row that stays out for a reason that its own cells do not show. */
export const skippedWords = (
  sheet: string,
  row: number,
  name: string | null,
  reason: keyof typeof skipReasonWords,
): string => `${at(sheet, row)}${name === null ? '' : `的${name}`}：${skipReasonWords[reason]}。`

/** “第9行的杨𫖯” or, in another sheet, “‘二分区’第9行的杨𫖯”. */
export function earlierWords(
  sheet: string,
  earlier: { sheet: string; row: number; name: string },
): string {
  return `${earlier.sheet === sheet ? '' : `“${earlier.sheet}”`}第${earlier.row}行的${earlier.name}`
}

/** Why one file of a ZIP of photos was passed over. */
export const photoSkipWords = {
  notPhoto: (file: string) => `“${file}”不是照片（只收 JPG、PNG、WebP），没有导入。`,
  noName: (file: string) => `从文件名“${file}”里看不出姓名，请改成“姓名.jpg”再上传。`,
  tooLarge: (file: string) => `“${file}”太大，请缩小到 20 MB 以内再上传。`,
  encrypted: (file: string) => `“${file}”设了密码，请取消压缩包的密码再上传。`,
  damaged: (file: string) => `“${file}”损坏了，读不出来，请重新打包上传。`,
  tooManyPixels: (file: string) => `“${file}”的像素太多，请缩小后再上传。`,
} as const

/** Why a photo was given to nobody. */
export const photoMatchWords = {
  none: (file: string, name: string) => `“${file}”：花名册里没有叫“${name}”的代表，请核对文件名。`,
  several: (file: string, name: string, count: number) =>
    `“${file}”：有${count}位代表都叫“${name}”，请把文件名改成“${name}（选区或家站）.jpg”再上传。`,
  repeated: (file: string, name: string, earlier: string) =>
    `“${file}”：${name}已配上“${earlier}”，一位代表只用一张，这一张没有用。`,
} as const
