import supertest from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ERROR_PAGES } from '../../../src/core/words/error-pages.ts';
import { startApi, type Api } from './api.ts';

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const ask = (path: string, accept = '*/*') =>
  supertest(api.app.server).get(path).set('accept', accept);

describe('the type of a problem', () => {
  it('can be looked up at the bridge, without a key', async () => {
    const response = await ask('/v1/montague');
    const { type, code } = response.body as { readonly type: string; readonly code: string };
    for (const name of [type, code]) {
      const page = await ask(`/problems/${name}`);
      expect([page.status, page.type]).toEqual([200, 'text/plain']);
      expect(page.text).toContain('What to do: ');
      expect(page.text).toContain(type);
    }
  });

  it.each(['star-crossed', '%3Cscript%3E', 'toString', 'x'.repeat(90)])(
    'that there is not is 404: %s',
    async (name) => {
      const response = await ask(`/problems/${name}`, 'text/html');
      expect([response.status, response.type]).toEqual([404, 'application/problem+json']);
    },
  );

  it('that is misspelt is 404 with what was meant', async () => {
    const response = await ask('/problems/iq-timeuot');
    const { detail } = response.body as { readonly detail: string };
    expect(detail).toContain('did you mean /problems/iq-timeout?');
  });

  it('is listed with the others, with or without a slash', async () => {
    const [plain, slash] = await Promise.all([ask('/problems'), ask('/problems/')]);
    expect([slash.status, slash.text]).toEqual([200, plain.text]);
  });
});

describe('a page about an error', () => {
  it('is HTML for a browser, without anything that runs', async () => {
    const browser = 'text/html,application/xhtml+xml,*/*;q=0.8';
    const { text, type, headers } = await ask('/problems/conflict', browser);
    expect(type).toBe('text/html');
    expect(text).toContain('<h2 id="conflict">');
    expect(text).toContain('<h2 id="condition-conflict">');
    expect(text).not.toMatch(/<script|<style|`/);
    expect(headers['content-security-policy']).toContain("default-src 'none'");
  });

  it('is there for each that can be looked up, and all of them are in one', async () => {
    const { text } = await ask('/problems', 'text/html');
    const ids = [...text.matchAll(/<h2 id="([^"]+)">/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ERROR_PAGES.length);
    for (const { name } of ERROR_PAGES) expect((await ask(`/problems/${name}`)).status).toBe(200);
  });
});
