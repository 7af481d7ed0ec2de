import { apiOf, API_OPTIONS } from './api.ts';
import { EXIT, JSON_OPTION, textOf, type Command } from './command.ts';
import { show } from './show.ts';

export const send: Command = {
  name: 'send',
  about: 'Send a message.',
  options: {
    to: { type: 'string', required: true, value: 'JID', about: 'who gets it' },
    body: { type: 'string', required: true, about: 'what it says' },
    from: {
      type: 'string',
      value: 'JID',
      about: 'the sending identity, or its local part; default: that of the key',
    },
    type: { type: 'string', about: 'chat (the default), groupchat, headline or normal' },
    subject: { type: 'string', about: 'its subject' },
    ...API_OPTIONS,
    ...JSON_OPTION,
  },
  async run({ values, io }) {
    const given = ['to', 'body', 'from', 'type', 'subject'].flatMap((name) => {
      const value = textOf(values, name);
      return value === undefined ? [] : [[name, value] as const];
    });
    const message: object = Object.fromEntries(given);
    const answer = await apiOf(values, io).call('POST', '/v1/messages', message);
    io.out(values['json'] === true ? JSON.stringify(answer) : show(answer));
    return EXIT.ok;
  },
};
