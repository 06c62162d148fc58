import type { ErrorKind } from '../core/errors.ts'

export const calendarErrors = {
  yearUnknown: {
    code: 'calendar.year-unknown',
    status: 409,
    title: '工作日历里还没有这一年的放假安排，算不出工作日；请代表工委在“设置 → 工作日历”里补上。',
  },
  noOfficeHours: {
    code: 'calendar.no-office-hours',
    status: 422,
    title: '一周里至少要有一天有上班时间，请在“上班时间”里填上。',
  },
  changedMeanwhile: {
    code: 'calendar.changed-meanwhile',
    status: 409,
    title: '别人刚刚先改了工作日历，这一次没有保存；请刷新后照新的再改。',
  },
  nothingChanged: {
    code: 'calendar.nothing-changed',
    status: 422,
    title: '和现在用的日历一模一样，没有要保存的改动。',
  },
  versionUnknown: {
    code: 'calendar.version-unknown',
    status: 404,
    title: '没有找到这一版工作日历，请刷新页面再看。',
  },
  fileMissing: {
    code: 'calendar.file-missing',
    status: 400,
    title: '没有收到文件，请选一份放假安排（.xlsx 或 .csv）再传。',
  },
  fileTooLarge: {
    code: 'calendar.file-too-large',
    status: 413,
    title: '文件超过 1 MB，不像一份放假安排；请只留日期、名称、休或班三列再传。',
  },
  fileUnread: {
    code: 'calendar.file-unread',
    status: 422,
    title: '这个文件读不出来，请在 Excel 或 WPS 里另存为 .xlsx 或 .csv 再传。',
  },
} as const satisfies Record<string, ErrorKind>
