import { randomBytes, randomUUID } from 'node:crypto';

/** Somebody with an account. */
export interface Person {
  id: string;
  email: string;
  fullName: string;
  password: string;
  isActive: boolean;
  adminRole: 'admin' | 'viewer' | 'user';
  createdAt: Date;
  lastLogin?: Date;
  /** The code that is asked for behind the password. */
  secondFactor?: string;
  backupCodes: string[];
  /** Tokens are refused until then. */
  heldBackUntil: number;
}

export interface Document {
  id: string;
  title: string;
  sourceType: string;
  uploadedAt: Date;
  sentences: string[];
}

export interface StoredMessage {
  id: string;
  role: 'user' | 'assistant';
  content: string;
  at: Date;
  clientMessageId?: string;
  citations?: object[];
}

export interface Conversation {
  id: string;
  userId: string;
  title: string;
  createdAt: Date;
  updatedAt: Date;
  messages: StoredMessage[];
}

interface Token {
  userId: string;
  type: 'access' | 'refresh';
  role: string;
  endsAt: number;
}

const DAY_MS = 86_400_000;

const person = (
  email: string,
  fullName: string,
  adminRole: Person['adminRole'],
  more: Partial<Person> = {},
): Person => ({
  ...{ id: randomUUID(), email, fullName, adminRole, password: 'try-voiceassist', isActive: true },
  ...{ createdAt: new Date(Date.now() - 30 * DAY_MS), backupCodes: [], heldBackUntil: 0, ...more },
});

const document = (title: string, sourceType: string, ...sentences: string[]): Document => ({
  ...{ id: randomUUID(), title, sourceType, sentences },
  uploadedAt: new Date(Date.now() - DAY_MS),
});

/** The people of the own demonstration, and some that only the gateway has. */
const people = (): Person[] => [
  person('clinician@voiceassist.example', 'Amara Osei', 'user'),
  person('admin@voiceassist.example', 'Jonas Reyes', 'admin'),
  person('viewer@voiceassist.example', 'Vic Viewer', 'viewer'),
  person('careful@voiceassist.example', 'Cora Careful', 'user', {
    secondFactor: '123456',
    backupCodes: ['ABCD-1234'],
  }),
];

const documents = (): Document[] => [
  document(
    'Type 2 diabetes in adults',
    'guideline',
    'Metformin is the first-line drug for type 2 diabetes in adults unless it is contraindicated.',
    'A modified-release tablet of metformin is tried when the standard one for type 2 diabetes causes nausea.',
    'Doses of glucose-lowering drugs that are used in type 2 diabetes:\n\n| Drug | Dose |\n| --- | --- |\n| Metformin | 500 mg |\n\n',
  ),
  document(
    'Community-acquired pneumonia',
    'guideline',
    'Amoxicillin is the first choice for low-severity community-acquired pneumonia.',
  ),
];

/** Everything that the double keeps, in memory. */
export class State {
  readonly people: Person[];
  readonly documents: Document[];
  readonly conversations: Conversation[] = [];
  readonly attachments: { id: string; messageId: string; name: string; type: string; bytes: Buffer }[] = [];
  readonly contexts: { id: string; userId: string; sessionId: string; record: Record<string, unknown> }[] =
    [];
  readonly events: { uid: string; start: string; end: string; [field: string]: unknown }[] = [];
  readonly tokens = new Map<string, Token>();
  /** Every question that was stored, in order. */
  readonly asked: { content: string; contextId: string | undefined }[] = [];

  /** With the people and documents of the demonstration, or with one administrator alone. */
  constructor(demo: boolean) {
    this.people = demo ? people() : [person('admin@voiceassist.example', 'Jonas Reyes', 'admin')];
    this.documents = demo ? documents() : [];
  }

  /** A pair of tokens; who asks for it decides whether they are taken. */
  issue({ id, adminRole }: Person, seconds: number): { access: string; refresh: string } {
    const token = (type: Token['type'], life: number) => {
      const name = randomBytes(24).toString('base64url');
      this.tokens.set(name, { userId: id, type, role: adminRole, endsAt: Date.now() + life * 1000 });
      return name;
    };
    return { access: token('access', seconds), refresh: token('refresh', 3600) };
  }

  /** The token of this type, while it is good. */
  token(name: string | undefined, type: Token['type']): Token | undefined {
    const token = this.tokens.get(name ?? '');
    return token?.type === type && token.endsAt > Date.now() ? token : undefined;
  }

  /** Whose access token it is. */
  owner(name: string | undefined): Person | undefined {
    const token = this.token(name, 'access');
    const found = token && this.people.find(({ id }) => id === token.userId);
    return found?.isActive && found.heldBackUntil < Date.now() ? found : undefined;
  }
}
