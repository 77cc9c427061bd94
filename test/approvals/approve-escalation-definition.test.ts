import { readFile } from 'node:fs/promises';
import validate from 'asl-validator';
import { describe, expect, it } from 'vitest';
import { fillDefinition, placesOf } from '../../core/workflow/definition.ts';

const FILE = new URL('../../lib/workflow/approve-escalation.asl.json', import.meta.url);

describe('the state machine that waits for a decision', () => {
  it('is valid Amazon States Language once its places are filled', async () => {
    const text = await readFile(FILE, 'utf8');
    expect(placesOf(text)).toEqual(['AskForDecisionFunctionArn', 'RecordDecisionFunctionArn']);
    const arn = (name: string) => `arn:aws:lambda:eu-central-1:111111111111:function:${name}`;
    const filled = fillDefinition(text, {
      AskForDecisionFunctionArn: arn('Ask'),
      RecordDecisionFunctionArn: arn('Record'),
    });
    const result = await validate(JSON.parse(filled));
    expect(result.errors).toEqual([]);
    expect(result.isValid).toBe(true);
  });

  it('waits by a token for as long as its input says, and records a decision as well as the lack of one', async () => {
    const { States: states } = JSON.parse(await readFile(FILE, 'utf8'));
    expect(states.AskForDecision).toMatchObject({
      Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
      TimeoutSecondsPath: '$.timeoutSeconds',
      Parameters: { Payload: { 'token.$': '$$.Task.Token' } },
      Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'RecordDecision' }],
      Next: 'RecordDecision',
    });
    expect(states.RecordDecision.End).toBe(true);
  });
});
