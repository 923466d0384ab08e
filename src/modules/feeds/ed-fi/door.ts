export type { ApiSettings as EdFiApiSettings } from './http.ts'
export {
  type Cursor as EdFiCursor,
  edFiApi,
  type EdFiApi,
  type Page as EdFiPage,
  type PullOptions as EdFiPullOptions,
} from './pull.ts'
export { attendanceRate, type AttendanceRows, type EdFiRate } from './rates.ts'
export {
  type EdFiFinding,
  type EdFiFound,
  type EdFiItem,
  type EdFiTally,
  formatOf,
  readEdFi,
  readRecords,
} from './read.ts'
export { type EdFiRow, isResource, type ResourceName } from './resources.ts'
export { sayEdFi, sayNoRate } from './say.ts'
export { addFound, edFiPulled, type EdFiRows, type EdFiUpload, type EdFiUploads, edFiUploads } from './uploads.ts'
