import { Application, Location } from '../config';
import { CheckedOrigin, ORIGIN_RULES, SAME_CONTENT } from '../edge';
import { Finding } from '../rules';

const RULES = [...ORIGIN_RULES, SAME_CONTENT];

/** What the answers of origins show, as findings about the origins in the template. */
export function originFindings(checked: readonly CheckedOrigin[], { resources, templates }: Application): Finding[] {
  const resourceAt = ({ template, logicalId }: Location) => resources.find(({ location }) => location.template === template && location.logicalId === logicalId);
  return checked.flatMap(({ origin: { location }, path, advice }) => advice.map(({ rule, level, spec, says, fix }) => ({
    rule,
    level,
    says: RULES.find(({ id }) => id === rule)?.says ?? says,
    message: `GET ${path}: ${says}.`,
    fix,
    location,
    file: templates.find(({ name }) => name === location.template)?.file,
    resourceType: 'AWS::CloudFront::Distribution',
    construct: resourceAt(location)?.constructPath,
    createdAt: resourceAt(location)?.createdAt,
    spec,
    apiError: undefined,
  })));
}
