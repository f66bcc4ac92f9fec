import { setTimeout as wait } from 'node:timers/promises';
import { startKnowledge } from './server.js';

/** A process with three uploads, the first of them long, that says when it is reading; for tests that kill it. */
const server = await startKnowledge({ DATABASE_URL: '', DATA_DIR: process.env['DATA_DIR'] });
const paragraph = 'A sentence about long things that take their time. '.repeat(20);
await server.upload('long.txt', `Long\n\n${`${paragraph}\n\n`.repeat(1000)}`);
await server.upload('second.md', '# Second\n\nSecondary words.');
await server.upload('third.md', '# Third\n\nTertiary words.');
while (!(await server.documents()).some(({ status }) => status === 'parsing')) await wait(5);
process.stdout.write('reading\n');
await wait(60_000);
