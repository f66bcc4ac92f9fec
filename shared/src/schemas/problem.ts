import * as v from 'valibot';

/** RFC 9457 problem details, `application/problem+json`, with errors per field. */
export const problemSchema = v.object({
  type: v.optional(v.string(), 'about:blank'),
  title: v.string(),
  status: v.optional(v.number()),
  detail: v.optional(v.string()),
  code: v.optional(v.string()),
  /** What OAuth says to whoever made the page. */
  error_description: v.optional(v.string()),
  /** The document that a file is already there as. */
  document: v.optional(v.object({ id: v.string(), title: v.string(), version: v.number() })),
  errors: v.optional(
    v.array(
      v.object({
        field: v.string(),
        message: v.string(),
        /** What is wrong, for a client that says it in its own words: `taken`, `common`, `wrong`. */
        code: v.optional(v.string()),
      }),
    ),
  ),
});
export type Problem = v.InferOutput<typeof problemSchema>;

/** FastAPI's two forms. */
export const fastApiErrorSchema = v.object({
  detail: v.union([
    v.string(),
    v.array(v.object({ loc: v.array(v.union([v.string(), v.number()])), msg: v.string() })),
  ]),
});

/** The envelope of the guide's other services. */
export const envelopeErrorSchema = v.object({
  success: v.literal(false),
  error: v.object({ code: v.string(), message: v.string() }),
});
