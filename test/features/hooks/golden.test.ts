import { describe, expect, it } from 'vitest';
import { DIALECTS } from '../../../src/features/hooks/dialects/table.ts';
import { readPayload } from '../../../src/features/hooks/render/parse.ts';
import { render } from '../../../src/features/hooks/render/render.ts';
import { goldens, payloadOf } from './golden.ts';

describe('the dialects', () => {
  it.each(goldens().map((golden) => ({ title: `${golden.dialect}: ${golden.name}`, golden })))(
    'tell $title',
    ({ golden }) => {
      const { dialect } = golden;
      const look = { name: 'verona', dialect };
      const rendered = render(look, DIALECTS[dialect], payloadOf(golden));
      expect(rendered?.body.split('\n')).toEqual(golden.message);
      expect(rendered?.problem).toBeUndefined();
    },
  );

  it.each(Object.entries(DIALECTS))('%s understands its own sample', (name, dialect) => {
    const { headers = {}, body } = dialect.sample;
    const payload = readPayload({ headers, query: {}, body: new TextEncoder().encode(body) });
    expect(dialect.read(payload)).toBeDefined();
    const rendered = render({ name: 'verona', dialect: name }, dialect, payload);
    expect(rendered?.problem).toBeUndefined();
  });

  it('has golden payloads for each', () => {
    const covered = new Set(goldens().map(({ dialect }) => dialect));
    const own = new Set(['github']);
    expect(
      Object.keys(DIALECTS).filter((name) => !covered.has(name as never) && !own.has(name)),
    ).toEqual([]);
  });
});
