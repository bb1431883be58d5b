import { Application, resourceAt } from '../config';
import { CheckedOrigin, ORIGIN_RULES, SAME_CONTENT } from '../edge';
import { Finding } from '../rules';

const RULES = [...ORIGIN_RULES, SAME_CONTENT];

/** What the answers of origins show, as findings about the origins in the template. */
export function originFindings(checked: readonly CheckedOrigin[], application: Application): Finding[] {
  return checked.flatMap(({ origin: { location }, path, advice }) => advice.map(({ rule, level, spec, says, fix }) => ({
    rule,
    level,
    says: RULES.find(({ id }) => id === rule)?.says ?? says,
    message: `GET ${path}: ${says}.`,
    fix,
    location,
    file: application.templates.find(({ name }) => name === location.template)?.file,
    resourceType: 'AWS::CloudFront::Distribution',
    construct: resourceAt(location, application)?.constructPath,
    createdAt: resourceAt(location, application)?.createdAt,
    spec,
    apiError: undefined,
  })));
}
