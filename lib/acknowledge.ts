import { Stack, Validations } from 'aws-cdk-lib';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';

/**
 * Acknowledges the wildcards that a policy is meant to have, one finding each: objects under a named folder, executions of one state
 * machine. A wildcard that is not listed here is an error of the synthesis.
 */
export function acknowledgeWildcards(scope: IConstruct, statements: readonly PolicyStatement[], reason: string): void {
  const resources = statements
    .flatMap(({ resources: of }) => of)
    .filter((resource) => resourceText(scope, resource).includes('*'));
  for (const resource of new Set(resources.map((each) => resourceText(scope, each)))) {
    Validations.of(scope).acknowledge({ id: `AwsSolutions-IAM5[Resource::${resource}]`, reason });
  }
}

/** A resource as the check writes it: references in angle brackets. */
function resourceText(scope: IConstruct, resource: string): string {
  return flat(Stack.of(scope).resolve(resource));
}

function flat(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value === null || typeof value !== 'object') return String(value);
  if ('Ref' in value) return `<${String(value.Ref)}>`;
  if ('Fn::GetAtt' in value && Array.isArray(value['Fn::GetAtt'])) return `<${value['Fn::GetAtt'].join('.')}>`;
  if ('Fn::Join' in value && Array.isArray(value['Fn::Join'])) {
    const [separator, parts] = value['Fn::Join'];
    return Array.isArray(parts) ? parts.map(flat).join(String(separator)) : '';
  }
  return JSON.stringify(value);
}
