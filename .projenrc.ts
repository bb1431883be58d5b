import { awscdk, javascript } from 'projen';

const project = new awscdk.AwsCdkConstructLibrary({
  name: 'cdk-cloudfront-edge',
  description: 'CloudFront distributions for the AWS CDK: checked at synth, rehearsed on a local edge',
  author: 'The cdk-cloudfront-edge authors',
  authorAddress: 'authors@cdk-cloudfront-edge.dev',
  repositoryUrl: 'https://github.com/cdk-cloudfront-edge/cdk-cloudfront-edge.git',
  license: 'Apache-2.0',
  keywords: ['aws', 'cdk', 'cloudfront', 'cdn', 'edge', 'rtmp', 'validation', 'testing'],
  defaultReleaseBranch: 'main',

  cdkVersion: '2.262.0',
  peerDependencyOptions: { pinnedDevDependency: false },
  constructsVersion: '10.5.0',
  jsiiVersion: '~6.0.0',
  typescriptVersion: '~5.9.0',
  minNodeVersion: '20.18.1',
  packageManager: javascript.NodePackageManager.NPM,
  projenrcTs: true,

  bin: { 'cloudfront-edge': 'bin/cloudfront-edge' },
  bundledDeps: ['commander@^14', 'lru-cache@^11', 'selfsigned@^5', 'undici@^7', 'yaml@^2'],
  devDeps: ['aws-cdk-lib@2.276.0', '@swc/core', '@swc/jest', '@types/node@^20', 'fast-check'],

  github: false,
  release: false,
  depsUpgrade: false,
  pullRequestTemplate: false,
  sampleCode: false,
  eslintOptions: { dirs: ['src'], devdirs: ['test', 'examples', 'bench', 'projenrc'], prettier: false },
  jestOptions: {
    configFilePath: 'jest.config.json',
    jestConfig: {
      collectCoverage: false,
      transform: { '^.+\\.[t]sx?$': new javascript.Transform('@swc/jest', {
        jsc: { parser: { syntax: 'typescript', decorators: true }, target: 'es2022' },
        module: { type: 'commonjs' },
      }) },
    },
  },
});

project.synth();
