import type { HistoryEvent } from '@aws-sdk/client-sfn';
import { describe, expect, it } from 'vitest';
import { unfinishedUnloadsOf } from '../../../adapters/aws/execution-history.ts';

const AT = new Date('2025-10-03T06:00:00Z');

/** A query task as Step Functions writes it into the history: its parameters are JSON inside JSON. */
function scheduled(id: number, query: string): HistoryEvent {
  return {
    id,
    previousEventId: id - 1,
    timestamp: AT,
    type: 'TaskScheduled',
    taskScheduledEventDetails: {
      resourceType: 'athena',
      resource: 'startQueryExecution.sync',
      region: 'eu-central-1',
      parameters: JSON.stringify({ QueryString: query, WorkGroup: 'duewatch-prod' }),
    },
  };
}

function following(id: number, previousEventId: number, type: HistoryEvent['type']): HistoryEvent {
  return { id, previousEventId, timestamp: AT, type };
}

function unload(table: string): string {
  return `UNLOAD (SELECT 'a''b' AS x) TO 's3://store/derived/${table}/run=2025-09-ab/' WITH (format = 'PARQUET')`;
}

describe('tables that an execution left unfinished', () => {
  it('are those whose query began and did not end well', () => {
    const events = [
      scheduled(2, unload('invoice_fact')),
      following(3, 2, 'TaskStarted'),
      following(4, 3, 'TaskSubmitted'),
      following(5, 4, 'TaskSucceeded'),
      scheduled(6, unload('month_fact')),
      following(7, 6, 'TaskStarted'),
      following(8, 7, 'TaskFailed'),
    ];
    expect(unfinishedUnloadsOf(events)).toEqual(['s3://store/derived/month_fact/run=2025-09-ab/']);
  });

  it('include one that was stopped, or that ran out of time, before it was even submitted', () => {
    expect(unfinishedUnloadsOf([scheduled(2, unload('month_fact')), following(3, 2, 'ExecutionAborted')])).toHaveLength(
      1,
    );
    expect(unfinishedUnloadsOf([scheduled(2, unload('month_fact')), following(3, 2, 'TaskTimedOut')])).toHaveLength(1);
  });

  it('never include what a SELECT has read', () => {
    expect(unfinishedUnloadsOf([scheduled(2, 'SELECT 1'), following(3, 2, 'TaskFailed')])).toEqual([]);
  });

  it('name a table that failed twice once, and none whose second try went well: its rows are needed by a redrive', () => {
    const twice = [
      scheduled(2, unload('month_fact')),
      following(3, 2, 'TaskFailed'),
      scheduled(4, unload('month_fact')),
      following(5, 4, 'TaskFailed'),
    ];
    expect(unfinishedUnloadsOf(twice)).toEqual(['s3://store/derived/month_fact/run=2025-09-ab/']);
    const mended = [...twice, scheduled(6, unload('month_fact')), following(7, 6, 'TaskSucceeded')];
    expect(unfinishedUnloadsOf(mended)).toEqual([]);
  });
});
