/** What the codes of problems, and what else can be looked up, mean: `/problems` and `/problems/{name}`, without a key. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { BridgeError, quoted } from '../core/errors.ts';
import { nearest } from '../core/nearest.ts';
import {
  ERROR_PAGES,
  errorPages,
  errorPageText,
  headingOf,
  type ErrorPage,
} from '../core/words/error-pages.ts';

/** `name`: a code, why a message failed, a condition, or the whole `type` of a problem. */
export function serveProblemPages(app: FastifyInstance): void {
  for (const path of ['/problems', '/problems/']) {
    app.get(path, (request, reply) =>
      show(request, reply, { title: 'Errors', pages: ERROR_PAGES }),
    );
  }
  app.get<{ Params: { name: string } }>('/problems/:name', (request, reply) => {
    const { name } = request.params;
    const pages = errorPages(name);
    if (pages.length === 0) throw unknown(name);
    return show(request, reply, { title: name, pages });
  });
}

function unknown(name: string): BridgeError {
  const hint = nearest(
    name,
    ERROR_PAGES.map((page) => page.name),
  );
  const meant = hint === undefined ? 'see /problems.' : `did you mean /problems/${hint}?`;
  return new BridgeError('not-found', `There is no error called ${quoted(name)}; ${meant}`);
}

interface Shown {
  readonly title: string;
  readonly pages: readonly ErrorPage[];
}

/** HTML for browsers, text for everybody else. */
function show({ headers }: FastifyRequest, reply: FastifyReply, shown: Shown): FastifyReply {
  if (headers.accept?.includes('text/html')) return reply.type('text/html').send(htmlOf(shown));
  const text = shown.pages.map(errorPageText).join('\n\n');
  return reply.type('text/plain').send(`${text}\n`);
}

function htmlOf({ title, pages }: Shown): string {
  const head = `<meta charset="utf-8"><title>${escaped(title)}</title>`;
  return `<!doctype html><html lang="en"><head>${head}</head><body>${pages.map(section).join('\n')}</body></html>\n`;
}

function section(page: ErrorPage): string {
  const { facts, about, cure, causes } = page;
  const items = causes.map(
    ([situation, words]) => `<dt>${marked(situation)}</dt><dd>${marked(words)}</dd>`,
  );
  return [
    `<h2 id="${idOf(page)}">${escaped(headingOf(page))}</h2>`,
    `<p>${marked(about)}</p>`,
    `<p>What to do: ${marked(cure)}</p>`,
    ...(items.length === 0 ? [] : [`<dl>${items.join('')}</dl>`]),
    `<p>${marked(facts)}</p>`,
  ].join('\n');
}

/** The same as in docs/errors.md. */
function idOf(page: ErrorPage): string {
  return headingOf(page).toLowerCase().replace(': ', '-');
}

function marked(text: string): string {
  return escaped(text).replace(/`([^`]+)`/g, '<code>$1</code>');
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
