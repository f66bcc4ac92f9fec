// The guide's own integration test (its section 9), through the project's API modules, against the running server.
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { createApi, isApiError } from '@voiceassist/shared';
import { startBackend } from '../shell/commands/backend.js';
import { dialect, isGateway } from './dialect.js';
import { startGateway } from './gateway/double.js';
import { freePort } from './stack.js';

describe('Auth integration', () => {
  let stop: () => Promise<void>;
  let dataDir: string;
  let api: ReturnType<typeof createApi>;
  const testUser = { email: `test-${Date.now()}@example.com`, password: 'TestPass123!' };

  before(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'voiceassist-guide-'));
    const port = await freePort();
    if (isGateway) {
      const gateway = await startGateway(port, []);
      stop = () => gateway.close();
    } else {
      const backend = await startBackend({ ...process.env, PORT: String(port), DATA_DIR: dataDir });
      stop = () => backend.stop();
    }
    const apiUrl = `http://localhost:${port}`;
    api = createApi({ apiUrl, adminApiUrl: `${apiUrl}/api`, dialect });
  });
  after(async () => {
    await stop();
    await rm(dataDir, { recursive: true });
  });

  it('should register new user', async () => {
    const response = await api.api.auth.register({ ...testUser, firstName: 'Test', lastName: 'User' });
    assert.equal(response.user.email, testUser.email);
    assert.ok(response.tokens.accessToken);
  });

  it('should login with credentials', async () => {
    const response = await api.api.auth.login(testUser);
    assert.ok(response.user);
    assert.ok(response.tokens);
  });

  it('should get current user with token', async () => {
    const { tokens, user } = await api.api.auth.login(testUser);
    assert.ok(tokens);
    await api.session.signIn(tokens, user);
    assert.equal((await api.api.auth.getCurrentUser()).email, testUser.email);
  });

  it('should refresh the tokens, and end the session with the logout', async () => {
    const before = await api.session.accessToken();
    const after = await api.session.refresh();
    assert.ok(after && after !== before);
    await api.session.signOut();
    await assert.rejects(
      api.api.auth.getCurrentUser(),
      (error: unknown) => isApiError(error) && error.status === 401,
    );
  });
});
