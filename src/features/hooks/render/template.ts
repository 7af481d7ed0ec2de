/**
 * Templates that callers write, in Liquid: no code, no files, own members only. Bounded in length, time and size, so that
 * the worst of them with the worst of payloads takes some thousandths of a second and fails.
 */
import { Liquid, type Template as Parsed } from 'liquidjs';
import { clean, shortened } from './clean.ts';
import { MAX_MESSAGE } from './plain.ts';
import { createTimeBudget } from './time-budget.ts';

export const MAX_TEMPLATE = 4_096;

/** What `renderSync` may take, ms, and how many characters and entries it may make on its way. */
const RENDER_MS = 15;
const MEMORY = 300_000;

/** They would read files. */
const NO_TAGS = new Set(['include', 'render', 'layout', 'block']);
/** They evaluate a text for each entry, take time that is not bounded, or show what is not the sender's. */
const NO_FILTERS =
  /_exp$|^(?:sample|strip_html|sort_natural|raw|inspect|sha256|hmac_sha256|slugify|uri_escape|cgi_escape|url_encode)$/;

const engine = createEngine();

function createEngine(): Liquid {
  const liquid = new Liquid({
    templates: {},
    ownPropertyOnly: true,
    strictFilters: true,
    parseLimit: MAX_TEMPLATE,
    renderLimit: RENDER_MS,
    memoryLimit: MEMORY,
  });
  drop(liquid.tags, (name) => NO_TAGS.has(name));
  drop(liquid.filters, (name) => NO_FILTERS.test(name));
  return liquid;
}

function drop(table: object, isOut: (name: string) => boolean): void {
  for (const name of Object.keys(table).filter(isOut)) Reflect.deleteProperty(table, name);
}

/** Why a text is no template, for a person; undefined for one that is. */
export function templateFault(text: string): string | undefined {
  try {
    parse(text);
    return undefined;
  } catch (error) {
    return reasonOf(error);
  }
}

export type Rendering = { readonly text: string } | { readonly failed: string };

/** Of facts that were trimmed. Never throws. A template that makes no text has failed: what is not to be sent is left out by a filter. */
export function renderTemplate(
  template: string,
  facts: Readonly<Record<string, unknown>>,
): Rendering {
  if (budget.isSpent(template)) return { failed: 'it took too long; it is used again later' };
  const began = performance.now();
  try {
    const made: unknown = engine.renderSync(parse(template), facts);
    const text = shortened(
      clean(
        String(made)
          .trim()
          .slice(0, 2 * MAX_MESSAGE),
      ).trim(),
      MAX_MESSAGE,
    );
    return text === '' ? { failed: 'it made an empty text' } : { text };
  } catch (error) {
    return { failed: reasonOf(error) };
  } finally {
    budget.spend(template, performance.now() - began);
  }
}

const budget = createTimeBudget(() => performance.now());

/** The templates of the hooks of a busy replica; those beyond are parsed again. */
const MAX_PARSED = 200;
const parsed = new Map<string, Parsed[]>();

function parse(text: string): Parsed[] {
  const known = parsed.get(text);
  if (known !== undefined) return known;
  const made = engine.parse(text);
  if (parsed.size >= MAX_PARSED) parsed.clear();
  parsed.set(text, made);
  return made;
}

/** The message of the library, without the lines of the template that it repeats. */
function reasonOf(error: unknown): string {
  const [first = ''] = String(error instanceof Error ? error.message : error).split('\n');
  return shortened(clean(first), 200);
}
