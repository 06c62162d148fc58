import type { ErrorKind } from '../core/errors.ts'

const saveAs = '请在 Excel 或 WPS 里打开，另存为“Excel 工作簿（.xlsx）”，再导入'

/** Why a file as a whole cannot be imported. Nothing is written in any of these cases. */
export const rosterErrors = {
  missing: {
    code: 'roster.missing',
    status: 400,
    title: '没有收到文件，请选一份花名册（.xlsx 或 .csv）再传。',
  },
  notFound: {
    code: 'roster.not-found',
    status: 404,
    title: '没有找到这份花名册，可能放得太久已经清掉，请重新上传文件。',
  },
  alreadyImported: {
    code: 'roster.already-imported',
    status: 409,
    title: '这份花名册已经导入过了；要再导入，请重新上传文件。',
  },
  changedMeanwhile: {
    code: 'roster.changed-meanwhile',
    status: 409,
    title: '刚刚有另一份花名册先导入了，这一份没有写入；请重新上传，看过预览再确认。',
  },
  nothingToImport: {
    code: 'roster.nothing-to-import',
    status: 422,
    title: '这份文件里没有可以导入的代表或家站，请核对表头和“哪列是什么”。',
  },
  empty: { code: 'roster.empty', status: 422, title: '文件是空的，请选有内容的表格再导入。' },
  tooLarge: {
    code: 'roster.too-large',
    status: 413,
    title: '文件超过 20 MB，请删去其中的图片或分成几个文件再导入。',
  },
  tooManyRows: {
    code: 'roster.too-many-rows',
    status: 413,
    title: '表格超过 20000 行，请删去多余的行或分成几个文件再导入。',
  },
  tooManyColumns: {
    code: 'roster.too-many-columns',
    status: 413,
    title: '表格超过 200 列，请删去多余的列再导入。',
  },
  inflatesTooFar: {
    code: 'roster.inflates-too-far',
    status: 413,
    title: '文件解开后太大，不像正常的表格，请只保留需要的表格，另存后再导入。',
  },
  encrypted: {
    code: 'roster.encrypted',
    status: 422,
    title: '文件设了打开密码，请在 Excel 或 WPS 里取消密码，保存后再导入。',
  },
  oldExcel: { code: 'roster.old-excel', status: 415, title: `这是旧格式的 .xls 文件，${saveAs}。` },
  binaryExcel: {
    code: 'roster.binary-excel',
    status: 415,
    title: `这是二进制格式的 .xlsb 文件，${saveAs}。`,
  },
  webPage: {
    code: 'roster.web-page',
    status: 415,
    title: `这个文件其实是网页或 XML 格式的表格，${saveAs}。`,
  },
  openDocument: {
    code: 'roster.open-document',
    status: 415,
    title: `这是 .ods 格式的表格，${saveAs}。`,
  },
  wordDocument: {
    code: 'roster.word-document',
    status: 415,
    title: '这是 Word 文档，请把表格复制到 Excel 里，存为 .xlsx 再导入。',
  },
  pdf: {
    code: 'roster.pdf',
    status: 415,
    title: '这是 PDF 文件，读不出表格，请导入原来的 Excel 文件（.xlsx）或 CSV 文件。',
  },
  image: {
    code: 'roster.image',
    status: 415,
    title: '这是图片，读不出表格，请导入原来的 Excel 文件（.xlsx）或 CSV 文件。',
  },
  archive: {
    code: 'roster.archive',
    status: 415,
    title: '这是压缩包，请解压后导入里面的 .xlsx 或 CSV 文件；代表照片请在“导入照片”处上传。',
  },
  otherKind: {
    code: 'roster.other-kind',
    status: 415,
    title: '认不出这种文件，请导入 .xlsx 或 CSV 格式的表格。',
  },
  damaged: {
    code: 'roster.damaged',
    status: 422,
    title: '文件损坏或没有传完整，请在 Excel 或 WPS 里打开，另存后再导入。',
  },
  csvEncoding: {
    code: 'roster.csv-encoding',
    status: 422,
    title: 'CSV 文件的文字编码认不出来，请另存为 .xlsx 或“CSV UTF-8”再导入。',
  },
  csvBroken: {
    code: 'roster.csv-broken',
    status: 422,
    title: 'CSV 文件里混有不可见的控制字符，可能已损坏，请用 Excel 或 WPS 另存为 .xlsx 再导入。',
  },
} as const satisfies Record<string, ErrorKind>

/** Why a ZIP of photos as a whole cannot be taken. */
export const photosZipErrors = {
  missing: {
    code: 'photos-zip.missing',
    status: 400,
    title: '没有收到文件，请选一个照片的 ZIP 压缩包再传。',
  },
  fileTooLarge: {
    code: 'photos-zip.file-too-large',
    status: 413,
    title: '压缩包超过 200 MB，请分成几个压缩包上传。',
  },
  notZip: {
    code: 'photos-zip.not-a-zip',
    status: 415,
    title: '照片要打成一个 ZIP 压缩包，这个文件不是 ZIP，请重新打包上传。',
  },
  damaged: {
    code: 'photos-zip.damaged',
    status: 422,
    title: '压缩包损坏或没有传完整，请重新打包上传。',
  },
  tooManyEntries: {
    code: 'photos-zip.too-many-entries',
    status: 413,
    title: '压缩包里的文件太多，请分成几个压缩包上传。',
  },
  tooLarge: {
    code: 'photos-zip.too-large',
    status: 413,
    title: '压缩包里的照片加起来太大，请分成几个压缩包上传。',
  },
} as const satisfies Record<string, ErrorKind>
