import { randomUUID } from 'node:crypto';
import { fromPage } from '../../partners/testing/partner.js';
import { call } from '../client.js';
import type { TestServer } from '../server.js';
import { Inputs } from './input.js';
import { operationsOf, wrongDeclarations, type Operation } from './operations.js';
import { ACTIVE, People, ROLES, type Actor, type Role } from './people.js';
import { thingMakers } from './things.js';

/** Whose thing a request names: one's own, another person's, one that is not there; or it names none. */
type Relation = 'own' | 'other' | 'missing' | 'none';

/** What checking found; `findings` is empty when everything is as declared. */
interface Matrix {
  operations: number;
  cells: number;
  findings: string[];
}

/** The status that the declaration promises; `allowed` is any success. */
function expected(operation: Operation, role: Role, relation: Relation): number | 'allowed' {
  const { 'x-access': access, 'x-owner': owner } = operation;
  if (access === 'open') return 'allowed';
  if (!ACTIVE.includes(role)) return 401;
  if (role === 'user of a partner' && access !== 'reader') return 403;
  if (access === 'admin' && role !== 'admin') return 403;
  if (!owner || relation === 'own') return 'allowed';
  const others = role === 'admin' && owner.admins ? owner.admins : owner.others;
  if (relation === 'other') return others;
  return others === 403 ? 403 : 404;
}

/** Makes a real request for every operation, role and owner, and compares the answer with the declaration. */
export async function checkAccess(server: TestServer, only = /./): Promise<Matrix> {
  const operations = (await operationsOf(server)).filter(({ route }) => only.test(route));
  const findings = wrongDeclarations(operations);
  const cells = new Cells(server);
  let checked = 0;
  for (const operation of operations) {
    const relations: Relation[] = operation['x-owner'] ? ['own', 'other', 'missing'] : ['none'];
    for (const role of ROLES) {
      for (const relation of relations) {
        const cell = `${operation.route}, ${role}, ${relation}`;
        try {
          const status = await cells.ask(operation, role, relation);
          checked += 1;
          const promised = expected(operation, role, relation);
          const holds = promised === 'allowed' ? status >= 200 && status < 300 : status === promised;
          if (!holds) findings.push(`${cell}: ${promised} is declared, the answer is ${status}`);
        } catch (error) {
          findings.push(`${cell}: could not be asked, ${String(error)}`);
        }
      }
    }
  }
  return { operations: operations.length, cells: checked, findings };
}

/** Makes the request of one cell, with people and things that no other cell needs unharmed. */
class Cells {
  readonly #server: TestServer;
  readonly #people: People;
  readonly #makers: ReturnType<typeof thingMakers>;
  readonly #inputs: Inputs;
  readonly #actors = new Map<Role, Promise<Actor>>();
  readonly #things = new Map<string, Promise<string>>();

  constructor(server: TestServer) {
    this.#server = server;
    this.#people = new People(server);
    this.#makers = thingMakers(server, this.#people);
    this.#inputs = new Inputs(server, this.#people, () => this.#make('document', 'admin'));
  }

  /** The status of the answer. */
  async ask(operation: Operation, role: Role, relation: Relation): Promise<number> {
    const kind = operation['x-owner']?.of;
    const isHarmless = operation.method === 'get' || expected(operation, role, relation) !== 'allowed';
    // Those whose token ended keep what they made before.
    const shared = isHarmless || !ACTIVE.includes(role);
    const actor = shared ? await this.#shared(role) : await this.#people.make(role);
    const id = kind === undefined ? '' : await this.#thing(kind, actor, relation, shared);
    const { query, json, body, headers } = await this.#inputs.of(operation, actor.person);
    const path = operation.path.replace(/\{\w+\}/, id);
    const search = new URLSearchParams(query).toString();
    const { status } = await call(this.#server, `${operation.method.toUpperCase()} ${path}?${search}`, {
      ...(actor.token !== undefined && { token: actor.token }),
      ...(json !== undefined && { json }),
      ...(body !== undefined && { body }),
      // Where a partner's user is; nobody else minds.
      headers: { ...fromPage, ...headers },
    });
    return status;
  }

  #shared(role: Role): Promise<Actor> {
    const known = this.#actors.get(role);
    if (known) return known;
    const made = this.#people.make(role).then(async (actor) => {
      // Made before the end, since nobody could make them afterwards.
      for (const kind of Object.keys(this.#makers)) await this.#kept(kind, actor);
      await this.#people.end(actor);
      return actor;
    });
    this.#actors.set(role, made);
    return made;
  }

  async #thing(kind: string, actor: Actor, relation: Relation, shared: boolean): Promise<string> {
    if (relation === 'missing') return randomUUID();
    if (relation === 'own') return shared ? this.#kept(kind, actor) : this.#makeFor(kind, actor);
    if (!shared) return this.#make(kind, 'clinician');
    const key = `${kind} of another`;
    const made = this.#things.get(key) ?? this.#make(kind, 'clinician');
    this.#things.set(key, made);
    return made;
  }

  /** The one thing of this kind that a shared person has. */
  #kept(kind: string, actor: Actor): Promise<string> {
    const key = `${kind} of ${actor.person.user.id}`;
    const made = this.#things.get(key) ?? this.#makeFor(kind, actor);
    this.#things.set(key, made);
    return made;
  }

  async #make(kind: string, role: Role): Promise<string> {
    return this.#makeFor(kind, await this.#people.make(role));
  }

  async #makeFor(kind: string, { person }: Actor): Promise<string> {
    const make = this.#makers[kind];
    if (!make) throw new Error(`nothing makes a ${kind}`);
    return make(person);
  }
}
