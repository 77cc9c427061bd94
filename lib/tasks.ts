import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, ProjectionType, type Table } from 'aws-cdk-lib/aws-dynamodb';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { Construct } from 'constructs';
import { WORKLIST_INDEX } from '../core/contracts/worklist-index.ts';
import { ledgerTable, type Storage } from './storage.ts';

/** The collection desk: its tasks, and the bus on which every opened or changed task is announced. */
export class Tasks extends Construct {
  readonly table: Table;
  /** The index that the worklist is read from. */
  readonly indexArn: string;
  readonly bus: EventBus;

  constructor(scope: Construct, id: string, props: { storage: Storage; name: string }) {
    super(scope, id);
    this.table = ledgerTable(this, 'Tasks', props.storage.key);
    this.table.addGlobalSecondaryIndex({
      indexName: WORKLIST_INDEX.name,
      partitionKey: { name: WORKLIST_INDEX.status, type: AttributeType.STRING },
      projectionType: ProjectionType.INCLUDE,
      nonKeyAttributes: [WORKLIST_INDEX.task],
    });
    this.indexArn = `${this.table.tableArn}/index/${WORKLIST_INDEX.name}`;
    this.bus = new EventBus(this, 'Bus', {
      eventBusName: props.name,
      description: 'CollectionTaskOpened, CollectionTaskChanged, MonthlyReviewPublished, MonthlyReviewFailed',
    });
    this.bus.applyRemovalPolicy(RemovalPolicy.DESTROY);
  }
}
