import { Stack } from 'aws-cdk-lib';
import { EventBus, type IEventBus } from 'aws-cdk-lib/aws-events';
import {
  ConfigurationSet,
  EmailIdentity,
  EmailSendingEvent,
  EventDestination,
  Identity,
  SuppressionReasons,
} from 'aws-cdk-lib/aws-ses';
import { Construct } from 'constructs';

/** Mail: the sender's identity, and the set under which every mail leaves and its fate is told. */
export class Delivery extends Construct {
  readonly configurationSetName: string;
  readonly configurationSetArn: string;
  readonly identityArn: string;
  /** Where SES tells what became of a mail: only an account's default bus takes its events. */
  readonly events: IEventBus;

  constructor(scope: Construct, id: string, props: { name: string; identity: string }) {
    super(scope, id);
    const stack = Stack.of(this);
    const isAddress = props.identity.includes('@');
    new EmailIdentity(this, 'Identity', {
      identity: isAddress ? Identity.email(props.identity) : Identity.domain(props.identity),
    });
    const configurationSet = new ConfigurationSet(this, 'ConfigurationSet', {
      configurationSetName: props.name,
      reputationMetrics: true,
      // Mail is sent over TLS or not at all; an address that bounced or complained is not written to again.
      suppressionReasons: SuppressionReasons.BOUNCES_AND_COMPLAINTS,
    });
    this.events = EventBus.fromEventBusName(this, 'DefaultBus', 'default');
    configurationSet.addEventDestination('Events', {
      destination: EventDestination.eventBus(this.events),
      events: [
        EmailSendingEvent.SEND,
        EmailSendingEvent.DELIVERY,
        EmailSendingEvent.BOUNCE,
        EmailSendingEvent.COMPLAINT,
        EmailSendingEvent.REJECT,
      ],
    });
    this.configurationSetName = props.name;
    this.configurationSetArn = stack.formatArn({
      service: 'ses',
      resource: 'configuration-set',
      resourceName: props.name,
    });
    this.identityArn = stack.formatArn({ service: 'ses', resource: 'identity', resourceName: props.identity });
  }
}
