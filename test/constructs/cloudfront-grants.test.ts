import { Template } from 'aws-cdk-lib/assertions';
import { Grant, Group, IGrantable, Role, ServicePrincipal, User } from 'aws-cdk-lib/aws-iam';
import { findings, newStack } from './site';
import { CloudFrontGrants } from '../../src';

const PRINCIPALS: readonly [string, (stack: ReturnType<typeof newStack>) => IGrantable][] = [
  ['a user', (stack) => new User(stack, 'User')],
  ['a group', (stack) => new Group(stack, 'Group')],
  ['a role', (stack) => new Role(stack, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') })],
];

const GRANTS: readonly [string, (grantee: IGrantable) => Grant, object, string[]][] = [
  ['all', (grantee) => CloudFrontGrants.all(grantee), { Action: 'cloudfront:*' }, []],
  ['all to see', (grantee) => CloudFrontGrants.readAll(grantee), { Action: ['cloudfront:Get*', 'cloudfront:List*'] }, []],
  ['all distributions', (grantee) => CloudFrontGrants.allDistributions(grantee), { Action: 'cloudfront:*Distribution*' }, ['iam-action-wildcard']],
  ['all over SSL', (grantee) => CloudFrontGrants.allOverSsl(grantee), { Action: 'cloudfront:*', Condition: { Bool: { 'aws:SecureTransport': 'true' } } }, []],
  ['single actions', (grantee) => CloudFrontGrants.actions(grantee, 'cloudfront:ListDistributions'), { Action: 'cloudfront:ListDistributions' }, []],
];

describe.each(PRINCIPALS)('%s is granted', (_who, principal) => {
  test.each(GRANTS)('%s, and nothing else [IAM-020]', (_what, grant, statement, found) => {
    const stack = newStack();
    grant(principal(stack)).assertSuccess();
    const [{ Properties: { PolicyDocument: { Statement } } }] = Object.values(Template.fromStack(stack).findResources('AWS::IAM::Policy'));
    expect(Statement).toEqual([{ Effect: 'Allow', Resource: '*', ...statement }]);
    expect(findings(stack)).toEqual(found);
  });
});
