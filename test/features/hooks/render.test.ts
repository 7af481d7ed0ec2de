import { describe, expect, it } from 'vitest';
import { DIALECTS } from '../../../src/features/hooks/dialects/table.ts';
import { readPayload } from '../../../src/features/hooks/render/parse.ts';
import { render, type Look } from '../../../src/features/hooks/render/render.ts';

function rendered(look: Partial<Look>, body: string, headers: Record<string, string> = {}) {
  const whole = { name: 'verona', dialect: 'json', ...look };
  const payload = readPayload({ headers, query: {}, body: Buffer.from(body) });
  return render(whole, DIALECTS[whole.dialect as 'json'], payload);
}

const ALERT = JSON.stringify({
  status: 'firing',
  labels: { severity: 'critical', zone: 'a' },
  tags: ['x', 'y'],
  title: 'Light',
  n: 3,
});

describe('a payload', () => {
  it('is shown as it came when its template fails, with the reason', () => {
    const made = rendered({ template: '{{ nothing }}' }, ALERT);
    expect(made?.body).toBe(`(${made?.problem ?? ''})\n🔴 Light`);
    expect(made?.problem).toContain('the template of the hook verona failed');
  });

  it.each([
    ['no JSON', 'Two households', 'alertmanager'],
    ['JSON of another shape', '{"both":"alike"}', 'alertmanager'],
    ['JSON that is nested too deeply', '['.repeat(5_000), 'json'],
    ['JSON with a poisoned key', '{"__proto__":{"a":1}}', 'json'],
    [
      'JSON of more keys than are read',
      `{${Array.from({ length: 50_001 }, (_, i) => `"${i}":1`).join()}}`,
      'json',
    ],
    ['JSON with a key twice', '{"a":1,"a":2}', 'json'],
    ['nothing', '', 'text'],
  ])('is shown as it came when it is %s', (_, body, dialect) => {
    const made = rendered({ dialect }, body);
    expect(made?.problem).toContain('the hook verona got what is no payload of');
    expect(made?.body).toContain(body.slice(0, 20) || '(empty)');
    expect(made!.body.length).toBeLessThan(1_500);
  });

  it('loses what has no place in XML, and nothing else', () => {
    const text = 'a\u0000b\u0007c\ud800d\u202ee\ufffff\tg\r\nh 🌙';
    expect(rendered({ dialect: 'text' }, text)?.body).toBe(
      'a\ufffdb\ufffdc\ufffdd\ufffde\ufffdf\tg\nh 🌙',
    );
  });

  it('is cut to the length of a message, not within a character', () => {
    const made = rendered({ dialect: 'text' }, '🌙'.repeat(300_000));
    expect(made!.body.length).toBeLessThanOrEqual(8_000);
    expect(made!.body).not.toMatch(/\p{Surrogate}/u);
  });

  it.each([
    [{ status: ['firing'] }, true],
    [{ status: ['resolved'] }, false],
    [{ status: ['fir*'] }, true],
    [{ status: ['!firing'] }, false],
    [{ status: ['!resolved'] }, true],
    [{ '/labels/severity': ['critical', 'warning'] }, true],
    [{ '/labels/severity': ['info'] }, false],
    [{ '/labels/zone': ['!a', '!b'] }, false],
    [{ '/tags': ['y'] }, true],
    [{ '/tags/1': ['y'] }, true],
    [{ '/n': ['3'] }, true],
    [{ '/labels/nothing': ['x'] }, false],
    [{ '/labels/nothing': ['!x'] }, true],
    [{ '/constructor/name': ['*'] }, false],
    [{ status: ['firing'], '/n': ['4'] }, false],
  ])('is told or left out by its filter: %o', (filter, isTold) => {
    expect(rendered({ filter }, ALERT) !== undefined).toBe(isTold);
  });

  it('is read where the hook points to', () => {
    const pick = { title: '/check/name', status: '/check/state', key: '/check/id' };
    const body = JSON.stringify({ check: { name: 'Moon', state: 'OK', id: 7 } });
    const made = rendered({ pick }, body);
    expect(made?.body).toBe('✔ Moon');
    expect(made?.notice).toMatchObject({ key: '7', status: 'OK', ends: true });
  });

  it('does not give a template the secrets of its delivery', () => {
    const headers = {
      authorization: 'Bearer x',
      'x-gitlab-token': 'y',
      'x-slack-signature': 'z',
      agent: 'curl',
    };
    const made = rendered({ template: '{{ headers | json }}' }, ALERT, headers);
    expect(made?.body).toBe('{"agent":"curl"}');
  });
});

describe('the picture of a notice', () => {
  it.each([
    ['https://verona.example.org/moon.png', 'https://verona.example.org/moon.png'],
    ['javascript:alert(1)', undefined],
    ['data:image/png;base64,AAAA', undefined],
    ['moon.png', undefined],
    [`https://verona.example.org/${'x'.repeat(3_000)}`, undefined],
  ])('goes beside the message where clients can load it: %s', (url, image) => {
    const made = rendered(
      { pick: { image: '/image' } },
      JSON.stringify({ title: 'Moon', image: url }),
    );
    expect(made?.image).toBe(image);
    expect(made?.body).toContain('Moon');
  });
});
