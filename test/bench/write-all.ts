import type { Socket } from 'node:net';

/** Writes chunk by chunk, never more than the socket wants to hold. */
export async function writeAll(socket: Socket, chunks: readonly Buffer[]): Promise<void> {
  for (const chunk of chunks) {
    if (socket.destroyed) throw new Error('the connection is closed');
    if (socket.write(chunk)) continue;
    await new Promise<void>((resolve) => {
      const go = () => {
        socket.off('drain', go).off('close', go);
        resolve();
      };
      socket.on('drain', go).on('close', go);
    });
  }
}

/** Joins texts into chunks of about 32 KiB, as a sender that batches well would write them. */
export function chunksOf(texts: Iterable<string>): Buffer[] {
  const chunks: Buffer[] = [];
  let text = '';
  for (const piece of texts) {
    text += piece;
    if (text.length < 32_768) continue;
    chunks.push(Buffer.from(text));
    text = '';
  }
  if (text !== '') chunks.push(Buffer.from(text));
  return chunks;
}
