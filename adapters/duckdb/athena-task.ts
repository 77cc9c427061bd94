import { z } from 'zod';

/** Parameters of an `athena:startQueryExecution.sync` task, with the limits Athena itself sets. */
export const athenaTaskSchema = z.strictObject({
  QueryString: z.string().min(1).max(262_144),
  /** Texts of SQL literals, in the order of the query's `?`. */
  ExecutionParameters: z.array(z.string().min(1).max(1024)).min(1).optional(),
  QueryExecutionContext: z.strictObject({ Catalog: z.string().optional(), Database: z.string().optional() }).optional(),
  ResultConfiguration: z.strictObject({ OutputLocation: z.string() }),
  WorkGroup: z.string().optional(),
  ClientRequestToken: z.string().min(32).max(128),
});

/** What the task is asked to do. */
export type AthenaTask = z.output<typeof athenaTaskSchema>;

/** What Athena tells of a query execution; the members that both machines fill. */
export interface QueryExecution {
  readonly QueryExecutionId: string;
  readonly Query: string;
  readonly StatementType: 'DML';
  readonly SubstatementType: 'SELECT' | 'UNLOAD';
  /** The CSV of a SELECT; for an UNLOAD the name that its manifest's begins with. */
  readonly ResultConfiguration: { readonly OutputLocation: string };
  readonly QueryExecutionContext: { readonly Catalog?: string | undefined; readonly Database?: string | undefined };
  readonly ExecutionParameters?: readonly string[];
  readonly Status:
    | { readonly State: 'SUCCEEDED' }
    | {
        readonly State: 'FAILED';
        readonly StateChangeReason: string;
        readonly AthenaError: { readonly ErrorMessage: string };
      };
  readonly Statistics: { readonly DataManifestLocation?: string };
  readonly WorkGroup: string;
}

/** Result of the task. */
export interface AthenaTaskResult {
  readonly QueryExecution: QueryExecution;
}
