import { code, date, decimal, integer, many, need, text, year, yesNo } from './fields.ts'

const school = need(integer('schoolReference.schoolId'))
const student = need(text('studentReference.studentUniqueId'))
const organization = need(integer('educationOrganizationReference.educationOrganizationId'))
const staff = need(text('staffReference.staffUniqueId'))
const survey = {
  survey: need(text('surveyReference.surveyIdentifier')),
  namespace: need(text('surveyReference.namespace')),
}
const account = {
  account: need(text('localAccountReference.accountIdentifier|accountIdentifier')),
  organization: need(
    integer(
      'localAccountReference.educationOrganizationReference.educationOrganizationId|localAccountReference.educationOrganizationId',
    ),
  ),
  fiscalYear: need(year('localAccountReference.fiscalYear')),
  asOf: need(date('asOfDate')),
  amount: need(decimal('amount')),
}

/** Organizations, calendars, courses, assessments, discipline, staff, surveys, budget. */
export const schoolResources = {
  localEducationAgencies: {
    organization: need(integer('localEducationAgencyId')),
    name: need(text('nameOfInstitution')),
    category: code('localEducationAgencyCategory|localEducationAgencyCategoryDescriptor'),
  },
  schools: {
    school: need(integer('schoolId')),
    name: need(text('nameOfInstitution')),
    district: integer('localEducationAgencyReference.localEducationAgencyId'),
    grades: many(code('gradeLevel|gradeLevels.gradeLevelDescriptor')),
    status: code('operationalStatus|operationalStatusDescriptor'),
  },
  calendars: {
    school,
    calendar: need(text('calendarCode')),
    type: need(code('calendarType|calendarTypeDescriptor')),
    schoolYear: need(year('schoolYear|schoolYearTypeReference.schoolYear')),
  },
  calendarDates: {
    school: need(integer('calendarReference.schoolReference.schoolId|calendarReference.schoolId')),
    calendar: need(text('calendarReference.calendarCode')),
    schoolYear: need(year('calendarReference.schoolYear')),
    date: need(date('date')),
    events: need(many(code('calendarEvent|calendarEvents.calendarEventDescriptor'))),
  },
  sessions: {
    school,
    session: need(text('sessionName')),
    schoolYear: need(year('schoolYear|schoolYearTypeReference.schoolYear')),
    begin: need(date('beginDate')),
    end: need(date('endDate')),
    term: need(code('term|termDescriptor')),
    instructionalDays: need(integer('totalInstructionalDays')),
  },
  courses: {
    organization,
    course: need(text('courseCode')),
    title: need(text('courseTitle')),
    characteristics: many(code('courseLevelCharacteristic|levelCharacteristics.courseLevelCharacteristicDescriptor')),
    subjects: many(code('academicSubject|academicSubjects.academicSubjectDescriptor|academicSubjectDescriptor')),
    pathway: code('careerPathway|careerPathwayDescriptor'),
    identifiers: many(text('courseIdentificationCode.identificationCode|identificationCodes.identificationCode')),
  },
  assessments: {
    assessment: need(text('assessmentIdentifier')),
    namespace: need(text('namespace')),
    title: need(text('assessmentTitle')),
    subjects: many(code('academicSubject|academicSubjects.academicSubjectDescriptor')),
    grades: many(code('assessedGradeLevel|assessedGradeLevels.gradeLevelDescriptor')),
    version: integer('assessmentVersion'),
  },
  studentAssessments: {
    student,
    identifier: need(text('studentAssessmentIdentifier')),
    assessment: need(text('assessmentReference.assessmentIdentifier')),
    namespace: need(text('assessmentReference.namespace')),
    date: date('administrationDate'),
    grade: code('whenAssessedGradeLevel|whenAssessedGradeLevelDescriptor'),
    reasonNotTested: code('reasonNotTested|reasonNotTestedDescriptor'),
    schoolYear: year('schoolYear|schoolYearTypeReference.schoolYear'),
    school: integer('reportedSchoolReference.schoolId'),
    results: many(text('scoreResult.result|scoreResults.result')),
    resultMethods: many(code('scoreResult.assessmentReportingMethod|scoreResults.assessmentReportingMethodDescriptor')),
    levels: many(code('performanceLevel.performanceLevel|performanceLevels.performanceLevelDescriptor')),
    levelMethods: many(
      code('performanceLevel.assessmentReportingMethod|performanceLevels.assessmentReportingMethodDescriptor'),
    ),
  },
  disciplineIncidents: {
    incident: need(text('incidentIdentifier')),
    school,
    date: need(date('incidentDate')),
    behaviors: many(code('behavior.behavior|behaviors.behaviorDescriptor')),
    toPolice: yesNo('reportedToLawEnforcement'),
  },
  disciplineActions: {
    action: need(text('disciplineActionIdentifier')),
    student,
    date: need(date('disciplineDate')),
    disciplines: need(many(code('discipline|disciplines.disciplineDescriptor'))),
    length: decimal('disciplineActionLength'),
    actualLength: decimal('actualDisciplineActionLength'),
    school: need(integer('responsibilitySchoolReference.schoolId')),
    assignedTo: integer('assignmentSchoolReference.schoolId'),
    incidents: many(
      text(
        'studentDisciplineIncidentBehaviorAssociationReference.disciplineIncidentReference.incidentIdentifier|studentDisciplineIncidentBehaviorAssociations.studentDisciplineIncidentBehaviorAssociationReference.incidentIdentifier',
      ),
    ),
  },
  studentDisciplineIncidentBehaviorAssociations: {
    student,
    incident: need(text('disciplineIncidentReference.incidentIdentifier')),
    school: need(integer('disciplineIncidentReference.schoolReference.schoolId|disciplineIncidentReference.schoolId')),
    behavior: need(code('behavior|behaviorDescriptor')),
    participation: many(
      code(
        'disciplineIncidentParticipationCode|disciplineIncidentParticipationCodes.disciplineIncidentParticipationCodeDescriptor',
      ),
    ),
  },
  staffEducationOrganizationEmploymentAssociations: {
    staff,
    organization,
    status: need(code('employmentStatus|employmentStatusDescriptor')),
    hired: need(date('employmentPeriod.hireDate|hireDate')),
    ended: date('employmentPeriod.endDate|endDate'),
    separation: code('employmentPeriod.separation|separationDescriptor'),
    separationReason: code('employmentPeriod.separationReason|separationReasonDescriptor'),
    fullTimeEquivalency: decimal('fullTimeEquivalency'),
  },
  staffEducationOrganizationAssignmentAssociations: {
    staff,
    organization,
    classification: need(code('staffClassification|staffClassificationDescriptor')),
    begin: need(date('beginDate')),
    end: date('endDate'),
    fullTimeEquivalency: decimal('fullTimeEquivalency'),
    position: text('positionTitle'),
  },
  staffAbsenceEvents: {
    staff,
    date: need(date('eventDate')),
    category: need(code('absenceEventCategory|absenceEventCategoryDescriptor')),
    hours: decimal('hoursAbsent'),
  },
  staffLeaves: {
    staff,
    begin: need(date('beginDate')),
    end: date('endDate'),
    category: need(code('staffLeaveEventCategory|staffLeaveEventCategoryDescriptor')),
    substitute: yesNo('substituteAssigned'),
  },
  openStaffPositions: {
    organization,
    requisition: need(text('requisitionNumber')),
    posted: need(date('datePosted')),
    removed: date('datePostingRemoved'),
    result: code('postingResult|postingResultDescriptor'),
    status: need(code('employmentStatus|employmentStatusDescriptor')),
    classification: need(code('staffClassification|staffClassificationDescriptor')),
  },
  surveys: {
    survey: need(text('surveyIdentifier')),
    namespace: need(text('namespace')),
    title: need(text('surveyTitle')),
    schoolYear: need(year('schoolYear|schoolYearTypeReference.schoolYear')),
    administered: integer('numberAdministered'),
  },
  surveyQuestions: {
    ...survey,
    question: need(text('questionCode')),
    words: need(text('questionText')),
    choiceOrder: many(integer('responseChoice.sortOrder|responseChoices.sortOrder')),
    choiceValue: many(integer('responseChoice.numericValue|responseChoices.numericValue')),
    choiceText: many(text('responseChoice.textValue|responseChoices.textValue')),
  },
  surveyResponses: {
    ...survey,
    response: need(text('surveyResponseIdentifier')),
    date: need(date('responseDate')),
    levels: many(code('surveyLevel|surveyLevels.surveyLevelDescriptor')),
  },
  surveyQuestionResponses: {
    survey: need(
      text('surveyQuestionReference.surveyReference.surveyIdentifier|surveyQuestionReference.surveyIdentifier'),
    ),
    question: need(text('surveyQuestionReference.questionCode')),
    response: need(text('surveyResponseReference.surveyResponseIdentifier')),
    none: yesNo('noResponse'),
    numbers: many(integer('surveyQuestionResponseValue.numericResponse|values.numericResponse')),
  },
  localAccounts: {
    account: need(text('accountIdentifier')),
    organization,
    fiscalYear: need(year('fiscalYear')),
    name: text('accountName'),
    chart: text('chartOfAccountReference.accountIdentifier'),
  },
  localBudgets: account,
  localActuals: account,
  localEncumbrances: account,
} as const
