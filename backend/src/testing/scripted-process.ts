import { createApp } from '../app.js';
import { configFrom } from '../config.js';
import { openDatabase } from '../db.js';
import { ScriptedKnowledge } from './scripted-knowledge.js';

/** The server with scripted answers as a process of its own, for tests that kill it; says where it listens. */
const config = configFrom(process.env);
const database = await openDatabase(config);
const app = await createApp({ config, database, openKnowledge: async () => new ScriptedKnowledge() });
process.once('disconnect', () => process.exit());
process.send?.({ url: await app.listen({ host: '127.0.0.1', port: 0 }) });
