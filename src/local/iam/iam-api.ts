import { RestAnswer } from '../api';
import { IamError, ServerCertificateMetadata, ServerCertificates } from './server-certificates';
import { accessKeyId } from '../api/authorization';
import { buildXml, XmlElements } from '../api/xml';

const NAMESPACE = 'https://iam.amazonaws.com/doc/2010-05-08/';

type Action = (parameters: URLSearchParams, account: string | undefined) => XmlElements | undefined;

/**
 * The part of IAM's API that is about server certificates, as the AWS CLI and the AWS SDKs speak it: `aws iam … --endpoint-url URL` [TLS-061].
 * As with CloudFront's own API a request has to be signed, by whatever credentials: an access key that is the number of an account stands for that account.
 */
export class IamApi {
  private readonly actions: { readonly [name: string]: Action };
  private requests = 0;

  public constructor(certificates: ServerCertificates) {
    this.actions = {
      UploadServerCertificate: (parameters, account) => ({
        ServerCertificateMetadata: described(certificates.upload({
          name: required(parameters, 'ServerCertificateName'),
          body: required(parameters, 'CertificateBody'),
          privateKey: required(parameters, 'PrivateKey'),
          chain: parameters.get('CertificateChain') ?? undefined,
          path: parameters.get('Path') ?? undefined,
        }, account)),
      }),
      ListServerCertificates: (parameters, account) => ({
        IsTruncated: false,
        ServerCertificateMetadataList: { member: certificates.list(account, parameters.get('PathPrefix') ?? undefined).map(described) },
      }),
      GetServerCertificate: (parameters, account) => {
        const { body, chain, ...metadata } = certificates.get(required(parameters, 'ServerCertificateName'), account);
        return { ServerCertificate: { ServerCertificateMetadata: described(metadata), CertificateBody: body, CertificateChain: chain } };
      },
      DeleteServerCertificate: (parameters, account) => {
        certificates.delete(required(parameters, 'ServerCertificateName'), account);
        return undefined;
      },
    };
  }

  /** @param body a form with the action and its parameters */
  public answer(authorization: string | undefined, body: string): RestAnswer {
    const RequestId = `00000000-0000-4000-8000-${String(++this.requests).padStart(12, '0')}`;
    const headers = { 'x-amzn-RequestId': RequestId, 'Content-Type': 'text/xml' };
    try {
      const accessKey = accessKeyId(authorization ?? '');
      if (accessKey === '') throw new IamError('MissingAuthenticationToken', 'the request is not signed; any credentials do', 403);
      const parameters = new URLSearchParams(body);
      const name = required(parameters, 'Action');
      if (!Object.hasOwn(this.actions, name)) throw new IamError('InvalidAction', `the local edge has no action ${name} of IAM; it has ${Object.keys(this.actions).join(', ')}`);
      const result = this.actions[name](parameters, /^\d{12}$/.test(accessKey) ? accessKey : undefined);
      const content = { ...result && { [`${name}Result`]: result }, ResponseMetadata: { RequestId } };
      return { status: 200, headers, body: buildXml(`${name}Response`, NAMESPACE, content) };
    } catch (error) {
      if (!(error instanceof IamError)) throw error;
      const content = { Error: { Type: 'Sender', Code: error.code, Message: error.message }, RequestId };
      return { status: error.status, headers, body: buildXml('ErrorResponse', NAMESPACE, content) };
    }
  }
}

function described({ path, name, id, arn, uploadDate, expiration }: ServerCertificateMetadata): XmlElements {
  return { Path: path, ServerCertificateName: name, ServerCertificateId: id, Arn: arn, UploadDate: uploadDate, Expiration: expiration };
}

function required(parameters: URLSearchParams, name: string): string {
  const value = parameters.get(name);
  if (value === null || value === '') throw new IamError('MissingParameter', `the request has no ${name}`);
  return value;
}
