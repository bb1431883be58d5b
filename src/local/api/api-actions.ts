import { RTMP, WEB } from './distribution-kind';
import { FAMILIES } from './families';
import { KEY_VALUE_STORES } from './key-value-store-operations';

/** An action of CloudFront's API. */
export interface Action {
  /** As policies and the trail name it, such as `UpdateDistribution`. */
  readonly name: string;
  /** What the segments of its path are, in their order. */
  readonly parameters: readonly string[];
}

/** What actions are about, by path; those whose path is within another's come first. */
const SUBJECTS: readonly {
  readonly path: string; readonly name: string; readonly actionName?: string; readonly parameters?: readonly string[]; readonly read?: string;
}[] = [
  { path: `${WEB.path}/*/invalidation`, name: 'Invalidation', parameters: ['DistributionId', 'Id'] }, WEB, RTMP, ...FAMILIES,
  { path: KEY_VALUE_STORES, name: 'KeyValueStore', parameters: ['Name'], read: 'Describe' },
];

/** What is done with a subject, by method and by what its path has after it; `!` stands for its name, `!s` for several. */
const VERBS: { readonly [methodAndRest: string]: string } = {
  'GET ': 'List!s',
  'POST ': 'Create!',
  'POST ?WithTags': 'Create!WithTags',
  'GET /*': 'Get!',
  'GET /*/config': 'Get!Config',
  'PUT /*': 'Update!',
  'PUT /*/config': 'Update!',
  'PUT /*/promote-staging-config': 'Update!WithStagingConfig',
  'DELETE /*': 'Delete!',
};

/** The action of an operation, by its method and path as `Operations` has them. */
export function actionOf(route: string, query: URLSearchParams): Action {
  if (route === 'GET tagging') return { name: 'ListTagsForResource', parameters: [] };
  if (route === 'POST tagging') return { name: query.get('Operation') === 'Untag' ? 'UntagResource' : 'TagResource', parameters: [] };
  const [method, path] = route.split(' ');
  const subject = SUBJECTS.find((candidate) => isWithin(path, candidate.path)) ?? namedByPath(path);
  const { path: own, parameters = ['Id'], read = 'Get' } = subject;
  const rest = path.slice(own.length);
  const verb = VERBS[`${method} ${rest}`] ?? `${pascalCase(rest.slice(rest.lastIndexOf('/') + 1))}!`;
  const name = verb.startsWith('Get') ? subject.name : subject.actionName ?? subject.name;
  const plural = `${name}s`.replace(/([^e])ys$/, '$1ies');
  return { name: verb.replace(/^Get/, read).replace('!s', plural).replace('!', name), parameters };
}

function isWithin(path: string, own: string): boolean {
  return path === own || path.startsWith(`${own}/`) || path.startsWith(`${own}?`);
}

/** What an action is about, where its path says so in words. */
function namedByPath(path: string): typeof SUBJECTS[number] {
  const [own] = path.split(/[/?]/);
  return { path: own, name: pascalCase(own) };
}

function pascalCase(words: string): string {
  return words.replace(/(?:^|-)(\w)/g, (_all, letter: string) => letter.toUpperCase());
}
