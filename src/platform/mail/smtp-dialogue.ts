import type { Socket } from 'node:net';

export type SmtpReply = { readonly code: number; readonly lines: readonly string[] };

/** A server that said no, with its words: permanent (5xx) or worth another try (4xx). */
export class SmtpRefused extends Error {
  readonly code: number;
  constructor(step: string, reply: SmtpReply) {
    super(`The mail server refused ${step}: ${reply.code} ${reply.lines.join(' ')}`);
    this.name = 'SmtpRefused';
    this.code = reply.code;
  }
}

const replyBytesMax = 64 * 1024;

/** Question and answer over one socket (RFC 5321 §4.2): replies are lines `250-…`, the last one `250 …`. */
export class SmtpDialogue {
  readonly #socket: Socket;
  #text = '';
  #waiting: ((result: SmtpReply | Error) => void) | null = null;
  #ended: Error | null = null;

  constructor(socket: Socket, quietMsMax: number) {
    this.#socket = socket;
    socket.setEncoding('utf8');
    socket.removeAllListeners('timeout');
    socket.setTimeout(quietMsMax, () => socket.destroy(new Error('The mail server fell silent.')));
    socket.on('data', this.#onData);
    socket.on('error', this.#onEnd);
    socket.on('close', this.#onEnd);
  }

  /** Sends a line, where there is one, and reads the reply; anything but the wanted code is refused. */
  async ask(step: string, line: string | null, wanted: number): Promise<SmtpReply> {
    if (line !== null) this.#socket.write(`${line}\r\n`);
    const reply = await this.#nextReply();
    if (reply.code !== wanted) throw new SmtpRefused(step, reply);
    return reply;
  }

  /** Lets the socket go, to be wrapped in TLS. What came before is dropped, so nobody injects plain replies. */
  detach(): Socket {
    this.#socket.off('data', this.#onData);
    this.#socket.off('error', this.#onEnd);
    this.#socket.off('close', this.#onEnd);
    this.#socket.setTimeout(0);
    return this.#socket;
  }

  readonly #onData = (chunk: unknown): void => {
    this.#text += String(chunk);
    if (this.#text.length > replyBytesMax)
      this.#socket.destroy(new Error('The mail server talks without end.'));
    this.#settle();
  };

  readonly #onEnd = (error?: unknown): void => {
    this.#ended ??= error instanceof Error ? error : new Error('The mail server closed the connection.');
    this.#settle();
  };

  #nextReply(): Promise<SmtpReply> {
    return new Promise((resolve, reject) => {
      this.#waiting = (result) => (result instanceof Error ? reject(result) : resolve(result));
      this.#settle();
    });
  }

  #settle(): void {
    if (!this.#waiting) return;
    const whole = /^(?:(\d{3})-[^\r\n]*\r?\n)*(\d{3})(?: [^\r\n]*)?\r?\n/.exec(this.#text);
    const result = whole ? parseReply(whole[0]) : this.#ended;
    if (!result) return;
    if (whole) this.#text = this.#text.slice(whole[0].length);
    const waiting = this.#waiting;
    this.#waiting = null;
    waiting(result);
  }
}

function parseReply(text: string): SmtpReply {
  const lines = text.trim().split(/\r?\n/);
  return { code: Number(lines.at(-1)?.slice(0, 3)), lines: lines.map((line) => line.slice(4)) };
}
