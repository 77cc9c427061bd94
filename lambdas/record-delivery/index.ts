import { sendLedger } from '../../adapters/aws/environment.ts';
import { sendKeyOf } from '../../adapters/aws/send-reference.ts';
import { referenceOf } from '../../adapters/aws/send-tags.ts';
import { mailEvent } from '../../core/contracts/mail-event.ts';
import { stateFunction } from '../middleware/state-function.ts';
import { recordDeliveryHandler } from './handler.ts';

/** Listens to the events of SES. */
export const handler = stateFunction({
  name: 'RecordDelivery',
  input: mailEvent,
  handler: recordDeliveryHandler({
    sends: sendLedger(),
    keyOf: (tags) => {
      const reference = referenceOf(tags);
      return reference === undefined ? undefined : sendKeyOf(reference);
    },
  }),
});
