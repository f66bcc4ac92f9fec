import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ReleasedMicroFrontend } from '../release/manifest.js';
import { decide, type Visitor } from './guards.js';

const part = (name: string, routes: ReleasedMicroFrontend['routes']): ReleasedMicroFrontend => ({
  name,
  label: name,
  hash: '0',
  version: '0.1.0',
  routes,
  navigation: [],
});
const PARTS = [
  part('auth', [{ path: '/login', title: 'Sign in', access: 'public' }]),
  part('chat', [{ path: '/chat/:sessionId', title: 'Chat', access: 'signed-in' }]),
  part('kb', [{ path: '/admin/kb', title: 'Knowledge base', access: 'signed-in', roles: ['admin'] }]),
];
const at = (path: string, visitor: Visitor) => decide(new URL(path, 'http://portal.example'), visitor, PARTS);
const OUT: Visitor = { state: 'signed-out' };
const CLINICIAN: Visitor = { state: 'signed-in', role: 'clinician' };

describe('the guards of the portal', () => {
  it('send a signed-out person to sign in, with the whole way back', () => {
    assert.deepEqual(at('/chat/x?y#z', OUT), { kind: 'redirect', to: '/login?return=%2Fchat%2Fx%3Fy%23z' });
  });
  it('bring a person who has signed in to where they wanted to go', () => {
    assert.deepEqual(at('/login?return=%2Fchat%2Fx%3Fy%23z', CLINICIAN), {
      kind: 'redirect',
      to: '/chat/x?y#z',
    });
    assert.deepEqual(at('/login?return=//evil.example', CLINICIAN), { kind: 'redirect', to: '/chat' });
  });
  it('send a clinician away from an admin page', () => {
    assert.deepEqual(at('/admin/kb', CLINICIAN), { kind: 'redirect', to: '/unauthorized' });
    assert.equal(at('/admin/kb', { state: 'signed-in', role: 'admin' }).kind, 'mount');
  });
  it('decide nothing before the session is known', () => {
    assert.deepEqual(at('/chat/x', { state: 'unknown' }), { kind: 'wait' });
  });
  it('know the start page and what does not exist', () => {
    assert.deepEqual(at('/', OUT), { kind: 'redirect', to: '/chat' });
    assert.deepEqual(at('/nowhere', CLINICIAN), { kind: 'not-found' });
    assert.deepEqual(at('/unauthorized', CLINICIAN), { kind: 'unauthorized' });
  });
});
