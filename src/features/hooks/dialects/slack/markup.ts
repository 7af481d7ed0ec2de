/** Slack's mrkdwn as message styling (XEP-0393), which has the same signs for bold, italic, strike and code. */

import { MAX_JOINED } from '../../render/look.ts';

const ENTITIES: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>' };

/** `<url|text>`, `<@U123|romeo>`, `<#C123|verona>`, `<!here>`, `<!date^…|text>`. */
const MARKUP = /<([^<>|\n]{1,2048})(?:\|([^<>\n]{0,1024}))?>/g;

export function fromMrkdwn(text: string): string {
  return unescaped(
    text
      .slice(0, MAX_JOINED)
      .replace(MARKUP, (_, target: string, label?: string) => shown(target, label)),
  );
}

export function unescaped(text: string): string {
  return text.replace(/&(?:amp|lt|gt);/g, (entity) => ENTITIES[entity] ?? entity);
}

function shown(target: string, label = ''): string {
  const name = label.replace(/^[@#]/, '');
  if (target.startsWith('@')) return `@${name || target.slice(1)}`;
  if (target.startsWith('#')) return `#${name || target.slice(1)}`;
  if (target.startsWith('!')) return label || `@${target.slice(1).split('^')[0] ?? ''}`;
  const url = target.replace(/^mailto:/, '');
  return label === '' || label === url || label === target ? url : `${label} (${url})`;
}
