import * as v from 'valibot';
import type { Citation, Message } from '../../schemas/realtime.js';
import { momentOf } from './dates.js';

const text = v.nullish(v.union([v.string(), v.number()]));
const citationSchema = v.object({
  ...{
    id: text,
    source: text,
    reference: text,
    sourceId: text,
    sourceType: text,
    title: text,
    subtitle: text,
  },
  ...{
    location: text,
    url: text,
    doi: text,
    pubmedId: text,
    page: text,
    publicationYear: text,
    journal: text,
  },
  ...{ snippet: text, relevanceScore: v.nullish(v.number()) },
  authors: v.nullish(v.union([v.string(), v.array(v.string())])),
});

const written = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';

/** Who wrote it, where, and where in it the words stand, as far as that is said. */
function sectionOf({
  subtitle,
  location,
  page,
  authors,
  journal,
  publicationYear,
}: v.InferOutput<typeof citationSchema>): string {
  const names = Array.isArray(authors) ? authors.join(', ') : authors;
  const year = written(publicationYear).slice(0, 4);
  const place = page ? `p. ${written(page)}` : '';
  return [subtitle, names, journal, year, location, place].map(written).filter(Boolean).join(' · ');
}

function linkOf({ url, doi, pubmedId }: v.InferOutput<typeof citationSchema>): string | undefined {
  if (written(url)) return written(url);
  if (written(doi)) return `https://doi.org/${written(doi).replace(/^https?:\/\/(dx\.)?doi\.org\//i, '')}`;
  return written(pubmedId)
    ? `https://pubmed.ncbi.nlm.nih.gov/${encodeURIComponent(written(pubmedId))}/`
    : undefined;
}

/** The sources of an answer, numbered as they come; what is none of the kind is left out. */
export function citationsOf(sources: unknown): Citation[] {
  if (!Array.isArray(sources)) return [];
  return sources.flatMap((source: unknown, at): Citation[] => {
    const parsed = v.safeParse(citationSchema, source);
    if (!parsed.success) return [];
    const {
      id,
      source: kind,
      reference,
      sourceId,
      sourceType,
      title,
      snippet,
      relevanceScore,
    } = parsed.output;
    const link = linkOf(parsed.output);
    const section = sectionOf(parsed.output);
    const documentId = written(sourceId) || written(id) || `source-${at + 1}`;
    return [
      {
        ...{ id: written(id) || documentId, number: at + 1, documentId },
        title: written(title) || written(reference) || link || documentId,
        ...{ quote: written(snippet), start: 0, end: 0, score: relevanceScore ?? 0 },
        ...(section && { section }),
        ...(link && { sourceUrl: link }),
        ...(written(sourceType || kind) && { sourceType: written(sourceType || kind) }),
      },
    ];
  });
}

const storedSchema = v.object({
  id: v.pipe(v.union([v.string(), v.number()]), v.transform(String)),
  role: v.picklist(['user', 'assistant']),
  content: v.nullish(v.string(), ''),
  timestamp: v.optional(v.unknown()),
  createdAt: v.optional(v.unknown()),
  clientMessageId: v.nullish(v.string()),
  citations: v.optional(v.unknown()),
  metadata: v.optional(v.unknown()),
});

/** What the gateway has stored of a conversation, in its order; what is no message of the two is left out. */
export function messagesOf(stored: unknown): Message[] {
  if (!Array.isArray(stored)) return [];
  return stored.flatMap((each: unknown): Message[] => {
    const parsed = v.safeParse(storedSchema, each);
    if (!parsed.success) return [];
    const { id, role, content, timestamp, createdAt, clientMessageId, citations, metadata } = parsed.output;
    const further = metadata as { citations?: unknown } | null | undefined;
    return [
      {
        ...{ id, role, content, citations: citationsOf(citations ?? further?.citations), verbatim: false },
        createdAt: momentOf(createdAt ?? timestamp) ?? '',
        ...(role === 'assistant' && { finishReason: 'done' as const }),
        ...(clientMessageId && { clientMessageId }),
      },
    ];
  });
}
