import { awscdk, javascript, JsonFile } from 'projen';

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
  constructsVersion: '10.5.0',
  peerDependencyOptions: { pinnedDevDependency: false },
  jsiiVersion: '~6.0.0',
  typescriptVersion: '~5.9.0',
  minNodeVersion: '20.18.1',
  packageManager: javascript.NodePackageManager.NPM,
  projenrcTs: true,

  bin: { 'cloudfront-edge': 'bin/cloudfront-edge' },
  bundledDeps: ['commander@^14', 'fast-xml-parser@^5', 'lru-cache@^11', 'selfsigned@^5', 'undici@^7', 'yaml@^2'],
  devDeps: ['@aws-sdk/client-cloudfront', '@aws-sdk/cloudfront-signer', '@grpc/grpc-js', 'aws-cdk-lib@2.276.0', 'constructs@^10.5.0', '@swc-node/register', '@swc/core', '@swc/jest', '@types/node@^20', 'fast-check'],

  publishToPypi: { distName: 'cdk-cloudfront-edge', module: 'cdk_cloudfront_edge' },
  publishToMaven: { mavenGroupId: 'dev.cdkcloudfrontedge', mavenArtifactId: 'cdk-cloudfront-edge', javaPackage: 'dev.cdkcloudfrontedge' },
  publishToGo: { moduleName: 'github.com/cdk-cloudfront-edge/cdk-cloudfront-edge-go', packageName: 'cdkcloudfrontedge' },
  publishToNuget: { dotNetNamespace: 'CdkCloudFrontEdge', packageId: 'CdkCloudFrontEdge' },

  github: false,
  release: false,
  depsUpgrade: false,
  pullRequestTemplate: false,
  sampleCode: false,
  eslintOptions: { dirs: ['src'], devdirs: ['test', 'examples', 'bench', 'projenrc'], prettier: false },
  jestOptions: {
    configFilePath: 'jest.config.json',
    junitReporting: false,
    jestConfig: {
      collectCoverage: false,
      globalSetup: '<rootDir>/test/time-zone.ts',
      testMatch: ['<rootDir>/test/**/*.test.ts', '<rootDir>/examples/**/*.test.ts'],
      moduleNameMapper: { '^cdk-cloudfront-edge$': '<rootDir>/src', '^cdk-cloudfront-edge/(testing|local)$': '<rootDir>/src/$1' },
      transform: {
        '^.+\\.[t]sx?$': new javascript.Transform('@swc/jest', {
          jsc: { parser: { syntax: 'typescript', decorators: true }, target: 'es2022' },
          module: { type: 'commonjs' },
        }),
      },
    },
  },
  gitignore: ['cdk.out', '.build-stamp', '/tsconfig.tsbuildinfo'],
});

project.package.addField('exports', {
  '.': { types: './lib/index.d.ts', default: './lib/index.js' },
  './testing': { types: './lib/testing/index.d.ts', default: './lib/testing/index.js' },
  './local': { types: './lib/local/index.d.ts', default: './lib/local/index.js' },
  './package.json': './package.json',
  './.jsii': './.jsii',
  './.warnings.jsii.js': './.warnings.jsii.js',
});

for (const path of ['/bench/', '/docs/spec/', '/examples/', '/scripts/', '/.ci/', '/.build-stamp', '/.npmrc', 'cdk.out']) project.addPackageIgnore(path);

// No registry's host goes into the lock file.
project.npmrc.addConfig('omit-lockfile-registry-resolved', 'true');

project.setScript('test', 'node scripts/prepare.mjs && jest');
project.setScript('demo', 'node scripts/prepare.mjs && node scripts/demo.mjs');
project.setScript('languages', 'node scripts/prepare.mjs && node scripts/languages.mjs');

project.addTask('spec', {
  description: 'Which rows of docs/spec have a test that carries their id, and which have none',
  exec: 'node -r @swc-node/register projenrc/print-spec-coverage.ts',
  receiveArgs: true,
});
project.addTask('docs', {
  description: 'Writes docs/rules.md and the JSON schema of the report',
  exec: 'node -r @swc-node/register projenrc/rules-docs.ts',
  receiveArgs: true,
});
project.addTask('bench', {
  description: 'Runs the benchmarks, all or those named',
  exec: 'node scripts/bench.mjs',
  receiveArgs: true,
});

project.eslint?.addRules({ '@stylistic/max-len': ['error', { code: 170, ignoreUrls: true, ignoreStrings: true, ignoreTemplateLiterals: true, ignoreRegExpLiterals: true }] });
for (const folder of ['bench', 'examples']) {
  new JsonFile(project, `${folder}/tsconfig.json`, { obj: { extends: '../test/tsconfig.json', include: ['**/*.ts'] } });
}

// What is loaded only when it is used: the rules at synth, and the parts of each command.
project.eslint?.addOverride({ files: ['src/rules/plugin.ts', 'src/cli/*.ts'], rules: { '@typescript-eslint/no-require-imports': 'off' } });
project.eslint?.addIgnorePattern('examples/**/cdk.out');

project.synth();
