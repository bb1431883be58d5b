import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { pathToFileURL } from 'url';
import { Finding, formatFindings } from '../../src/rules';

const directory = mkdtempSync(join(tmpdir(), 'report-'));
const templateFile = join(directory, 'Stack.template.json');
const programFile = join(directory, 'site.ts');
writeFileSync(templateFile, JSON.stringify({ Resources: { Site: { Properties: { DistributionConfig: { Comment: 'too long' } } } } }, undefined, 1));
writeFileSync(programFile, ['const app = new App();', '    new WebDistribution(app, \'Site\', props);', ''].join('\n'));
afterAll(() => rmSync(directory, { recursive: true }));

const FINDING: Finding = {
  rule: 'comment-length',
  level: 'error',
  says: 'a comment has at most 128 characters',
  message: 'Comment is "…"; allowed: 128 characters.',
  fix: 'shorten it',
  location: { template: 'Stack', logicalId: 'Site', path: 'DistributionConfig.Comment' },
  file: templateFile,
  resourceType: 'AWS::CloudFront::Distribution',
  construct: 'Stack/Site/Resource',
  createdAt: undefined,
  spec: ['WEB-206'],
  apiError: 'InvalidArgument',
};
const WARNING: Finding = { ...FINDING, level: 'warning', rule: 'root-object-missing', says: 'a root object is named', construct: undefined, apiError: undefined, file: undefined };

