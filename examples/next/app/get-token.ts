/** Your server says who is signed in. It is asked again before the access ends. */
export async function getToken(): Promise<string> {
  const response = await fetch('/token', { method: 'POST' });
  if (!response.ok) throw new Error(`/token answered ${response.status}`);
  return response.text();
}
