import { msg, str } from '@lit/localize';
import { describeError, isApiError } from '@voiceassist/shared';

/** What happened, and what puts it right. */
interface ErrorWords {
  name: string;
  remedy: string;
}

/** An error of the exchange in words; a code that is not known here stands for itself. */
export function partnerErrorWords(code: string): ErrorWords {
  switch (code) {
    case 'partner_assertion_malformed':
      return {
        name: msg('The assertion could not be read'),
        remedy: msg(
          'The partner’s server leaves out a claim or gives a wrong one. The answer to the exchange names it.',
        ),
      };
    case 'partner_inactive':
      return {
        name: msg('Switched off'),
        remedy: msg('The partner was asked for while it was off, or for a user who is deactivated.'),
      };
    case 'partner_signature_invalid':
      return {
        name: msg('Signed with another key'),
        remedy: msg(
          'The partner signs with an old secret or another key. Give it a new secret, or compare the thumbprint of its key.',
        ),
      };
    case 'partner_assertion_expired':
      return {
        name: msg('Not of this moment'),
        remedy: msg(
          'The clock of the partner’s server is wrong, its page keeps assertions, or they last longer than five minutes.',
        ),
      };
    case 'partner_assertion_replayed':
      return {
        name: msg('Used twice'),
        remedy: msg('The partner’s page gives the same assertion again. It has to sign one at every call.'),
      };
    case 'partner_origin_not_allowed':
      return {
        name: msg('Origin not allowed'),
        remedy: msg(
          'The partner signs for a page that is not among its origins. Add it, if it is one of its.',
        ),
      };
    case 'partner_origin_mismatch':
      return {
        name: msg('Asked from another page'),
        remedy: msg(
          'The assertion was signed for another page than the one that used it. If you do not know that page, somebody may have taken the assertion.',
        ),
      };
    case 'partner_limit_reached':
      return {
        name: msg('Limit reached'),
        remedy: msg('The partner used more than it may. Raise its limits, or ask it what happened.'),
      };
    default:
      return { name: code, remedy: msg('This page does not know this error. Reload it for a newer one.') };
  }
}

/** What went wrong with a call, in words. */
export function callWords(error: unknown): string {
  const { title, detail } = describeError(error);
  return [title, detail].join(' ');
}

/** What the server says of a field, by the wire's name of the field or of one of its lines. */
export function fieldWords(error: unknown, field: string): string | undefined {
  if (!isApiError(error)) return undefined;
  return Object.entries(error.fields).find(([name]) => name.split('.', 1)[0] === field)?.[1];
}

/** The origins in a text, one a line, or what is wrong with one of them in words. */
export function originsFrom(text: string): { origins: string[] } | { wrong: string } {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  if (lines.length === 0)
    return { wrong: msg('Enter at least one origin, such as https://ward.hospital.org.') };
  for (const line of lines) {
    const wrong = wrongOrigin(line);
    if (wrong) return { wrong };
  }
  return { origins: [...new Set(lines)] };
}

function wrongOrigin(line: string): string | undefined {
  if (line.includes('*')) {
    return msg(str`“${line}” has a star. Every origin has to be entered by itself.`);
  }
  const url = URL.canParse(line) ? new URL(line) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.hostname === '') {
    return msg(str`“${line}” is no origin. Begin with https:// and the name of the host.`);
  }
  const { origin } = url;
  if (origin !== line) return msg(str`“${line}” is more than an origin. Enter ${origin}.`);
  return undefined;
}
