import { code, date, decimal, integer, many, need, text, year, yesNo } from './fields.ts'

const student = need(text('studentReference.studentUniqueId'))
const school = need(integer('schoolReference.schoolId'))
const organization = need(integer('educationOrganizationReference.educationOrganizationId'))

/** What every participation in a program tells. */
const program = {
  student,
  program: need(text('programReference.programName')),
  programType: need(code('programReference.programType|programReference.programTypeDescriptor')),
  organization,
  begin: need(date('beginDate')),
  end: date('endDate'),
  reasonExited: code('reasonExited|reasonExitedDescriptor'),
}

/** Students, where they are enrolled, who they are, their days, courses and what became of them. Names are read for joining; e-mails and addresses never. */
export const studentResources = {
  students: {
    student: need(text('studentUniqueId')),
    firstName: need(text('name.firstName|firstName')),
    middleName: text('name.middleName|middleName'),
    lastSurname: need(text('name.lastSurname|lastSurname')),
    birthDate: need(date('birthData.birthDate|birthDate')),
  },
  studentSchoolAssociations: {
    student,
    school,
    entryDate: need(date('entryDate')),
    entryGradeLevel: need(code('entryGradeLevel|entryGradeLevelDescriptor')),
    exitDate: date('exitWithdrawDate'),
    exitType: code('exitWithdrawType|exitWithdrawTypeDescriptor'),
    primarySchool: yesNo('primarySchool'),
    fullTimeEquivalency: decimal('fullTimeEquivalency'),
    calendar: text('calendarReference.calendarCode'),
    residency: code('residencyStatus|residencyStatusDescriptor'),
    enrollmentType: code('enrollmentType|enrollmentTypeDescriptor'),
    classOf: year('classOfSchoolYear|classOfSchoolYearTypeReference.schoolYear'),
    schoolYear: year('schoolYear|schoolYearTypeReference.schoolYear'),
  },
  studentEducationOrganizationAssociations: {
    student,
    organization,
    sex: code('sex|sexDescriptor'),
    hispanic: yesNo('hispanicLatinoEthnicity'),
    races: many(code('race|races.raceDescriptor')),
    englishProficiency: code('limitedEnglishProficiency|limitedEnglishProficiencyDescriptor'),
    disabilities: many(code('disability.disability|disabilities.disabilityDescriptor')),
    characteristics: many(
      code('studentCharacteristic.studentCharacteristic|studentCharacteristics.studentCharacteristicDescriptor'),
    ),
    cohortYears: many(year('cohortYear.schoolYear|cohortYears.schoolYearTypeReference.schoolYear')),
    cohortTypes: many(code('cohortYear.cohortYearType|cohortYears.cohortYearTypeDescriptor')),
  },
  studentSchoolAttendanceEvents: {
    student,
    school,
    date: need(date('attendanceEvent.eventDate|eventDate')),
    category: need(code('attendanceEvent.attendanceEventCategory|attendanceEventCategoryDescriptor')),
    duration: decimal('attendanceEvent.eventDuration|eventDuration'),
    minutes: integer('schoolAttendanceDuration'),
    environment: code('attendanceEvent.educationalEnvironment|educationalEnvironmentDescriptor'),
    session: need(text('sessionReference.sessionName')),
    schoolYear: need(year('sessionReference.schoolYear')),
  },
  studentSectionAttendanceEvents: {
    student,
    section: need(text('sectionReference.sectionIdentifier')),
    school: need(
      integer('sectionReference.schoolId|sectionReference.courseOfferingReference.schoolReference.schoolId'),
    ),
    date: need(date('attendanceEvent.eventDate|eventDate')),
    category: need(code('attendanceEvent.attendanceEventCategory|attendanceEventCategoryDescriptor')),
    duration: decimal('attendanceEvent.eventDuration|eventDuration'),
    minutes: integer('sectionAttendanceDuration'),
  },
  studentSectionAssociations: {
    student,
    section: need(text('sectionReference.sectionIdentifier')),
    course: need(text('sectionReference.localCourseCode|sectionReference.courseOfferingReference.localCourseCode')),
    school: need(
      integer('sectionReference.schoolId|sectionReference.courseOfferingReference.schoolReference.schoolId'),
    ),
    begin: need(date('beginDate')),
    end: date('endDate'),
    dualCredit: yesNo('dualCredit.dualCredit|dualCredit|dualCreditIndicator'),
  },
  courseTranscripts: {
    student: need(
      text(
        'studentAcademicRecordReference.studentReference.studentUniqueId|studentAcademicRecordReference.studentUniqueId',
      ),
    ),
    schoolYear: need(year('studentAcademicRecordReference.schoolYear')),
    term: need(code('studentAcademicRecordReference.term|studentAcademicRecordReference.termDescriptor')),
    course: need(text('courseReference.courseCode')),
    title: text('courseTitle'),
    attempt: need(code('courseAttemptResult|courseAttemptResultDescriptor')),
    earned: decimal('earnedCredits.credits|earnedCredits'),
    attempted: decimal('attemptedCredits.credits|attemptedCredits'),
    gradeLevel: code('whenTakenGradeLevel|whenTakenGradeLevelDescriptor'),
    letter: text('finalLetterGradeEarned'),
    numeric: decimal('finalNumericGradeEarned'),
    method: code('methodCreditEarned|methodCreditEarnedDescriptor'),
    repeat: code('courseRepeatCode|courseRepeatCodeDescriptor'),
    subjects: many(code('academicSubject|academicSubjects.academicSubjectDescriptor')),
    creditCategories: many(code('creditCategory|creditCategories.creditCategoryDescriptor')),
  },
  studentAcademicRecords: {
    student,
    organization,
    schoolYear: need(year('schoolYear|schoolYearTypeReference.schoolYear')),
    term: need(code('term|termDescriptor')),
    sessionEarned: decimal('sessionEarnedCredits.credits|sessionEarnedCredits'),
    cumulativeEarned: decimal('cumulativeEarnedCredits.credits|cumulativeEarnedCredits'),
    diplomaTypes: many(code('diploma.diplomaType|diplomas.diplomaTypeDescriptor')),
    diplomaDates: many(date('diploma.diplomaAwardDate|diplomas.diplomaAwardDate')),
  },
  graduationPlans: {
    organization,
    planType: need(code('graduationPlanType|graduationPlanTypeDescriptor')),
    schoolYear: need(year('graduationSchoolYear|graduationSchoolYearTypeReference.schoolYear')),
    totalCredits: need(decimal('totalRequiredCredits.credits|totalRequiredCredits')),
  },
  postSecondaryEvents: {
    student,
    date: need(date('eventDate')),
    category: need(code('postSecondaryEventCategory|postSecondaryEventCategoryDescriptor')),
    institution: text('postSecondaryInstitutionReference.postSecondaryInstitutionId'),
  },
  studentProgramAssociations: program,
  studentCTEProgramAssociations: program,
  studentSpecialEducationProgramAssociations: {
    ...program,
    iepBegin: date('iepBeginDate'),
    iepEnd: date('iepEndDate'),
  },
  studentSchoolFoodServiceProgramAssociations: {
    ...program,
    services: many(
      code(
        'schoolFoodServiceProgramService.schoolFoodServiceProgramService|schoolFoodServiceProgramServices.schoolFoodServiceProgramServiceDescriptor',
      ),
    ),
  },
  studentLanguageInstructionProgramAssociations: {
    ...program,
    participation: yesNo('englishLearnerParticipation'),
  },
  studentHomelessProgramAssociations: program,
  studentMigrantEducationProgramAssociations: program,
  studentTitleIPartAProgramAssociations: program,
  studentNeglectedOrDelinquentProgramAssociations: program,
  studentSection504ProgramAssociations: program,
} as const
