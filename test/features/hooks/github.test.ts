import examples from '@octokit/webhooks-examples' with { type: 'json' };
import { describe, expect, it } from 'vitest';
import { DIALECTS } from '../../../src/features/hooks/dialects/table.ts';
import { readPayload } from '../../../src/features/hooks/render/parse.ts';
import { render } from '../../../src/features/hooks/render/render.ts';

interface Example {
  readonly name: string;
  readonly examples: readonly object[];
}

function told(event: string, payload: object) {
  const headers = { 'x-github-event': event };
  const body = Buffer.from(JSON.stringify(payload));
  const read = readPayload({ headers, query: {}, body });
  return render({ name: 'verona', dialect: 'github' }, DIALECTS.github, read);
}

describe('an event of GitHub', () => {
  const list = examples as unknown as readonly Example[];

  it.each(list.map(({ name, examples: payloads }) => ({ name, payloads })))(
    '$name is told in a line and its details',
    ({ name, payloads }) => {
      const seen = payloads.map((payload) => told(name, payload));
      for (const one of seen) expect(one?.problem).toBeUndefined();
      const bodies = seen.map((one) => one?.body.replace(/\n[^]*/, ''));
      expect([...new Set(bodies)]).toMatchSnapshot();
    },
  );
});