describe('the text for people', () => {
  test('has under each construct what, where, got, allowed, fix and the place to read more', () => {
    expect(formatFindings([FINDING, { ...FINDING, rule: 'comment-words', fix: 'use others.' }, WARNING], 'text')).toBe([
      'Stack/Site/Resource',
      '  error    comment-length  DistributionConfig.Comment',
      '           Comment is "…"; allowed: 128 characters. CloudFront answers',
      '           InvalidArgument.',
      '           Fix: shorten it.',
      '           docs/rules.md#comment-length',
      '',
      '  error    comment-words  DistributionConfig.Comment',
      '           Comment is "…"; allowed: 128 characters. CloudFront answers',
      '           InvalidArgument.',
      '           Fix: use others.',
      '           docs/rules.md#comment-words',
      '',
      'Stack/Site',
      '  warning  root-object-missing  DistributionConfig.Comment',
      '           Comment is "…"; allowed: 128 characters.',
      '           Fix: shorten it.',
      '           docs/rules.md#root-object-missing',
      '',
      '2 errors, 1 warning',
      '',
    ].join('\n'));
  });

  test('gathers the findings of a construct, wherever they come from', () => {
    const subjects = formatFindings([FINDING, WARNING, { ...FINDING, rule: 'other' }], 'text').split('\n').filter((line) => /^Stack/.test(line));
    expect(subjects).toEqual(['Stack/Site/Resource', 'Stack/Site']);
  });

  test('fits a terminal of 80 columns, but for words that do not', () => {
    const message = `${'word '.repeat(50)}${'x'.repeat(90)} end.`;
    const lines = formatFindings([{ ...FINDING, message }], 'text').split('\n');
    expect(lines.filter((line) => line.length > 80)).toEqual([`           ${'x'.repeat(90)}`]);
    expect(lines.filter((line) => line.includes('word')).map((line) => line.length)).toEqual([80, 80, 80, 50]);
  });

  test('says in which line of a template without constructs, or of the program, it is', () => {
    expect(formatFindings([{ ...FINDING, construct: undefined }], 'text')).toContain(`DistributionConfig.Comment  ${templateFile}:6\n`);
    expect(formatFindings([{ ...FINDING, createdAt: { file: programFile, line: 2, column: 5 } }], 'text')).toContain(`Stack/Site/Resource  ${programFile}:2\n`);
    expect(formatFindings([FINDING], 'text')).not.toContain(directory);
  });

  test('counts infos when there are any, and none of all', () => {
    expect(formatFindings([{ ...WARNING, level: 'info' }], 'text')).toMatch(/\n {2}info {5}root-object-missing[^]*\n0 errors, 0 warnings, 1 info\n$/);
    expect(formatFindings([], 'text')).toBe('0 errors, 0 warnings\n');
  });
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

describe('the SARIF', () => {
  function run(...findings: Finding[]) {
    const { version, runs } = JSON.parse(formatFindings(findings, 'sarif'));
    expect([version, runs.length]).toEqual(['2.1.0', 1]);
    return runs[0];
  }

  test('describes each rule once', () => {
    const { tool: { driver: { rules } } } = run(WARNING, FINDING, FINDING);
    expect(rules.map(({ id }: { id: string }) => id)).toEqual(['comment-length', 'root-object-missing']);
    expect(rules[0]).toEqual({
      id: 'comment-length',
      shortDescription: { text: 'A comment has at most 128 characters.' },
      help: { text: expect.stringContaining('docs/rules.md#comment-length'), markdown: expect.stringMatching(/\[About comment-length\]\(https:.*#comment-length\)/) },
      helpUri: 'https://github.com/cdk-cloudfront-edge/cdk-cloudfront-edge/blob/main/docs/rules.md#comment-length',
      defaultConfiguration: { level: 'error' },
      properties: { 'tags': ['cloudfront'], 'precision': 'very-high', 'problem.severity': 'error' },
    });
  });

  test('has rule, level, message with fix, and names of each result', () => {
    const { results } = run(WARNING, FINDING, { ...FINDING, level: 'info' });
    expect(results.map(({ ruleIndex, level }: { ruleIndex: number; level: string }) => [ruleIndex, level])).toEqual([[1, 'warning'], [0, 'error'], [0, 'note']]);
    expect(results[1].message).toEqual({ text: 'Comment is "…"; allowed: 128 characters. Fix: shorten it.' });
    expect(results[1].locations[0].logicalLocations).toEqual([
      { fullyQualifiedName: 'Site.DistributionConfig.Comment', kind: 'member' }, { fullyQualifiedName: 'Stack/Site/Resource', kind: 'object' },
    ]);
  });

  test('shows the property in the template, with its value', () => {
    const [{ locations, relatedLocations }] = run(FINDING).results;
    expect(locations[0].physicalLocation).toEqual({
      artifactLocation: { uri: pathToFileURL(templateFile).href }, region: { startLine: 6, startColumn: 6, endLine: 6, endColumn: 27 },
    });
    expect(relatedLocations).toBeUndefined();
  });

  test('names files below the working directory as a repository does', () => {
    const cwd = jest.spyOn(process, 'cwd').mockReturnValue(directory);
    const [{ locations }] = run({ ...FINDING, createdAt: { file: programFile, line: 2, column: 5 } }).results;
    expect(locations[0].physicalLocation.artifactLocation).toEqual({ uri: 'site.ts', uriBaseId: '%SRCROOT%' });
    cwd.mockRestore();
  });

  test('shows first where the program makes the construct, then the template', () => {
    const [{ locations, relatedLocations }] = run({ ...FINDING, createdAt: { file: programFile, line: 2, column: 5 } }).results;
    expect(locations[0].physicalLocation).toEqual({
      artifactLocation: { uri: pathToFileURL(programFile).href }, region: { startLine: 2, startColumn: 5, endLine: 2, endColumn: 45 },
    });
    expect(relatedLocations).toMatchObject([{ physicalLocation: { region: { startLine: 6 } }, message: { text: expect.any(String) } }]);
  });

  test.each([['is not there', 'gone.ts', 2], ['has no such line', 'site.ts', 99]])('keeps to the template when the program\'s file %s', (_what, name, line) => {
    const [{ locations }] = run({ ...FINDING, createdAt: { file: join(directory, name), line, column: 1 } }).results;
    expect(locations[0].physicalLocation.artifactLocation.uri).toMatch(/Stack\.template\.json$/);
  });

  test('has a line for what no file shows, without which code hosts show nothing', () => {
    const regions = run(WARNING, { ...FINDING, file: join(directory, 'gone.json') }, { ...FINDING, location: { ...FINDING.location, logicalId: 'Other' } }).results
      .map(({ locations }: any) => locations[0].physicalLocation.region);
    expect(regions).toEqual([{ startLine: 1 }, { startLine: 1 }, { startLine: 1 }]);
  });

  test('tells findings apart by what they are about, not by their lines', () => {
    const fingerprints = (...findings: Finding[]) => run(...findings).results.map(({ partialFingerprints }: any) => partialFingerprints.primaryLocationLineHash);
    const [one, same, other] = fingerprints(FINDING, FINDING, { ...FINDING, location: { ...FINDING.location, path: 'DistributionConfig' } });
    expect(one).toMatch(/^[0-9a-f]{16}:1$/);
    expect(same).toBe(one.replace(':1', ':2'));
    expect(other).not.toContain(one.split(':')[0]);
    expect(fingerprints({ ...FINDING, file: undefined, message: 'worded otherwise' })).toEqual([one]);
  });
});
