import { connect, createServer, type Socket } from 'node:net';

export type Wall = {
  /** Where to reach what stands behind it. */
  readonly url: string;
  /** From now on connections stand open and nothing passes, as when the machine behind swaps or its disk hangs. */
  readonly hang: () => void;
  readonly letGo: () => void;
  readonly close: () => Promise<void>;
};

/** Stands between a client and a store, so that one client finds it hanging while others use it. */
export async function openWall(target: string): Promise<Wall> {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  let hangs = false;
  const join = (near: Socket, far: Socket) => {
    sockets.add(near);
    near.on('data', (chunk: Buffer) => far.write(chunk));
    near.on('end', () => far.end());
    near.on('error', () => far.destroy());
    near.on('close', () => {
      sockets.delete(near);
      far.destroy();
    });
    if (hangs) near.pause();
  };
  const server = createServer((near) => {
    const far = connect(Number(port), hostname);
    join(near, far);
    join(far, near);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const url = new URL(target);
  url.port = String(typeof address === 'object' ? address?.port : '');
  return {
    url: url.toString(),
    hang: () => {
      hangs = true;
      for (const socket of sockets) socket.pause();
    },
    letGo: () => {
      hangs = false;
      for (const socket of sockets) socket.resume();
    },
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
