import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

/** Whom the listener takes mail from. */
export const SMTP_USER = { user: 'portal', password: 'canary p@ss:word' };

/** One mail as it arrived. */
export interface ReceivedMail {
  from: string;
  to: string[];
  source: string;
}

/** A real SMTP server on a free port. */
export interface SmtpListener {
  /** For SMTP_URL. */
  url: string;
  received: ReceivedMail[];
  /** How often somebody tried to send, whatever came of it. */
  tries: () => number;
  close(): Promise<void>;
}

/** Starts one that asks for the password of `SMTP_USER`; `refuse` answers the recipient of try `n` (from 1). */
export async function startSmtpListener(
  refuse: (n: number) => { code: number; text: string } | undefined = () => undefined,
): Promise<SmtpListener> {
  const received: ReceivedMail[] = [];
  let tries = 0;
  const options: SMTPServerOptions = {
    // A certificate that nobody signed is not taken; this one offers none.
    disabledCommands: ['STARTTLS'],
    authOptional: false,
    allowInsecureAuth: true,
    onAuth({ username, password }, _session, done) {
      const isRight = username === SMTP_USER.user && password === SMTP_USER.password;
      done(isRight ? null : new Error('Wrong user or password'), { user: username });
    },
    onRcptTo({ address }, _session, done) {
      tries += 1;
      const refusal = refuse(tries);
      if (!refusal) return done();
      const { code, text } = refusal;
      done(Object.assign(new Error(`${text} <${address}>`), { responseCode: code }));
    },
    onData(stream, { envelope }, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.once('end', () => {
        received.push({
          from: envelope.mailFrom ? envelope.mailFrom.address : '',
          to: envelope.rcptTo.map(({ address }) => address),
          source: Buffer.concat(chunks).toString(),
        });
        done();
      });
    },
  };
  const server = new SMTPServer(options);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  const user = `${SMTP_USER.user}:${encodeURIComponent(SMTP_USER.password)}`;
  return {
    url: `smtp://${user}@127.0.0.1:${port}`,
    received,
    tries: () => tries,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
