import { Document, isMap, visit } from 'yaml';
import type { ProvisionFileBody, ProvisionedWebhookBody } from '../../contract/schemas.ts';
import { apiOf, API_OPTIONS } from '../api.ts';
import { EXIT, JSON_OPTION, textOf, type Command } from '../command.ts';

const SECRETS = '/run/secrets/provision';

export const exportCommand: Command = {
  name: 'export',
  about: 'Write all keys and webhooks as a provisioning file.',
  options: {
    'secrets-dir': {
      type: 'string',
      value: 'DIR',
      about: `where the file will find the secrets of webhooks; default: ${SECRETS}`,
    },
    ...API_OPTIONS,
    ...JSON_OPTION,
  },
  more: 'It needs a key with all rights: every scope, identity and recipient. Of the secrets of keys it has the SHA-256; for those of\nwebhooks it names files, which you fill. With --json it writes what the API returns, without them.',
  async run({ values, io }) {
    const answer = await apiOf(values, io).call('GET', '/v1/provision');
    const folder = textOf(values, 'secrets-dir') ?? SECRETS;
    if (values['json'] === true) io.out(JSON.stringify(answer));
    else io.out(fileOf(answer as ProvisionFileBody, folder).trimEnd());
    return EXIT.ok;
  },
};

/** The file as YAML. */
function fileOf({ keys = [], webhooks = [] }: ProvisionFileBody, folder: string): string {
  const file = { keys, webhooks: webhooks.map((it) => withFiles(it, folder)) };
  const document = new Document(file, { aliasDuplicateObjects: false });
  document.commentBefore = notesOn(webhooks)
    .map((line) => ` ${line}`)
    .join('\n');
  visit(document, {
    Map(_, map) {
      if (map.items.length === 1 && map.has('file')) map.flow = true;
    },
    Seq(_, list) {
      list.flow = list.items.length > 0 && !list.items.some(isMap);
    },
  });
  return document.toString({ lineWidth: 120 });
}

function notesOn(webhooks: readonly ProvisionedWebhookBody[]): readonly string[] {
  const pairs = webhooks.filter(({ signing }) => signing === 'ed25519').map(({ name }) => name);
  return [
    'Written by stanza-bridge export. See docs/provisioning.md.',
    'No secret is in it: put each into the file that is named for it.',
    ...(pairs.length === 0
      ? []
      : [
          `The private keys of ${pairs.join(', ')} never leave the bridge. Another bridge makes new ones,`,
          'and receivers need their public keys.',
        ]),
  ];
}

function withFiles(webhook: ProvisionedWebhookBody, folder: string): object {
  const { headers, authorization, signing, ...rest } = webhook;
  const base = `${folder}/${slug(webhook.name)}`;
  const masked = (values: object | undefined) =>
    values && mapped(values, (name) => ({ file: `${base}.${slug(name)}` }));
  const { scheme, ...credentials } = authorization ?? {};
  return {
    ...rest,
    ...(signing === 'ed25519' ? { signing } : { secret: { file: `${base}.secret` } }),
    ...(headers && { headers: masked(headers) }),
    ...(scheme && { authorization: { scheme, ...masked(credentials) } }),
  };
}

function mapped(values: object, make: (name: string) => object): object {
  return Object.fromEntries(Object.keys(values).map((name) => [name, make(name)]));
}

/** For the name of a file. */
function slug(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9.]+/g, '-');
}
