import { Assistant } from './assistant';

/** Rendered at each request, as is a page that knows who is signed in. */
export const dynamic = 'force-dynamic';

export default function Page() {
  return (
    <>
      <h1>Ward handbook</h1>
      <Assistant />
    </>
  );
}
