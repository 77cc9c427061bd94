import { checkLandingHandler } from './check-landing/handler.ts';
import { closeRunHandler } from './close-run/handler.ts';
import { collectRowsHandler } from './collect-rows/handler.ts';
import { composeFiguresHandler } from './compose-figures/handler.ts';
import { composeReportHandler } from './compose-report/handler.ts';
import { deliverReportHandler } from './deliver-report/handler.ts';
import { drawChartsHandler } from './draw-charts/handler.ts';
import type { failRunHandler } from './fail-run/handler.ts';
import { judgeWarningsHandler } from './judge-warnings/handler.ts';
import { landTableHandler } from './land-table/handler.ts';
import { openRunHandler } from './open-run/handler.ts';
import { openTasksHandler } from './open-tasks/handler.ts';
import { planAnalysisHandler } from './plan-analysis/handler.ts';
import { reviewDeskHandler } from './review-desk/handler.ts';
import { scoreCustomersHandler } from './score-customers/handler.ts';
import { scoreLoansHandler } from './score-loans/handler.ts';

/** Everything any state needs; each handler takes what it uses. */
export type AllPorts = Parameters<typeof openRunHandler>[0] &
  Parameters<typeof landTableHandler>[0] &
  Parameters<typeof checkLandingHandler>[0] &
  Parameters<typeof planAnalysisHandler>[0] &
  Parameters<typeof collectRowsHandler>[0] &
  Parameters<typeof scoreCustomersHandler>[0] &
  Parameters<typeof scoreLoansHandler>[0] &
  Parameters<typeof judgeWarningsHandler>[0] &
  Parameters<typeof reviewDeskHandler>[0] &
  Parameters<typeof composeFiguresHandler>[0] &
  Parameters<typeof drawChartsHandler>[0] &
  Parameters<typeof composeReportHandler>[0] &
  Parameters<typeof deliverReportHandler>[0] &
  Parameters<typeof openTasksHandler>[0] &
  Parameters<typeof closeRunHandler>[0] &
  Parameters<typeof failRunHandler>[0];

/** Every function that the workflow's states call, by name, bound to one set of ports. FailRun listens to the end of an execution instead. */
export function handlersFor(ports: AllPorts) {
  return {
    OpenRun: openRunHandler(ports),
    LandTable: landTableHandler(ports),
    CheckLanding: checkLandingHandler(ports),
    PlanAnalysis: planAnalysisHandler(ports),
    CollectRows: collectRowsHandler(ports),
    ScoreCustomers: scoreCustomersHandler(ports),
    ScoreLoans: scoreLoansHandler(ports),
    JudgeWarnings: judgeWarningsHandler(ports),
    ReviewDesk: reviewDeskHandler(ports),
    ComposeFigures: composeFiguresHandler(ports),
    DrawCharts: drawChartsHandler(ports),
    ComposeReport: composeReportHandler(ports),
    DeliverReport: deliverReportHandler(ports),
    OpenTasks: openTasksHandler(ports),
    CloseRun: closeRunHandler(ports),
  };
}
