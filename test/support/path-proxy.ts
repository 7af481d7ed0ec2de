/** An HTTP proxy that serves another server under a path, and can lose answers on the way. */
import { createServer, request as forward } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface PathProxy {
  readonly url: string;
  /** Of the requests that came, without their queries. */
  readonly paths: string[];
  /** So many requests are done, but their answers are lost. */
  dropAnswers: number;
  /** Nothing is passed on, and nothing is answered. */
  isSilent: boolean;
  close(): Promise<void>;
}

export async function startPathProxy(target: string, prefix: string): Promise<PathProxy> {
  const paths: string[] = [];
  const server = createServer((request, response) => {
    const { url = '', method, headers } = request;
    paths.push(url.replace(/\?.*/, ''));
    if (proxy.isSilent) return;
    if (!url.startsWith(prefix)) {
      response.writeHead(404).end();
      return;
    }
    const drops = proxy.dropAnswers > 0;
    if (drops) proxy.dropAnswers -= 1;
    const passed = forward(target + url.slice(prefix.length), { method, headers }, (answer) => {
      if (drops) {
        answer.resume();
        response.destroy();
        return;
      }
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    passed.on('error', () => response.destroy());
    response.on('close', () => passed.destroy());
    request.pipe(passed);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const proxy: PathProxy = {
    url: `http://127.0.0.1:${port}`,
    paths,
    dropAnswers: 0,
    isSilent: false,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
  return proxy;
}
