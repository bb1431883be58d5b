import { IamPolicy } from '../../config';
import { PartReader } from '../part-reader';
import { readStatements } from './access';

/** The types of IAM that hold permissions. */
export const IAM_TYPES: readonly string[] = ['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy', 'AWS::IAM::Role', 'AWS::IAM::User', 'AWS::IAM::Group'];

/** The policies that a resource of IAM is, or has written in it. */
export function readIamPolicies(resource: PartReader): IamPolicy[] {
  const policies = [resource, ...resource.children('Policies')].filter((part) => part.has('PolicyDocument'));
  return policies.map((part) => ({ ...part.part, statements: readStatements(part.childOrEmpty('PolicyDocument')) }));
}
