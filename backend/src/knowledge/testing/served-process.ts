import { startKnowledge } from './server.js';

/** The application in a process of its own, for tests that look at its memory: it says where it listens. */
const server = await startKnowledge();
process.stdout.write(`${server.url} ${server.token}\n`);
process.stdin.resume().on('end', () => void server.close().then(() => process.exit()));
