import { describe, expect, it } from 'vitest';
import { describeSettings, readSettings } from '../../src/config/settings.ts';
import { faults, read, REQUIRED } from '../support/read-settings.ts';

describe('a secret', () => {
  it('is read from its file, without the last line break', () => {
    const { BRIDGE_XMPP_SECRET: _none, ...rest } = REQUIRED;
    const env = { ...rest, BRIDGE_XMPP_SECRET_FILE: '/run/secret' };
    expect(read(env, { '/run/secret': 'where fore\n' }).settings.xmppSecret).toBe('where fore');
  });

  it('is not in two places', () => {
    const env = { ...REQUIRED, BRIDGE_XMPP_SECRET_FILE: '/run/secret' };
    expect(faults(env, { '/run/secret': 'x' })).toEqual([
      'BRIDGE_XMPP_SECRET and BRIDGE_XMPP_SECRET_FILE are both set; keep one of them',
    ]);
  });

  it('whose file is not there is a fault', () => {
    expect(faults({ ...REQUIRED, BRIDGE_API_KEY_FILE: '/run/key' })).toEqual([
      'BRIDGE_API_KEY_FILE: the file cannot be read (no file /run/key)',
    ]);
  });

  it('is never shown, also when it is wrong', () => {
    const lines = faults({ ...REQUIRED, BRIDGE_REDIS_URL: 'http://:wherefore@redis' });
    expect(lines).toHaveLength(1);
    expect(lines.join()).not.toContain('wherefore');
  });

  it('is described as being set', () => {
    const described = describeSettings(
      read({ ...REQUIRED, BRIDGE_REDIS_URL: 'redis://:art@thou' }),
    );
    for (const name of ['BRIDGE_XMPP_SECRET', 'BRIDGE_REDIS_URL']) {
      expect(described).toContainEqual({ name, value: '(set)', source: 'environment' });
    }
    expect(JSON.stringify(described)).not.toMatch(/wherefore|art@thou/);
  });
});

describe('the text of a secret file', () => {
  const PATH = '/run/secrets/xmpp';
  const { BRIDGE_XMPP_SECRET: _, ...others } = REQUIRED;
  const env = { ...others, BRIDGE_XMPP_SECRET_FILE: PATH };

  it.each([
    ['one line break', 'wherefore\n'],
    ['a blank line', 'wherefore\n\n'],
    ['CRLF', 'wherefore\r\n'],
    ['several CRLF', 'wherefore\r\n\r\n'],
  ])('may end with %s', (_what, text) => {
    const { settings: values, warnings } = read(env, { [PATH]: text });
    expect([values.xmppSecret, warnings]).toEqual(['wherefore', []]);
  });

  it.each([
    ['spaces at its end', 'wherefore  '],
    ['a tab before the line break', 'wherefore\t\n'],
    ['spaces before it', '  wherefore\n'],
    ['a line with blanks behind it', 'wherefore\n  \n'],
  ])('is trimmed with a warning: %s', (_what, text) => {
    const { settings: values, warnings } = read(env, { [PATH]: text });
    expect(values.xmppSecret).toBe('wherefore');
    expect(warnings).toEqual([expect.stringContaining(PATH)]);
  });

  it('keeps spaces within', () => {
    expect(read(env, { [PATH]: 'where fore' }).settings.xmppSecret).toBe('where fore');
  });

  it.each([
    ['nothing', '', 'is empty'],
    ['blanks alone', ' \n\n', 'is empty'],
    ['two lines', 'wherefore\nart thou\n', 'has several lines'],
  ])('is refused with %s in it', (_what, text, reason) => {
    expect(faults(env, { [PATH]: text })).toEqual([
      expect.stringContaining(`BRIDGE_XMPP_SECRET_FILE: the file ${PATH} ${reason}`),
    ]);
  });

  it('is trimmed also when it is read again', () => {
    const files: Record<string, string> = { [PATH]: 'wherefore' };
    const followed = read(env, files).settings;
    files[PATH] = 'art thou \r\n\r\n';
    expect(followed.xmppSecret).toBe('art thou');
    files[PATH] = '\n';
    expect(followed.xmppSecret).toBe('art thou');
  });

  it.each([
    ['ENOENT', 'there is no such file'],
    ['EISDIR', 'it is a directory'],
    ['EACCES', 'may not read it'],
  ])('that cannot be read is a fault with path and reason: %s', (code, reason) => {
    const readFile = () => {
      throw Object.assign(new Error(`${code}: as Node says it`), { code });
    };
    expect(() => readSettings({ env, readFile })).toThrow(
      new RegExp(`BRIDGE_XMPP_SECRET_FILE: .*${PATH}: .*${reason}`),
    );
  });
});

describe('a secret in a file', () => {
  const PATH = '/run/secrets/xmpp';

  function fromFile(files: Record<string, string>) {
    const { BRIDGE_XMPP_SECRET: _, ...others } = REQUIRED;
    return read({ ...others, BRIDGE_XMPP_SECRET_FILE: PATH }, files).settings;
  }

  it('is what the file holds now', () => {
    const files = { [PATH]: 'wherefore\n' };
    const followed = fromFile(files);
    files[PATH] = 'art thou\n';
    expect(followed.xmppSecret).toBe('art thou');
  });

  it('stays as it was when the file is gone', () => {
    const files: Record<string, string> = { [PATH]: 'wherefore' };
    const followed = fromFile(files);
    Reflect.deleteProperty(files, PATH);
    expect(followed.xmppSecret).toBe('wherefore');
  });
});

describe('blanks and quotes around a value', () => {
  it.each([
    ['BRIDGE_HTTP_PORT', "'8080'", 'quotes'],
    ['BRIDGE_XMPP_DOMAIN', '"bridge.example.org"', 'quotes'],
    ['BRIDGE_RETENTION', '"24h"', 'quotes'],
    ['BRIDGE_WEBHOOK_ALLOW', "'10.0.0.0/8,hooks.internal'", 'quotes'],
    ['BRIDGE_HTTP_PORT', ' 8080', 'blanks'],
    ['BRIDGE_LOG_LEVEL', 'info\n', 'blanks'],
    ['BRIDGE_XMPP_SERVICE', 'xmpp://localhost:5347 ', 'blanks'],
  ])('are named: %s=%s', (name, value, what) => {
    const lines = faults({ ...REQUIRED, [name]: value });
    expect(lines).toEqual([expect.stringContaining(`${name}: remove the ${what} around`)]);
  });

  it('are ignored around a secret, with a warning', () => {
    const { settings: values, warnings } = read({ ...REQUIRED, BRIDGE_XMPP_SECRET: 'wherefore\n' });
    expect(values.xmppSecret).toBe('wherefore');
    expect(warnings).toEqual(['BRIDGE_XMPP_SECRET: the blanks around its value are ignored']);
  });

  it('are warned of when a secret has quotes', () => {
    const { warnings } = read({ ...REQUIRED, BRIDGE_XMPP_SECRET: '"wherefore"' });
    expect(warnings.join()).toContain('quotes');
    expect(warnings.join()).not.toContain('wherefore');
  });
});
