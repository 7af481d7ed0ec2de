import { describe, expect, it } from 'vitest';
import { trimJson } from '../../../src/features/hooks/render/trim.ts';
import { renderTemplate, templateFault } from '../../../src/features/hooks/render/template.ts';

const LONG = 'ab '.repeat(340_000);
const MANY = Array.from({ length: 50_000 }, (_, i) => ({ n: i, s: `k${i}` }));
const FACTS = {
  title: 'Light',
  ...(trimJson({ payload: { long: LONG, many: MANY, host: 'balcony' } }).value as object),
};

describe('a template', () => {
  it('shows what it names', () => {
    const made = renderTemplate('{{ title | upcase }} on {{ payload.host }}', FACTS);
    expect(made).toEqual({ text: 'LIGHT on balcony' });
  });

  it.each([
    ['{% if %}'],
    ['{{ title | nofilter }}'],
    ['{% include "x" %}'],
    ['{% render "x" %}'],
    ['{% layout "x" %}'],
    ['{% unknown %}'],
    ['{{ title '],
    ['x'.repeat(5_000)],
  ])('is refused with a reason where it is none: %s', (text) => {
    expect(templateFault(text)).toBeTruthy();
  });

  it.each([
    ['{% for i in (1..1000000000) %}{{i}}{% endfor %}'],
    ['{% for i in (1..9999) %}{% for j in (1..9999) %}{{i}}{% endfor %}{% endfor %}'],
    ['{% assign s="aaaaaaaaaa" %}{% for i in (1..40) %}{% assign s=s|append:s %}{% endfor %}{{s}}'],
    [
      '{% capture a %}{% for i in (1..9999) %}aaaaaaaaaaaaaaaaaaaa{% endfor %}{% endcapture %}{% for i in (1..9999) %}{{ a }}{% endfor %}',
    ],
    [
      '{% for a in payload.many %}{% for b in payload.many %}{% for c in payload.many %}{{ c.s | append: a.s | split: "" | join: b.s }}{% endfor %}{% endfor %}{% endfor %}',
    ],
    [
      '{% assign x = payload.long | split: "" %}{% for i in x %}{% for j in x %}{{ j }}{% endfor %}{% endfor %}',
    ],
    ['{{ payload.nothing }}'],
  ])('that asks for too much, or makes nothing, fails soon: %s', (text) => {
    const before = performance.now();
    expect(renderTemplate(text, FACTS)).toHaveProperty('failed');
    expect(performance.now() - before).toBeLessThan(1_000);
  });

  it('sees own members only', () => {
    const payload = JSON.parse('{"__proto__":{"polluted":"yes"},"a":"b"}') as object;
    const text = '[{{ payload.polluted }}{{ payload.constructor }}{{ payload.toString }}]';
    expect(renderTemplate(text, { payload })).toEqual({ text: '[]' });
  });

  it('makes a text that fits into a message', () => {
    const made = renderTemplate(
      `{% for i in (1..9) %}${'balcony '.repeat(130)}{% endfor %}`,
      FACTS,
    );
    expect('text' in made && made.text.length).toBe(8_000);
  });
});
