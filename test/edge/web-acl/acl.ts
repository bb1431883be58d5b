import { Json, ok, Scenario, ScenarioEdge } from '../scenario';

/** A rule of a web ACL that blocks what its statement matches, and what a test changes of it. */
export function ruleOf(Statement: Json, changes: Json = {}): Json {
  return { Name: 'rule', Priority: 0, Action: { Block: {} }, Statement, VisibilityConfig: {}, ...changes };
}

/** The resources of a scenario: a web ACL with some rules, and others that they refer to. */
export function aclOf(rules: readonly Json[], changes: Json = {}, others: { readonly [logicalId: string]: Json } = {}): { readonly [logicalId: string]: Json } {
  return {
    Acl: { Type: 'AWS::WAFv2::WebACL', Properties: { Name: 'site', Scope: 'CLOUDFRONT', DefaultAction: { Allow: {} }, Rules: rules, VisibilityConfig: {}, ...changes } },
    ...others,
  };
}

/** What of a distribution names the web ACL. */
export const WITH_ACL: Json = { WebACLId: { 'Fn::GetAtt': ['Acl', 'Arn'] } };

/** An edge whose only distribution has a web ACL. */
export function edgeWithAcl(
  rules: readonly Json[], changes: Json = {}, others: { readonly [logicalId: string]: Json } = {}, scenario: Partial<Scenario> = {},
): ScenarioEdge {
  return new ScenarioEdge({ origin: () => ok('body'), ...scenario, config: { ...WITH_ACL, ...scenario.config }, resources: aclOf(rules, changes, others) });
}

/** A statement about a part of the request. */
export function aboutField(kind: string, FieldToMatch: Json, settings: Json, ...transformations: readonly string[]): Json {
  const TextTransformations = (transformations.length === 0 ? ['NONE'] : transformations).map((Type, Priority) => ({ Priority, Type }));
  return { [kind]: { FieldToMatch, TextTransformations, ...settings } };
}

/** A statement that a part of the request contains a text. */
export function contains(FieldToMatch: Json, SearchString: string, ...transformations: readonly string[]): Json {
  return aboutField('ByteMatchStatement', FieldToMatch, { SearchString, PositionalConstraint: 'CONTAINS' }, ...transformations);
}

/** A statement about the path of the request. */
export function pathIs(SearchString: string, PositionalConstraint = 'EXACTLY'): Json {
  return aboutField('ByteMatchStatement', { UriPath: {} }, { SearchString, PositionalConstraint });
}
