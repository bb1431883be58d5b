import { Application } from '../config';
import { CheckedOrigin } from '../edge';
import { Finding } from '../rules';

/** What the answers of origins show, as findings about the origins in the template. */
export function originFindings(checked: readonly CheckedOrigin[], { resources, templates }: Application): Finding[] {
  return checked.flatMap(({ origin: { location }, path, advice }) => advice.map(({ rule, level, spec, says, fix }) => ({
    rule,
    level,
    message: `GET ${path}: ${says}.`,
    fix,
    location,
    file: templates.find(({ name }) => name === location.template)?.file,
    resourceType: 'AWS::CloudFront::Distribution',
    construct: resources.find((resource) => resource.location.template === location.template && resource.location.logicalId === location.logicalId)?.constructPath,
    spec,
    apiError: undefined,
  })));
}
