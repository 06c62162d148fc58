import type { ErrorKind } from '../core/errors.ts'
import { sheetLimits } from './sheets.words.ts'

export const sheetErrors = {
  notFound: { code: 'sheet.not-found', status: 404, title: '没有找到这张海报。' },
  retired: {
    code: 'sheet.retired',
    status: 409,
    title: '这张已经作废或换新了，不能再登记；要用请重印一张。',
  },
  notYours: {
    code: 'sheet.not-yours',
    status: 403,
    title: '这张是别的家站的，请告诉代表工委来登记。',
  },
  notASheet: {
    code: 'sheet.not-a-sheet',
    status: 409,
    title: '这是代表或家站自己的码，不是印出来的某一张，不用登记。',
  },
  reportNotFound: {
    code: 'sheet-report.not-found',
    status: 404,
    title: '没有找到这条反映，可能已经处理过了。',
  },
  alarmNotFound: {
    code: 'sheet-alarm.not-found',
    status: 404,
    title: '没有找到这条警报，可能已经处理过了。',
  },
} as const satisfies Record<string, ErrorKind>

export const batchErrors = {
  notFound: { code: 'batch.not-found', status: 404, title: '没有找到这批印制。' },
  nobody: {
    code: 'batch.nobody',
    status: 422,
    title: '还没有选中任何代表或家站，请至少选一个。',
  },
  tooMany: {
    code: 'batch.too-many',
    status: 422,
    title: `一批最多印 ${sheetLimits.batch} 张，请分成几批。`,
  },
  allSkipped: {
    code: 'batch.all-skipped',
    status: 422,
    title: '选中的一个也印不了，原因列在下面。',
  },
  same: {
    code: 'batch.same',
    status: 409,
    title: '同样的一批刚刚有人印过，再印会多出一套新编号；确实要印，请再确认一次。',
  },
  keyReused: {
    code: 'batch.key-reused',
    status: 422,
    title: '这个提交编号已经用于另一批内容，请重新提交。',
  },
  keyUnfit: {
    code: 'batch.key-unfit',
    status: 400,
    title: 'Idempotency-Key 要有 8 到 200 个字符；不带它也可以。',
  },
  cleaned: {
    code: 'batch.cleaned',
    status: 409,
    title: '文件放了 30 天已经清理，请先重新生成；编号不变。',
  },
  noSuchPart: {
    code: 'batch.no-such-part',
    status: 404,
    title: '这一批没有这么多文件，请照列表里的下载。',
  },
  notReady: { code: 'batch.not-ready', status: 409, title: '还没印好，请等进度走完再下载。' },
  interrupted: {
    code: 'batch.interrupted',
    status: 500,
    title:
      '印到一半，服务连着中断了 5 次，所以没有再试。请少选一些分几批印；还是这样，请管服务器的人看运行日志。',
  },
  over: { code: 'batch.over', status: 409, title: '这一批已经结束了。' },
  underWay: { code: 'batch.under-way', status: 409, title: '这一批正在印，不用再来一次。' },
  manyFiles: {
    code: 'batch.many-files',
    status: 409,
    title: '这一批分成了几个文件，请下载压缩包，或在地址后加 ?part=1 下载第一个。',
  },
} as const satisfies Record<string, ErrorKind>

export const templateErrors = {
  notFound: { code: 'template.not-found', status: 404, title: '没有找到这个版式，可能已经删了。' },
  builtIn: {
    code: 'template.built-in',
    status: 409,
    title: '这是自带的版式，不能删；不想用它，请把别的设为默认。',
  },
  superseded: {
    code: 'preview.superseded',
    status: 409,
    title: '又改了版式，这次的预览不用看了。',
  },
  nameTaken: { code: 'template.name-taken', status: 409, title: '已经有同名的版式，请换个名字。' },
} as const satisfies Record<string, ErrorKind>

export const selectionErrors = {
  notFound: { code: 'selection.not-found', status: 404, title: '没有找到这份名单，可能已经删了。' },
  nameTaken: { code: 'selection.name-taken', status: 409, title: '已经有同名的名单，请换个名字。' },
} as const satisfies Record<string, ErrorKind>
