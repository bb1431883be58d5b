import { Application, Location, Problem, Treatment } from '../config';
import { isMisplaced } from './misplaced-settings';
import { Level, Violation } from './rule';

/** Something that the template reader found, in the shape of a rule and its violation. */
export interface TemplateProblem {
  readonly id: string;
  readonly level: Level;
  readonly says: string;
  readonly spec: readonly string[];
  readonly yieldsTo?: readonly string[];
  readonly violation: Violation;
}

const MALFORMED = {
  id: 'malformed-template', level: 'error' as const, says: 'a template holds what CloudFormation takes', spec: [], yieldsTo: ['origin-custom-header-name', 'custom-response-header'],
};
const UNKNOWN_PROPERTY = { id: 'unknown-property', level: 'warning' as const, says: 'a property is one that CloudFormation documents', spec: [], yieldsTo: ['tenant-customization'] };

const REPEATED_KEY = { id: 'repeated-key', level: 'warning' as const, says: 'a key stands in an object once', spec: [] };

/** The rules that reading a template checks. About resources of other services, a malformed template is a warning. */
export const TEMPLATE_RULES = [MALFORMED, REPEATED_KEY, UNKNOWN_PROPERTY] as const;

/** What the reader could not place: values of the wrong kind, references to nothing, properties that it does not know. */
export function templateProblems(application: Application): TemplateProblem[] {
  const types = new Map(application.resources.map(({ location, type }) => [`${location.template}/${location.logicalId}`, type]));
  const typeOf = ({ template, logicalId }: Location) => types.get(`${template}/${logicalId}`);
  const malformed = ({ location, says, fix }: Problem) => {
    const type = typeOf(location);
    const aboutOthers = location.logicalId.startsWith('Fn::') || (type !== undefined && !type.startsWith('AWS::CloudFront::'));
    return { ...MALFORMED, level: aboutOthers ? 'warning' as const : 'error' as const, violation: { at: location, says, fix } };
  };
  const refused = ({ location, because }: Treatment) => ({
    ...UNKNOWN_PROPERTY,
    violation: { at: location, says: because, fix: 'correct its name, or remove it' },
  });
  const unknown = application.treatment.filter((treatment) => treatment.as === 'refused' && !isMisplaced(treatment, typeOf(treatment.location)));
  const repeated = application.templates.flatMap(({ name, repeatedKeys }) => repeatedKeys.map((key) => ({
    ...REPEATED_KEY,
    violation: { at: { template: name, logicalId: '', path: '' }, says: `the key ${key} stands twice in one object, and only the last counts`, fix: 'keep one of them' },
  })));
  return [...application.problems.map(malformed), ...repeated, ...unknown.map(refused)];
}
