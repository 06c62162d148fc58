/** What several pages say alike. */
export const seenBefore = '没有连上，下面是上次看到的。'
export const noFilesInWechat = '微信里存不了文件，请在手机浏览器里打开。'
export const mendAbove = '有的地方要改一改，见上面的红字。'
export const searchHints = {
  person: '换个字，或只输姓名的拼音首字母试试。',
  matter: '换个词试试，或者只打编号里的几个数字。',
} as const
