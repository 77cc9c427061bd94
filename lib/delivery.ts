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
import type { Stage } from '../config/stage-schema.ts';

/** Mail: the sender's identity, and the set under which every mail leaves and its fate is told. */
export class Delivery extends Construct {
  readonly configurationSetName: string;
  readonly configurationSetArn: string;
  /** Whose mail may be sent; in the sandbox SES asks for the right on the recipients too. */
  readonly identityArns: readonly string[];
  /** Where SES tells what became of a mail: only an account's default bus takes its events. */
  readonly events: IEventBus;

  constructor(scope: Construct, id: string, props: { name: string; mail: Stage['mail'] }) {
    super(scope, id);
    const stack = Stack.of(this);
    const { identity, sandboxRecipients } = props.mail;
    this.#identity('Identity', identity);
    for (const [index, recipient] of sandboxRecipients.entries()) this.#identity(`Recipient${index + 1}`, recipient);
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
    this.identityArns = [identity, ...sandboxRecipients].map((resourceName) =>
      stack.formatArn({ service: 'ses', resource: 'identity', resourceName }),
    );
  }

  #identity(id: string, identity: string): void {
    new EmailIdentity(this, id, {
      identity: identity.includes('@') ? Identity.email(identity) : Identity.domain(identity),
    });
  }
}
