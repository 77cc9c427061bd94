/** A unit price in US dollars, and the page that publishes it. */
export interface UnitPrice {
  readonly dollars: number;
  readonly per: string;
  readonly source: string;
}

/** When the prices were noted, and for which region. They are list prices, before any free tier. */
export const PRICES_NOTED = { on: '2025-01', region: 'us-east-1' } as const;

const page = (service: string): string => `https://aws.amazon.com/${service}/pricing/`;

/** What AWS asks for each thing that a month uses. */
export const PRICES = {
  lambdaGbSecond: { dollars: 0.0000166667, per: 'GB-second', source: page('lambda') },
  lambdaRequest: { dollars: 0.2 / 1e6, per: 'request', source: page('lambda') },
  lambdaDiskGbSecond: { dollars: 0.0000000309, per: 'GB-second of disk above 512 MB', source: page('lambda') },
  stateTransition: { dollars: 0.025 / 1e3, per: 'state transition', source: page('step-functions') },
  athenaByte: { dollars: 5 / 1e12, per: 'byte scanned, 10 MB a query at least', source: page('athena') },
  s3Write: { dollars: 0.005 / 1e3, per: 'PUT or LIST', source: page('s3') },
  s3Read: { dollars: 0.0004 / 1e3, per: 'GET', source: page('s3') },
  s3GbMonth: { dollars: 0.023, per: 'GB and month', source: page('s3') },
  dynamoWrite: { dollars: 0.625 / 1e6, per: 'write of up to 1 KB', source: page('dynamodb') },
  dynamoRead: { dollars: 0.125 / 1e6, per: 'consistent read of up to 4 KB', source: page('dynamodb') },
  event: { dollars: 1 / 1e6, per: 'event', source: page('eventbridge') },
  mail: { dollars: 0.1 / 1e3, per: 'mail', source: page('ses') },
  mailGb: { dollars: 0.12, per: 'GB of attachments', source: page('ses') },
  kmsRequest: { dollars: 0.03 / 1e4, per: 'request', source: page('kms') },
  trace: { dollars: 5 / 1e6, per: 'trace', source: page('xray') },
  logGb: { dollars: 0.5, per: 'GB of log', source: page('cloudwatch') },
} as const satisfies Readonly<Record<string, UnitPrice>>;

/** What the stack costs a month while nothing runs. CloudWatch gives every account ten alarms, ten metrics and three dashboards. */
export const STANDING = [
  { what: 'the key', dollars: 1, note: 'each yearly rotation adds as much, for the first two', source: page('kms') },
  { what: '6 alarms', dollars: 0.6, note: 'nothing within the free tier', source: page('cloudwatch') },
  { what: '1 dashboard', dollars: 3, note: 'nothing within the free tier', source: page('cloudwatch') },
] as const;
