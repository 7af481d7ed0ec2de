import { describe, expect, it } from 'vitest';
import { watchFile } from '../../../src/features/provision/watched-file.ts';

/** A letter that may refer to another file; `bad` cannot be read. */
function letters(files: Record<string, string>) {
  const readFile = (path: string) => {
    const text = files[path];
    if (text === undefined) throw new Error(`${path} is not there`);
    return text;
  };
  return watchFile(readFile, (read) => {
    const [text = '', other] = read('letter').split(' see ');
    if (text === 'bad') throw new Error('nobody can read this');
    return other === undefined ? text : `${text}, ${read(other)}`;
  });
}

describe('a watched file', () => {
  it('is unchanged until something changes', () => {
    const watched = letters({ letter: 'Wherefore' });
    expect(watched.first()).toBe('Wherefore');
    expect(watched.look()).toEqual({ is: 'unchanged' });
  });

  it('has changed once it was the same twice', () => {
    const files = { letter: 'Wherefore' };
    const watched = letters(files);
    watched.first();
    files.letter = 'Wherefore art';
    expect(watched.look()).toEqual({ is: 'changing' });
    files.letter = 'Wherefore art thou';
    expect(watched.look()).toEqual({ is: 'changing' });
    expect(watched.look()).toEqual({ is: 'changed', value: 'Wherefore art thou' });
    expect(watched.look()).toEqual({ is: 'unchanged' });
  });

  it('changes with a file that it refers to, and with one that appears', () => {
    const files: Record<string, string> = { letter: 'Come see page' };
    const watched = letters({ ...files, page: 'tonight' });
    expect(watched.first()).toBe('Come, tonight');
    const later = letters(files);
    expect(() => later.first()).toThrow('page is not there');
    files['page'] = 'tomorrow';
    expect(later.look()).toEqual({ is: 'changing' });
    expect(later.look()).toEqual({ is: 'changed', value: 'Come, tomorrow' });
  });

  it('is faulty once, and well when it is mended', () => {
    const files: Record<string, string> = { letter: 'good' };
    const watched = letters(files);
    watched.first();
    files['letter'] = 'bad';
    watched.look();
    expect(watched.look()).toMatchObject({ is: 'faulty' });
    expect(watched.look()).toEqual({ is: 'unchanged' });
    delete files['letter'];
    watched.look();
    expect(watched.look()).toMatchObject({ is: 'faulty' });
    files['letter'] = 'good';
    watched.look();
    expect(watched.look()).toEqual({ is: 'changed', value: 'good' });
  });
});
