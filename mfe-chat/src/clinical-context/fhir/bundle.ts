import { field, items, text, textAt } from './json.js';

const MOST_ENTRIES = 5_000;

/** One resource of a bundle, and the address that others know it by. */
interface Entry {
  readonly resource: unknown;
  readonly type: string;
  readonly addresses: readonly string[];
}

/** The resources of a bundle, and how they point at each other. */
export class Bundle {
  readonly entries: readonly Entry[];
  /** Entries that are too many to be read. */
  readonly beyond: number;
  /** It is a page of a search that has more of them. */
  readonly hasMorePages: boolean;
  readonly #byAddress = new Map<string, Entry>();

  constructor(json: unknown) {
    const all = field(json, 'entry');
    this.beyond = Array.isArray(all) ? Math.max(0, all.length - MOST_ENTRIES) : 0;
    this.hasMorePages = items(field(json, 'link')).some((link) => textAt(link, 'relation') === 'next');
    this.entries = items(all, MOST_ENTRIES).map((entry) => {
      const resource = field(entry, 'resource');
      const type = textAt(resource, 'resourceType');
      const id = textAt(resource, 'id');
      const names = type === 'Patient' ? items(field(resource, 'identifier')).map(identifierName) : [];
      const addresses = [textAt(entry, 'fullUrl'), id && `${type}/${id}`, ...names].filter(Boolean);
      return { resource, type, addresses };
    });
    for (const entry of this.entries) {
      for (const address of entry.addresses) this.#byAddress.set(address, entry);
    }
  }

  /** Everybody who has an entry, each once: a search may give the same entry again. */
  get patients(): readonly Entry[] {
    const all = this.entries.filter(({ type }) => type === 'Patient');
    return all.filter((entry, at) => {
      const [address] = entry.addresses;
      return address === undefined || all.findIndex(({ addresses }) => addresses[0] === address) === at;
    });
  }

  /** The resource that a reference means: contained in `holder`, or one of this bundle. */
  find(reference: unknown, holder: unknown): unknown {
    const address = text(field(reference, 'reference'));
    if (address.startsWith('#')) {
      return items(field(holder, 'contained')).find((each) => `#${textAt(each, 'id')}` === address);
    }
    return this.#byAddress.get(plain(address))?.resource ?? this.#byAddress.get(relative(address))?.resource;
  }

  /**
   * Whom a resource is about, as one address however it was written; empty when it does not say.
   */
  subjectOf(resource: unknown): string {
    const subject = field(resource, 'subject') ?? field(resource, 'patient');
    const address = text(field(subject, 'reference')) || identifierName(field(subject, 'identifier'));
    const entry = this.#byAddress.get(plain(address)) ?? this.#byAddress.get(relative(address));
    return entry?.addresses[0] ?? relative(address);
  }
}

/** An identifier as a reference names it. */
function identifierName(identifier: unknown): string {
  const value = textAt(identifier, 'value');
  return value && `${textAt(identifier, 'system')}|${value}`;
}

const plain = (address: string) => address.replace(/\/_history\/.*$/, '');

/** The end of an absolute address, e.g. "Patient/7". */
const relative = (address: string) => /[A-Z][A-Za-z]+\/[^/]+$/.exec(plain(address))?.[0] ?? plain(address);

/** Which version a resource is written in, where that can be seen; R4 looks like neither. */
export function otherVersion(resource: unknown): 'older' | 'newer' | undefined {
  const type = textAt(resource, 'resourceType');
  const profiles = items(field(field(resource, 'meta'), 'profile'))
    .map(text)
    .join(' ');
  if (/\/(DSTU2|STU3)\//i.test(profiles) || type === 'MedicationOrder') return 'older';
  if (/\/R5\//.test(profiles)) return 'newer';
  // Both were a code before R4.
  if (typeof field(resource, 'clinicalStatus') === 'string') return 'older';
  if (typeof field(resource, 'verificationStatus') === 'string') return 'older';
  if (type === 'AllergyIntolerance' && field(resource, 'substance') !== undefined) return 'older';
  const medication = field(resource, 'medication');
  const isNewer = field(medication, 'concept') !== undefined || field(medication, 'reference') !== undefined;
  return /^Medication(Request|Statement)$/.test(type) && isNewer ? 'newer' : undefined;
}
