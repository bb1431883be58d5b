import { ServerCertificateMetadata, ServerCertificates } from './server-certificates';
import { QueryService, required } from '../api/query-api';
import { XmlElements } from '../api/xml';

/** The part of IAM's API that is about server certificates: `aws iam … --endpoint-url URL` [TLS-061]. */
export function iamService(certificates: ServerCertificates): QueryService {
  return {
    name: 'IAM',
    namespace: 'https://iam.amazonaws.com/doc/2010-05-08/',
    actions: {
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
    },
  };
}

function described({ path, name, id, arn, uploadDate, expiration }: ServerCertificateMetadata): XmlElements {
  return { Path: path, ServerCertificateName: name, ServerCertificateId: id, Arn: arn, UploadDate: uploadDate, Expiration: expiration };
}
