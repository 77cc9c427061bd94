import { RemovalPolicy, Validations } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { ledgerTable, type Storage } from './storage.ts';

/** What the desk page needs beside its function: the key of its links, and the memory of forms that were sent in. */
export class Desk extends Construct {
  readonly key: Secret;
  readonly usedLinks: Table;

  constructor(scope: Construct, id: string, props: { storage: Storage; name: string }) {
    super(scope, id);
    this.key = new Secret(this, 'Key', {
      secretName: `${props.name}/desk-key`,
      description: 'Signs the links of the desk page; a new value signs, the one before it is still accepted',
      encryptionKey: props.storage.key,
      generateSecretString: { passwordLength: 64, excludePunctuation: true },
      // Links that are out stop opening with it; a new stack writes new ones.
      removalPolicy: RemovalPolicy.DESTROY,
    });
    Validations.of(this.key).acknowledge({
      id: 'AwsSolutions-SMG4',
      reason:
        'Every rotation ends links that are in people’s mailboxes; it is done by hand where a link got out (docs/operate.md).',
    });
    this.usedLinks = ledgerTable(this, 'UsedLinks', props.storage.key, 'expires');
  }
}
