import { accessKeyId } from './authorization';
import { RestAnswer } from './rest-api';
import { buildXml, XmlElements } from './xml';

/** What a request to a query API is refused with. */
export class QueryError extends Error {
  public constructor(public readonly code: string, message: string, public readonly status = 400) {
    super(message);
  }
}

/** The part of the API of a service of AWS that takes forms and answers in XML. */
export interface QueryService {
  /** As messages call it. */
  readonly name: string;
  readonly namespace: string;
  /** @throws QueryError. The account is that of an access key which is the number of one. */
  readonly actions: { readonly [name: string]: (parameters: URLSearchParams, account: string | undefined) => XmlElements | undefined };
}

/**
 * The query APIs of services, as the AWS CLI and the AWS SDKs speak them with `--endpoint-url URL`.
 * As with CloudFront's own API a request has to be signed, by whatever credentials. What it is signed for says which service is meant.
 */
export class QueryApi {
  private requests = 0;

  /** @param services by the names for which requests to them are signed; the first one takes those that are signed for none */
  public constructor(private readonly services: { readonly [signedFor: string]: QueryService }) {}

  /** @param body a form with the action and its parameters */
  public answer(authorization: string | undefined, body: string): RestAnswer {
    const RequestId = `00000000-0000-4000-8000-${String(++this.requests).padStart(12, '0')}`;
    const headers = { 'x-amzn-RequestId': RequestId, 'Content-Type': 'text/xml' };
    const [usual, ...others] = Object.keys(this.services);
    const signedFor = serviceOf(authorization ?? '') ?? usual;
    const { name: service, namespace, actions } = this.services[Object.hasOwn(this.services, signedFor) ? signedFor : usual];
    try {
      const accessKey = accessKeyId(authorization ?? '');
      if (accessKey === '') throw new QueryError('MissingAuthenticationToken', 'the request is not signed; any credentials do', 403);
      if (!Object.hasOwn(this.services, signedFor)) throw new QueryError('InvalidAction', `the local edge has no API of ${signedFor}; it has ${[usual, ...others].join(', ')}`);
      const parameters = new URLSearchParams(body);
      const name = required(parameters, 'Action');
      if (!Object.hasOwn(actions, name)) throw new QueryError('InvalidAction', `the local edge has no action ${name} of ${service}; it has ${Object.keys(actions).join(', ')}`);
      const result = actions[name](parameters, /^\d{12}$/.test(accessKey) ? accessKey : undefined);
      const content = { ...result && { [`${name}Result`]: result }, ResponseMetadata: { RequestId } };
      return { status: 200, headers, body: buildXml(`${name}Response`, namespace, content) };
    } catch (error) {
      if (!(error instanceof QueryError)) throw error;
      const content = { Error: { Type: 'Sender', Code: error.code, Message: error.message }, RequestId };
      return { status: error.status, headers, body: buildXml('ErrorResponse', namespace, content) };
    }
  }
}

/** The value of a parameter that has to be there. @throws QueryError */
export function required(parameters: URLSearchParams, name: string): string {
  const value = parameters.get(name);
  if (value === null || value === '') throw new QueryError('MissingParameter', `the request has no ${name}`);
  return value;
}

function serviceOf(authorization: string): string | undefined {
  return /Credential=[^\s,/]+\/\d{8}\/[^\s,/]+\/([^\s,/]+)\/aws4_request/.exec(authorization)?.[1];
}
