/** The states a reader follows on the terminal, in order, and what each does. */
export const STATES_SHOWN: readonly { readonly name: string; readonly says: string }[] = [
  { name: 'OpenRun', says: 'open the run' },
  { name: 'LandExports', says: 'read and check the export' },
  { name: 'JoinParts', says: 'put tables of several files together' },
  { name: 'CheckLanding', says: 'check across tables' },
  { name: 'Analyse', says: 'run the queries' },
  { name: 'CollectRows', says: 'file the rows as evidence' },
  { name: 'ScoreCustomers', says: 'score the high-risk customers' },
  { name: 'JudgeWarnings', says: 'judge who is next' },
  { name: 'ScoreLoans', says: 'review the loans' },
  { name: 'ReviewDesk', says: 'see what became of the tasks' },
  { name: 'ComposeFigures', says: 'compose figures.json' },
  { name: 'DrawCharts', says: 'draw the charts' },
  { name: 'ComposeReport', says: 'compose page, PDF, workbook and mail' },
  { name: 'Act', says: 'deliver the report, open the tasks' },
  { name: 'CloseRun', says: 'publish and close the run' },
];
