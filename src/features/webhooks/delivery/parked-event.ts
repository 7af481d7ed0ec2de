import { decodeCursor } from '../../events/cursor.ts';
import { LoggedEvent } from '../../events/logged-event.ts';

/** An event with its cursor, as a line of text: JSON holds no raw line feed. */
export function encodeParked(logged: LoggedEvent): string {
  return `${logged.cursor}\n${logged.text}`;
}

export function decodeParked(value: string): LoggedEvent {
  const end = value.indexOf('\n');
  const { incarnation, position } = decodeCursor(value.slice(0, end));
  return new LoggedEvent({ position, value: value.slice(end + 1) }, incarnation);
}
