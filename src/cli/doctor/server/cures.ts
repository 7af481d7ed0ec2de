/** The lines of configuration that give our identities a right, for the product that was found. Pure. */
import type { Product } from './product.ts';

export interface Cure {
  readonly prosody: string;
  readonly ejabberd: string;
}

/** Both where it is not known which of them it is. */
export function cureFor(product: Product | undefined, { prosody, ejabberd }: Cure): string {
  if (product?.kind === 'prosody') return prosody;
  if (product?.kind === 'ejabberd') return ejabberd;
  return `${prosody}\n${ejabberd}`;
}

/** `section`: of a component, where the lines belong. */
export function inProsody(section: string, lines: readonly string[]): string {
  const head = `Prosody, in prosody.cfg.lua; then restart it:\n${section}`;
  return lined([head, ...lines.map((line) => `  ${line}`)]);
}

/** Admits our domain to `options` of a module, besides the users of the server. */
export function inEjabberd(domain: string, rule: string, module: string, options: string[]) {
  return lined([
    'ejabberd, in ejabberd.yml, joined with what it has of these; then ejabberdctl reload_config:',
    'acl:',
    `  bridge: {server: "${domain}"}`,
    'access_rules:',
    `  ${rule}: [{allow: local}, {allow: bridge}]`,
    'modules:',
    `  ${module}:`,
    ...options.map((option) => `    ${option}: ${rule}`),
  ]);
}

function lined(lines: readonly string[]): string {
  return lines.join('\n');
}
