import { InvalidArgumentError } from 'commander';

/** Asks the control API. @throws Error with a message of one line */
export async function callControl<T>(url: string, body?: object): Promise<T> {
  const request = body && { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const response = await fetch(url, request).catch((error) => {
    throw new Error(`${url} cannot be reached: ${error.cause?.message ?? error.message}`);
  });
  const answer = await response.json().catch(() => ({ error: 'the answer is not that of an edge\'s control API' })) as T & { error?: string };
  if (!response.ok || answer.error !== undefined) throw new Error(`${url} answered ${response.status}: ${answer.error}`);
  return answer;
}

/** Reads the URL of a control API from the command line. */
export function endpointUrl(text: string): string {
  if (!/^https?:\/\/[^/]+\/?$/.test(text)) throw new InvalidArgumentError('Expected a URL such as http://127.0.0.1:40001.');
  return text.replace(/\/$/, '');
}
