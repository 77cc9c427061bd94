import { RemovalPolicy } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { Construct } from 'constructs';
import { ledgerTable, type Storage } from './storage.ts';

/** The collection desk: its tasks, and the bus on which every opened or changed task is announced. */
export class Tasks extends Construct {
  readonly table: Table;
  readonly bus: EventBus;

  constructor(scope: Construct, id: string, props: { storage: Storage; name: string }) {
    super(scope, id);
    this.table = ledgerTable(this, 'Tasks', props.storage.key);
    this.bus = new EventBus(this, 'Bus', {
      eventBusName: props.name,
      description: 'CollectionTaskOpened, CollectionTaskChanged, MonthlyReviewPublished, MonthlyReviewFailed',
    });
    this.bus.applyRemovalPolicy(RemovalPolicy.DESTROY);
  }
}
