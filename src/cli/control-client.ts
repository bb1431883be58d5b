import { InvalidArgumentError } from 'commander';

/** Asks the control API. @throws Error with a message of one line */
export async function callControl<T>(url: string, body?: object): Promise<T> {
  const request = body && { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  return answerOf<T>(await reach(url, request));
}

/** Asks the control API for a text. @throws Error with a message of one line */
export async function readControl(url: string): Promise<string> {
  const response = await reach(url);
  return response.ok ? response.text() : answerOf(response);
}

function reach(url: string, request?: RequestInit): Promise<Response> {
  return fetch(url, request).catch((error) => {
    throw new Error(`${url} cannot be reached: ${error.cause?.message ?? error.message}`);
  });
}

async function answerOf<T>(response: Response): Promise<T> {
  const answer = await response.json().catch(() => ({ error: 'the answer is not that of an edge\'s control API' })) as T & { error?: string };
  if (!response.ok || answer.error !== undefined) throw new Error(`${response.url} answered ${response.status}: ${answer.error}`);
  return answer;
}

/** Reads the URL of a control API from the command line. */
export function endpointUrl(text: string): string {
  if (!/^https?:\/\/[^/]+\/?$/.test(text)) throw new InvalidArgumentError('Expected a URL such as http://127.0.0.1:40001.');
  return text.replace(/\/$/, '');
}
