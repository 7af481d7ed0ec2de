import { apiOf, API_OPTIONS } from './api.ts';
import { EXIT, JSON_OPTION, required, textOf, type Command } from './command.ts';
import { show } from './show.ts';

export const send: Command = {
  name: 'send',
  about: 'Send a message.',
  options: {
    to: { type: 'string', value: 'JID', about: 'who gets it' },
    body: { type: 'string', about: 'what it says' },
    from: {
      type: 'string',
      value: 'JID',
      about: 'the identity that speaks; default: that of the key',
    },
    type: { type: 'string', about: 'chat, groupchat, headline or normal' },
    subject: { type: 'string', about: 'its subject' },
    ...API_OPTIONS,
    ...JSON_OPTION,
  },
  async run({ values, io }) {
    const optional = ['from', 'type', 'subject'].flatMap((name) => {
      const value = textOf(values, name);
      return value === undefined ? [] : [[name, value]];
    });
    const message = {
      to: required(values, 'to'),
      body: required(values, 'body'),
      ...(Object.fromEntries(optional) as object),
    };
    const answer = await apiOf(values, io).call('POST', '/v1/messages', message);
    io.out(values['json'] === true ? JSON.stringify(answer) : show(answer));
    return EXIT.ok;
  },
};
