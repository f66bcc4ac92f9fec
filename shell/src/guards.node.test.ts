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
  translations: {},
});
const PARTS = [
  part('auth', [
    { path: '/login', title: 'Sign in', access: 'public' },
    { path: '/reset-password', title: 'Set password', access: 'anyone' },
  ]),
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
  it('do not lead the next person to where the last one was', () => {
    assert.deepEqual(at('/chat/x', { state: 'signed-out', endReason: 'signed-out' }), {
      kind: 'redirect',
      to: '/login',
    });
    assert.deepEqual(at('/chat/x', { state: 'signed-out', endReason: 'idle' }), {
      kind: 'redirect',
      to: '/login?return=%2Fchat%2Fx',
    });
  });
  it('let everybody open a page for anyone', () => {
    for (const visitor of [OUT, CLINICIAN, { state: 'unknown' } as const]) {
      assert.equal(at('/reset-password', visitor).kind, 'mount');
    }
  });
  it('say that the server cannot be reached, and send nobody to sign in for that', () => {
    assert.deepEqual(at('/chat/x', { state: 'unreachable' }), { kind: 'unreachable' });
    assert.deepEqual(at('/login', { state: 'unreachable' }), { kind: 'unreachable' });
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
    assert.deepEqual(at('/unauthorized', OUT), { kind: 'redirect', to: '/login' });
  });
});
