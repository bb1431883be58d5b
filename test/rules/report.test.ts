import { Finding, formatFindings } from '../../src/rules';

const FINDING: Finding = {
  rule: 'comment-length',
  level: 'error',
  message: 'Comment is "…"; allowed: 128 characters.',
  fix: 'shorten it',
  location: { template: 'Stack', logicalId: 'Site', path: 'DistributionConfig.Comment' },
  file: 'cdk.out/Stack.template.json',
  resourceType: 'AWS::CloudFront::Distribution',
  construct: 'Stack/Site/Resource',
  spec: ['WEB-206'],
  apiError: 'InvalidArgument',
};
const WARNING: Finding = { ...FINDING, level: 'warning', rule: 'root-object-missing', construct: undefined, apiError: undefined, file: undefined };

test('the text for people has what, where, got, allowed, fix and the place to read more', () => {
  expect(formatFindings([FINDING, WARNING], 'text')).toBe([
    'error    comment-length  Stack/Site/Resource  DistributionConfig.Comment',
    '         Comment is "…"; allowed: 128 characters. CloudFront answers InvalidArgument.',
    '         Fix: shorten it.        docs/rules.md#comment-length',
    '',
    'warning  root-object-missing  Stack/Site  DistributionConfig.Comment',
    '         Comment is "…"; allowed: 128 characters.',
    '         Fix: shorten it.        docs/rules.md#root-object-missing',
    '',
    '1 error, 1 warning',
    '',
  ].join('\n'));
});

test('the JSON has every finding and their numbers', () => {
  expect(JSON.parse(formatFindings([FINDING, WARNING], 'json'))).toEqual({
    findings: [
      {
        rule: 'comment-length',
        level: 'error',
        message: FINDING.message,
        path: 'DistributionConfig.Comment',
        resource: 'Site',
        template: 'Stack',
        construct: 'Stack/Site/Resource',
        fix: 'shorten it',
        spec: ['WEB-206'],
        apiError: 'InvalidArgument',
      },
      expect.objectContaining({ rule: 'root-object-missing', construct: null, apiError: null }),
    ],
    summary: { errors: 1, warnings: 1, infos: 0 },
  });
});

test('the SARIF names rule, level, file and property of each result', () => {
  const { version, runs: [run] } = JSON.parse(formatFindings([WARNING, FINDING, { ...FINDING, level: 'info' }], 'sarif'));
  expect(version).toBe('2.1.0');
  expect(run.tool.driver.rules.map(({ id }: { id: string }) => id)).toEqual(['comment-length', 'root-object-missing']);
  expect(run.results.map(({ ruleIndex, level }: { ruleIndex: number; level: string }) => [ruleIndex, level])).toEqual([[1, 'warning'], [0, 'error'], [0, 'note']]);
  expect(run.results[1].locations[0]).toEqual({
    physicalLocation: { artifactLocation: { uri: 'cdk.out/Stack.template.json' } },
    logicalLocations: [{ fullyQualifiedName: 'Site.DistributionConfig.Comment', kind: 'member' }],
  });
});

test('no findings are said to be none', () => expect(formatFindings([], 'text')).toBe('0 errors, 0 warnings\n'));
