import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import * as v from 'valibot';
import { requireAdmin, requireReader, requireUser } from './accounts/authorization.js';
import type { Dependencies } from './app.js';
import { openKnowledge } from './knowledge/index.js';
import { ProblemError } from './problem.js';
import { checkAccess } from './testing/access/matrix.js';
import { describeOnBothDatabases, startServer, type TestServer } from './testing/server.js';
import type { ValibotTypeProvider } from './validation.js';

describeOnBothDatabases('Who may do what', ({ env }) => {
  let server: TestServer;
  before(async () => {
    server = await startServer(env, openKnowledge);
  });
  after(() => server.close());

  it('is as the published document declares it, for every operation, role and owner', async (context) => {
    const { operations, cells, findings } = await checkAccess(server);
    context.diagnostic(`${operations} operations, ${cells} cells, ${cells - findings.length} as declared`);
    assert.deepEqual(findings, []);
    assert.ok(operations >= 35 && cells >= 300, `only ${operations} operations with ${cells} cells`);
  });
});

/** The application with routes that are not as they say. */
const withMistakes: Dependencies['openKnowledge'] = async (dependencies) => {
  const knowledge = await openKnowledge(dependencies);
  const { db } = dependencies.database;
  return {
    ...knowledge,
    routes: async (instance) => {
      await instance.register(knowledge.routes);
      const app = instance.withTypeProvider<ValibotTypeProvider>();
      const schema = { params: v.object({ id: v.string() }) };
      const owner = { of: 'conversation', others: 404 } as const;
      const title = async (id: string) => {
        const found = db.selectFrom('conversations').select('title').where('id', '=', id);
        const row = await found.executeTakeFirst();
        if (!row) throw new ProblemError(404);
        return row;
      };
      app.get(
        '/api/mistake/no-owner-check/:id',
        { onRequest: requireUser, config: { owner }, schema },
        (request) => title(request.params.id),
      );
      app.delete(
        '/api/mistake/users/:id',
        {
          onRequest: requireUser,
          config: { owner: { of: 'user', others: 403, admins: 'allowed' } },
          schema,
        },
        async (request, reply) => {
          await db.deleteFrom('users').where('id', '=', request.params.id).execute();
          return reply.code(204).send();
        },
      );
      app.get('/api/mistake/undeclared/:id', { onRequest: requireUser, schema }, (request) =>
        title(request.params.id),
      );
      app.get(
        '/api/mistake/unknown/:id',
        { onRequest: requireUser, config: { owner: { of: 'ward', others: 404 } }, schema },
        () => ({}),
      );
      app.get('/api/admin/mistake', { onRequest: requireUser }, () => ({}));
      app.get('/api/mistake/reader', { onRequest: requireReader }, () => ({}));
      app.get('/api/mistake/open', { config: { open: true } }, () => ({}));
      app.get(
        '/api/mistake/secret',
        {
          onRequest: [
            requireUser,
            async () => {
              throw new ProblemError(403);
            },
          ],
        },
        () => ({}),
      );
      app.post(
        '/api/mistake/input',
        {
          onRequest: requireAdmin,
          schema: { body: v.object({ code: v.pipe(v.string(), v.ipv4()) }) },
        },
        () => ({}),
      );
    },
  };
};

describe('The check of who may do what', () => {
  let findings: string[];
  before(async () => {
    const server = await startServer({}, withMistakes);
    ({ findings } = await checkAccess(server, /mistake/));
    await server.close();
  });

  const found = (part: string) => findings.filter((finding) => finding.includes(part));

  it('finds a route that forgot to look whose thing it is', () => {
    assert.deepEqual(
      found('no-owner-check'),
      ['clinician', 'admin', 'partner'].map(
        (role) => `GET /api/mistake/no-owner-check/{id}, ${role}, other: 404 is declared, the answer is 200`,
      ),
    );
  });

  it('finds a route that lets anybody delete anybody', () => {
    assert.ok(
      found('DELETE /api/mistake/users/{id}, partner, other: 403 is declared, the answer is 204').length,
    );
  });

  it('finds a route that does not say whose thing it names, or names one that nobody can make', () => {
    assert.equal(found('undeclared/{id} does not say whose thing it names').length, 1);
    assert.ok(found('nothing makes a ward').length > 0);
  });

  it('finds a page of administrators that anybody signed in may call, and one that is open', () => {
    assert.deepEqual(found('/api/admin/mistake'), ['GET /api/admin/mistake is not for administrators alone']);
    assert.deepEqual(found('/api/mistake/open'), ['GET /api/mistake/open is open to everybody']);
  });

  it('finds a route that is open to the users of partners without being one of theirs', () => {
    assert.deepEqual(found('/api/mistake/reader'), [
      'GET /api/mistake/reader is open to the users of partners',
    ]);
  });

  it('finds a route that refuses those who may', () => {
    assert.equal(found('/api/mistake/secret').length, 3);
  });

  it('finds a route that it cannot make input for', () => {
    assert.ok(found('POST /api/mistake/input, admin, none: could not be asked').length > 0);
  });
});
