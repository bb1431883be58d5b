import {
  CreateDistributionCommand, DeleteDistributionCommand, DistributionConfig, GetDistributionCommand, GetDistributionConfigCommand, ListDistributionsCommand,
  UpdateDistributionCommand,
} from '@aws-sdk/client-cloudfront';
import { apiOf } from './api-client';

export type Api = ReturnType<typeof apiOf>;

/** A configuration as deploy scripts send it. */
export function config(changes: Partial<DistributionConfig> = {}): DistributionConfig {
  return {
    CallerReference: '20091130090000',
    Comment: '',
    Enabled: true,
    Origins: { Quantity: 1, Items: [{ Id: 'origin', DomainName: 'origin.example.com', CustomOriginConfig: { HTTPPort: 80, HTTPSPort: 443, OriginProtocolPolicy: 'https-only' } }] },
    DefaultCacheBehavior: {
      TargetOriginId: 'origin', ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: false, Cookies: { Forward: 'none' } }, MinTTL: 0, TrustedSigners: { Enabled: false, Quantity: 0 },
    },
    ...changes,
  };
}

export const create = ({ client }: Api, changes?: Partial<DistributionConfig>) => client.send(new CreateDistributionCommand({ DistributionConfig: config(changes) }));
export const get = ({ client }: Api, Id: string) => client.send(new GetDistributionCommand({ Id }));
export const getConfig = ({ client }: Api, Id: string) => client.send(new GetDistributionConfigCommand({ Id }));
export const list = async ({ client }: Api, page = {}) => (await client.send(new ListDistributionsCommand(page))).DistributionList!;
export const idsOf = async (api: Api) => ((await list(api)).Items ?? []).map(({ Id }) => Id!);

/** Sends back what was read, with changes. */
export async function change(api: Api, Id: string, changes: Partial<DistributionConfig>) {
  const { ETag, DistributionConfig: current } = await getConfig(api, Id);
  return api.client.send(new UpdateDistributionCommand({ Id, IfMatch: ETag, DistributionConfig: { ...current!, ...changes } }));
}

/** Deletes the distribution as it is now. */
export async function remove({ client }: Api, Id: string) {
  const { ETag } = await client.send(new GetDistributionCommand({ Id }));
  return client.send(new DeleteDistributionCommand({ Id, IfMatch: ETag }));
}

/** An error as the SDK throws it. */
export const refused = (name: string, httpStatusCode: number) => ({ name, $metadata: expect.objectContaining({ httpStatusCode }) });
