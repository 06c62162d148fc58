import { accountsTables } from './accounts/accounts.table.ts'
import { calendarsTables } from './calendars/calendars.table.ts'
import { codesTables } from './codes/codes.table.ts'
import { changesTables } from './core/db/changes.table.ts'
import type { Dialect } from './core/db/columns.ts'
import { deadlinesTables } from './core/deadlines/deadlines.table.ts'
import { installationKeysTables } from './core/installation-keys.table.ts'
import { ledgerTables } from './core/ledger/ledger.table.ts'
import { signedHeadsTables } from './core/ledger/signed-heads.table.ts'
import { limitsTables } from './core/limits/limits.table.ts'
import { deliveriesTables } from './deliveries/deliveries.table.ts'
import { departmentsTables } from './departments/departments.table.ts'
import { districtsTables } from './districts/districts.table.ts'
import { contactExportsTables } from './issues/contact-exports.table.ts'
import { holdsTables } from './issues/holds.table.ts'
import { issuesTables } from './issues/issues.table.ts'
import { phrasesTables } from './issues/phrases.table.ts'
import { leavesTables } from './leaves/leaves.table.ts'
import { lineageTables } from './lineage/lineage.table.ts'
import { mattersTables } from './matters/tables.ts'
import { ladderTables } from './notices/ladder.table.ts'
import { noticesTables } from './notices/notices.table.ts'
import { paperworkTables } from './paperwork/paperwork.table.ts'
import { photosTables } from './photos/photos.table.ts'
import { pointsTables } from './points/points.table.ts'
import { receptionsTables } from './receptions/receptions.table.ts'
import { recordsTables } from './records/records.table.ts'
import { representativesTables } from './representatives/representatives.table.ts'
import { rostersTables } from './roster/rosters.table.ts'
import { batchesTables } from './sheets/batches.table.ts'
import { sheetsTables } from './sheets/sheets.table.ts'
import { stationsTables } from './stations/stations.table.ts'
import { termsTables } from './terms/terms.table.ts'
import { verificationsTables } from './verifications/verifications.table.ts'
import { viewsTables } from './views/views.table.ts'
import { wallTables } from './wall/wall.table.ts'
import { wechatTables } from './wechat/wechat.table.ts'

/** Every table of the system; migrations are made from this list. */
export const schemaOf = (dialect: Dialect) => ({
  ...ledgerTables(dialect),
  ...signedHeadsTables(dialect),
  ...installationKeysTables(dialect),
  ...changesTables(dialect),
  ...limitsTables(dialect),
  ...deadlinesTables(dialect),
  ...districtsTables(dialect),
  ...calendarsTables(dialect),
  ...stationsTables(dialect),
  ...representativesTables(dialect),
  ...codesTables(dialect),
  ...departmentsTables(dialect),
  ...accountsTables(dialect),
  ...phrasesTables(dialect),
  ...leavesTables(dialect),
  ...issuesTables(dialect),
  ...noticesTables(dialect),
  ...ladderTables(dialect),
  ...photosTables(dialect),
  ...rostersTables(dialect),
  ...sheetsTables(dialect),
  ...batchesTables(dialect),
  ...termsTables(dialect),
  ...verificationsTables(dialect),
  ...wechatTables(dialect),
  ...deliveriesTables(dialect),
  ...viewsTables(dialect),
  ...wallTables(dialect),
  ...receptionsTables(dialect),
  ...contactExportsTables(dialect),
  ...lineageTables(dialect),
  ...holdsTables(dialect),
  ...mattersTables(dialect),
  ...paperworkTables(dialect),
  ...recordsTables(dialect),
  ...pointsTables(dialect),
})
