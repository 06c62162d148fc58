import type { RepresentativeField, StationField } from './roster.model.ts'

/**
 * How offices head their columns. `exact` is compared with the whole heading (without spaces, brackets and stars),
 * `like` is looked for inside it and counts for less. Order matters only among headings that are equally good.
 */
export type Headings = { exact: readonly string[]; like?: RegExp }

const town: Headings = {
  exact:
    '苏木镇街道 苏木镇 苏木乡镇 苏木乡镇街道 街道 乡镇 镇街 乡镇街道 所属街道 所属乡镇 所在乡镇 所属苏木镇街道'.split(
      ' ',
    ),
  like: /苏木|乡镇|镇街|街道/,
}
const area: Headings = { exact: ['片区', '所属片区', '责任片区', '所在片区'], like: /片区/ }
const note: Headings = { exact: ['备注', '说明', '备考', '附注'], like: /备注/ }

export const representativeHeadings: Record<RepresentativeField, Headings> = {
  name: { exact: ['姓名', '代表姓名', '人大代表姓名', '名字', '代表名字', '代表'], like: /姓名/ },
  sex: { exact: ['性别'] },
  ethnicity: { exact: ['民族', '族别'] },
  birth: { exact: ['出生年月', '出生日期', '出生年月日', '出生时间', '生日'], like: /出生|生年月/ },
  party: {
    exact: ['政治面貌', '党派', '党派政治面貌', '政治面貌党派', '党派情况', '面貌'],
    like: /党派|政治面貌/,
  },
  education: {
    exact: ['文化程度', '学历', '学历学位', '最高学历', '教育程度', '学位'],
    like: /学历|文化程度/,
  },
  position: {
    exact:
      '工作单位及职务 单位及职务 单位职务 工作单位职务 工作单位和职务 单位和职务 现任职务 所在单位及职务 任职单位及职务'.split(
        ' ',
      ),
    like: /单位.{0,3}职务/,
  },
  employer: { exact: ['工作单位', '单位', '所在单位', '单位名称', '任职单位'], like: /工作单位/ },
  post: { exact: ['职务', '担任职务', '职务职称', '岗位'], like: /职务/ },
  electoralUnit: {
    exact:
      '选区 选举单位 选区选举单位 所在选区 所属选区 选区名称 当选选区 原选区 原选举单位 选举单位选区'.split(
        ' ',
      ),
    like: /选区|选举单位/,
  },
  station: {
    exact:
      '家站 所属家站 代表家站 所属代表家站 代表之家 所属代表之家 联络站 代表联络站 所属联络站 所属代表联络站 所在家站 家站名称 编入家站 进驻家站'.split(
        ' ',
      ),
    like: /家站|代表之家|联络站/,
  },
  phone: {
    exact:
      '手机 手机号 手机号码 联系电话 联系手机 移动电话 电话 电话号码 联系方式 本人电话 本人手机'.split(
        ' ',
      ),
    like: /手机|电话|联系方式/,
  },
  level: { exact: ['代表层级', '层级', '代表级别', '级别', '代表层次'], like: /层级|级别/ },
  term: { exact: ['届次', '届别', '届', '当选届次', '任期'], like: /届/ },
  group: {
    exact: ['代表团', '所属代表团', '所在代表团', '代表小组', '所属代表小组', '小组', '组别'],
    like: /代表团|小组/,
  },
  town,
  area,
  sector: {
    exact:
      '领域 行业 界别 所属行业 行业领域 领域行业 擅长领域 专业领域 代表构成 代表类别 代表结构 身份'.split(
        ' ',
      ),
    like: /领域|行业|界别/,
  },
  mongolian: {
    exact: [
      '蒙古文名',
      '蒙文名',
      '蒙古文姓名',
      '蒙文姓名',
      '蒙古文名字',
      '蒙文名字',
      '姓名蒙古文',
      '姓名蒙文',
    ],
    like: /蒙古?文/,
  },
  standingCommittee: {
    exact: ['是否常委会组成人员', '是否常委', '是否常委会委员', '常委会委员', '常委会组成人员'],
    like: /常委/,
  },
  status: { exact: ['代表资格', '状态', '任职状态', '资格状态', '代表状态'] },
  note,
}

export const stationHeadings: Record<StationField, Headings> = {
  name: {
    exact:
      '家站名称 站点名称 家站 代表家站 名称 站名 家站名 联络站名称 代表联络站名称 代表之家名称 代表家站名称 联络站'.split(
        ' ',
      ),
    like: /家站名|站点名|联络站名/,
  },
  area,
  town,
  kind: { exact: ['类型', '家站类型', '站点类型', '类别', '种类', '家站类别'], like: /类型|类别/ },
  address: {
    exact: ['地址', '详细地址', '家站地址', '站点地址', '站址', '所在地', '位置'],
    like: /地址/,
  },
  longitude: { exact: ['经度', '东经', 'lng', 'lon', 'longitude'], like: /经度/ },
  latitude: { exact: ['纬度', '北纬', 'lat', 'latitude'], like: /纬度/ },
  coordinates: { exact: ['坐标', '经纬度', '位置坐标', '地理坐标'], like: /坐标|经纬/ },
  head: { exact: ['站长', '站长姓名', '负责人', '负责人姓名', '家站负责人'] },
  headPhone: {
    exact: ['站长电话', '站长手机', '负责人电话'],
    like: /(站长|负责人).*(电话|手机|联系方式)/,
  },
  liaison: { exact: ['联络员', '联络员姓名', '家站联络员'] },
  liaisonPhone: { exact: ['联络员电话', '联络员手机'], like: /联络员.*(电话|手机|联系方式)/ },
  phone: {
    exact: ['联系电话', '电话', '办公电话', '家站电话', '公开电话', '联系方式'],
    like: /电话/,
  },
  hours: { exact: ['开放时间', '接待时间', '接待日', '值班时间', '服务时间'], like: /时间|接待日/ },
  note,
}

/** Columns that are understood and deliberately not taken. */
export const indexHeadings: Headings = { exact: ['序号', '编号', '号', '次序', 'no', '序'] }
export const privateHeadings: Headings = {
  exact: ['身份证', '身份证号', '身份证号码', '公民身份号码', '住址', '家庭住址', '家庭地址'],
  like: /身份证|身份号码|住址|家庭地址|银行卡/,
}
