/** Nothing a caller sends closes the link: the table of what closes streams, through REST against real servers. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ProblemBody, SendRecord, StatusReport } from '../../src/contract/schemas.ts';
import { REGRESSION_TABLE } from '../stanza/regression-table.ts';
import type { RegressionCase } from '../stanza/regression-table.ts';
import type { ApiResponse } from '../support/api-client.ts';
import type { XmppClient } from '../support/xmpp-client.ts';
import { postBytes } from './spine/post-bytes.ts';
import { ALL_SERVERS, openStage } from './spine/stage.ts';
import type { Stage } from './spine/stage.ts';

const outcomeOf = ({ outcome, overRest = outcome }: RegressionCase) => overRest;
const named = (wanted: 'refused' | 'passes') =>
  REGRESSION_TABLE.filter((tried) => outcomeOf(tried) === wanted).map(
    (tried) => [tried.kind, tried.name, tried] as const,
  );
/** Refused for whom it is from, which is no fault of the input. */
const RIGHTS = new Set(['identity-forbidden', 'forbidden']);

describe.each(ALL_SERVERS)('with $name', ({ name }) => {
  let stage: Stage;
  let juliet: XmppClient;
  let before: StatusReport;

  const status = async () => (await stage.api.get('/v1/status')).json as StatusReport;

  function post(tried: RegressionCase): Promise<ApiResponse> {
    if (tried.kind === 'json') return stage.api.post(tried.path, tried.input);
    return postBytes(stage.bridge, '/v1/stanzas', tried.input, 'application/xmpp+xml');
  }

  beforeAll(async () => {
    stage = await openStage(name);
    juliet = await stage.slixmpp('juliet');
    before = await status();
  });
  afterAll(() => stage.close());

  it.each(named('refused'))('refuses, as %s: %s', async (_kind, _name, tried) => {
    const { status: code, headers, json, text } = await post(tried);
    expect(code, text).toBeGreaterThanOrEqual(400);
    expect(code, text).toBeLessThan(500);
    expect(headers.get('content-type')).toMatch(/^application\/problem\+json\b/);
    const problem = json as ProblemBody;
    expect(problem).toMatchObject({ status: code, instance: expect.any(String) as string });
    if (RIGHTS.has(problem.code)) return;
    expect(problem.errors, text).not.toHaveLength(0);
    for (const { pointer, detail } of problem.errors ?? []) {
      expect(pointer).toMatch(
        tried.kind === 'json' ? /^(\/[^/]*)*$/ : /^(\/(to|from|type|children\/\d+))?$/,
      );
      expect(detail).not.toBe('');
    }
  });

  it.each(named('passes'))('delivers, as %s: %s', async (_kind, _name, tried) => {
    const { status: code, json, text } = await post(tried);
    expect(code, text).toBe(202);
    const { id } = json as SendRecord;
    await juliet.waitFor(({ name, attributes }) => name === 'message' && attributes['id'] === id);
  });

  it('keeps the one link through all of it', async () => {
    const sent = await stage.api.post('/v1/messages', {
      to: 'juliet@example.org',
      body: 'The end',
    });
    expect(sent.status).toBe(202);
    await juliet.waitFor(({ body }) => body === 'The end');
    const after = await status();
    expect(after.link).toEqual(before.link);
    expect(after.epoch).toBe(before.epoch);
    expect(stage.bridge.logs()).not.toContain('the link is down');
  });
});
