/**
 * What a district says on its voters' pages in its own words. What the program itself does (who sees
 * what, how long it is kept) is not for anybody to reword, and stands in the pages.
 */
export type PageTextKey = 'welcome' | 'consent' | 'help' | 'purpose' | 'lost' | 'keeper' | 'more'
export type PageTexts = Record<PageTextKey, string>

/** Filled in where a page is made. The phone becomes a link. */
export const placeholders = { '{区名}': '旗县区名称', '{电话}': '兜底电话' } as const
export const PHONE = '{电话}'
export const NAME = '{区名}'

/**
 * Edition 1: what the system came with. Voters agreed to these very words, so that they are never
 * edited; a district that wants others saves its own.
 */
export const STANDARD_TEXTS: Readonly<PageTexts> = {
  welcome: '',
  consent: '提交就是同意按上面写的用您的信息。',
  help: '打不开、不会用，拨 {电话}',
  purpose:
    '只收您写的内容、照片、地点，和您愿意留的姓名、电话，只用来把这件事办好、答复您。不收身份证号，不用登录，不要通讯录。照片里藏着的拍摄地点，上传前就去掉了。',
  lost: '回执丢了，拨 {电话} 或到任何一个代表家站办理。',
  keeper: '{区名}人大常委会办公室。依据：个人信息保护法、代表法。',
  more: '',
}

interface TextWords {
  label: string
  where: string
  most: number
  /** May be left empty; then it is not shown. */
  optional?: true
  /** May have several paragraphs. */
  paragraphs?: true
  /** What must not be missing in it. */
  needs?: typeof PHONE
}

export const pageTextWords: Readonly<Record<PageTextKey, TextWords>> = {
  welcome: {
    label: '欢迎的话',
    where: '扫码打开的那一页和首页上，可以不写',
    most: 60,
    optional: true,
  },
  consent: { label: '提交前的同意', where: '反映问题时，提交按钮上面', most: 60 },
  help: { label: '求助的电话', where: '每一页的最下面', most: 60, needs: PHONE },
  purpose: {
    label: '收什么，做什么用',
    where: '“谁能看到我写的”那一页',
    most: 600,
    paragraphs: true,
  },
  lost: {
    label: '回执丢了怎么办',
    where: '“谁能看到我写的”那一页，“您的权利”下面',
    most: 200,
    paragraphs: true,
    needs: PHONE,
  },
  keeper: {
    label: '谁负责',
    where: '“谁能看到我写的”那一页',
    most: 300,
    paragraphs: true,
  },
  more: {
    label: '本区另外要说明的',
    where: '“谁能看到我写的”那一页的最后，可以不写',
    most: 1000,
    optional: true,
    paragraphs: true,
  },
}

export const pageTextKeys = Object.keys(pageTextWords) as PageTextKey[]
