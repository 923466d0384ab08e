export type { EdsightFile, Fact as EdsightFact, Finding as EdsightFinding } from './facts.ts'
export { type Given as EdsightGiven, readEdsight } from './read.ts'
export { type Report as EdsightReport, reports as edsightReports } from './reports.ts'
export { type RollUp, type RollUpWhy, rollUp } from './rollup.ts'
export {
  edsightLines,
  type EdsightSummary,
  edsightTable,
  sayEdsight,
  sayRollUp,
  summarize as summarizeEdsight,
} from './say.ts'
export { type Renamed, registerSchools, renamed, type SchoolRegister, withSchoolCodes } from './schools.ts'
