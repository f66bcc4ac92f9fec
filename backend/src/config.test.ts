import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { describe, it } from 'node:test';
import { configFrom, ConfigurationError } from './config.js';

describe('Configuration', () => {
  it('has a default for everything', () => {
    const config = configFrom({ PATH: '/bin', HOME: '/root' });
    assert.equal(config.port, 8000);
    assert.equal(config.host, 'localhost');
    assert.equal(config.dataDir, resolve('.data'));
    assert.equal(config.accessTokenSeconds, 900);
    assert.equal(config.maxUploadBytes, 100 * 1024 * 1024);
    assert.ok(config.corsOrigins.includes('http://localhost:5173'));
    assert.equal(config.llm, undefined);
    assert.equal(config.demonstration, false);
  });

  it('takes an empty value for none', () => {
    assert.equal(configFrom({ PORT: '', DATABASE_URL: '' }).port, 8000);
  });

  it('puts origins before the usual ones', () => {
    const { corsOrigins } = configFrom({ CORS_ORIGINS: 'https://a.example, http://localhost:9000' });
    assert.deepEqual(corsOrigins.slice(0, 2), ['https://a.example', 'http://localhost:9000']);
    assert.ok(corsOrigins.includes('http://localhost:3000'));
  });

  it('lets the demonstration’s partner be where the playground and the examples are', () => {
    const { demoPartnerOrigins } = configFrom({});
    assert.deepEqual(
      [demoPartnerOrigins[0], demoPartnerOrigins.at(-1)],
      ['http://localhost:5174', 'http://localhost:5184'],
    );
    const only = configFrom({ DEMO_PARTNER_ORIGINS: 'http://localhost:9000' });
    assert.deepEqual(only.demoPartnerOrigins, ['http://localhost:9000']);
  });

  it('reads the address of a model without its last slash', () => {
    const { llm } = configFrom({ LLM_BASE_URL: 'http://localhost:11434/v1/', LLM_MODEL: 'small' });
    assert.deepEqual(llm, { baseUrl: 'http://localhost:11434/v1', model: 'small', apiKey: undefined });
  });

  for (const [name, value] of [
    ['PORT', '80a'],
    ['PORT', '70000'],
    ['ACCESS_TOKEN_SECONDS', '0'],
    ['DATABASE_URL', 'mysql://localhost'],
    ['JWT_SECRET', 'too short'],
    ['CORS_ORIGINS', 'https://a.example/path'],
    ['DEMO_PARTNER_ORIGINS', 'http://localhost:*'],
    ['DEMO_PARTNER_ORIGIN', 'http://localhost:9000'],
    ['LOG_LEVEL', 'loud'],
    ['DEMONSTRATION', 'yes'],
    ['NEXTCLOUD_URL', 'ftp://cloud.example'],
    ['NEXTCLOUD_URL', 'https://cloud.example'],
    ['NEXTCLOUD_PASSWORD', 'without an address'],
    ['NEXTCLOUD_CALENDAR_URL', 'https://cloud.example'],
    ['ADMIN_EMAIL', 'somebody'],
    ['LLM_BASE_URL', 'http://localhost:11434'],
    ['SMTP_URL', 'http://mail.example'],
    ['SMTP_URL', 'smtp:'],
    ['MAIL_FROM', 'nobody'],
    ['LLM_BASEURL', 'http://localhost'],
    ['ACCESS_TOKEN_MINUTES', '15'],
  ] as const) {
    it(`refuses ${name}=${value} and names it`, () => {
      assert.throws(
        () => configFrom({ [name]: value }),
        (error: unknown) => error instanceof ConfigurationError && error.message.includes(name),
      );
    });
  }

  it('names everything that is wrong at once, and no value, since it could be a secret', () => {
    assert.throws(
      () => configFrom({ PORT: 'x', JWT_SECRET: 'canary', ADMIN_PASSWORD: 'canary' }),
      ({ message }: Error) =>
        ['PORT', 'JWT_SECRET', 'ADMIN_PASSWORD'].every((name) => message.includes(name)) &&
        !message.includes('canary'),
    );
  });
});
