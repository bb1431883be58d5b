import { ruleTest } from './rule-test';
import { checkTemplates } from '../../src/rules';

const HANDLER = 'function handler(event) { return event.request; }';
const FIRST = 'cloudfront-js-1.0';
const SECOND = 'cloudfront-js-2.0';
const STORE = 'arn:aws:cloudfront::111122223333:key-value-store/a';

const edgeFunction = (properties: object, config: object = {}) => ({ Name: 'my-function_1', FunctionCode: HANDLER, FunctionConfig: { Comment: '', Runtime: SECOND, ...config }, ...properties });
const code = (FunctionCode: string, Runtime = SECOND) => edgeFunction({ FunctionCode }, { Runtime });
const inFunction = { in: 'AWS::CloudFront::Function' } as const;

for (const property of ['Name', 'FunctionCode', 'FunctionConfig']) {
  ruleTest('function-required [FUN-032]', { ...inFunction, at: property, rejects: [edgeFunction({ [property]: undefined })], accepts: [edgeFunction({})] });
}
for (const property of ['Comment', 'Runtime']) {
  ruleTest('function-required [FUN-032]', {
    ...inFunction, at: `FunctionConfig.${property}`, rejects: [edgeFunction({}, { [property]: undefined })], accepts: [edgeFunction({ AutoPublish: true, Tags: [] })],
  });
}
ruleTest('function-name [FUN-033]', {
  ...inFunction,
  at: 'Name',
  rejects: [edgeFunction({ Name: 'my.function' }), edgeFunction({ Name: 'n'.repeat(65) })],
  accepts: [edgeFunction({ Name: 'my-function_1' }), edgeFunction({ Name: 'n'.repeat(64) })],
});
ruleTest('name-repeated [FUN-033]', {
  in: 'resources',
  at: 'B.Name',
  rejects: [{ A: { Type: inFunction.in, Properties: edgeFunction({}) }, B: { Type: inFunction.in, Properties: edgeFunction({}) } }],
  accepts: [{ A: { Type: inFunction.in, Properties: edgeFunction({}) }, B: { Type: inFunction.in, Properties: edgeFunction({ Name: 'other' }) } }],
});
ruleTest('function-runtime [FUN-034]', {
  ...inFunction, at: 'FunctionConfig.Runtime', rejects: [edgeFunction({}, { Runtime: 'nodejs20.x' })], accepts: [edgeFunction({}), edgeFunction({}, { Runtime: FIRST })],
});
ruleTest('function-runtime-old [FUN-035]', { ...inFunction, at: 'FunctionConfig.Runtime', rejects: [edgeFunction({}, { Runtime: FIRST })], accepts: [edgeFunction({})], message: /use cloudfront-js-2\.0/ });
ruleTest('function-size [FUN-036] [DTD-118]', {
  ...inFunction,
  at: 'FunctionCode',
  rejects: [code(HANDLER.padEnd(10241)), code(`${HANDLER}//${'é'.repeat(5100)}`)],
  accepts: [code(HANDLER.padEnd(10240))],
  message: /1\d{4} bytes; allowed: 10240/,
});
ruleTest('function-handler [FUN-043]', {
  ...inFunction,
  at: 'FunctionCode',
  rejects: [code('code'), code('function main(event) { return event; }'), code('// function handler(event) {}')],
  accepts: [code(HANDLER), code('async function handler(event) { return event.request; }'), code('const handler = (event) => event.request;')],
});
ruleTest('function-first-runtime-syntax [FUN-074]', {
  ...inFunction,
  at: 'FunctionCode',
  rejects: [
    `let x; ${HANDLER}`, `const x = 1; ${HANDLER}`, 'async function handler(event) { return event.request; }', 'const handler = async (event) => { await 1; return event; };',
    `import qs from 'querystring';\n${HANDLER}`,
  ].map((text) => code(text, FIRST)),
  accepts: [
    code(`var x; ${HANDLER}`, FIRST), code(`let x; ${HANDLER}`), code(`var s = 'let x'; // const y\n${HANDLER}`, FIRST), code(`var o = { const: 1 }; o.let = 2; ${HANDLER}`, FIRST),
  ],
});
ruleTest('function-syntax [FUN-075]', {
  ...inFunction,
  at: 'FunctionCode',
  rejects: [`await f(); ${HANDLER}`, 'function handler(event) { return await f(); }', 'function handler(event) {'].map((text) => code(text)),
  accepts: [
    code(HANDLER),
    code('import cf from "cloudfront";\nconst kvs = cf.kvs();\nasync function handler(event) { const v = await kvs.get("k"); return v.replaceAll("a", atob("Yg==")); }'),
  ],
});
ruleTest('function-newer-syntax [FUN-076]', {
  ...inFunction,
  at: 'FunctionCode',
  rejects: [code('function handler(event) { return event.a?.b; }'), code('function handler(event) { return event.a ?? 1; }')],
  accepts: [code('function handler(event) { var a = event; return a && a.b ? .5 : "a?.b ?? c"; }')],
});
ruleTest('function-import-runtime [FUN-091]', {
  ...inFunction, at: 'FunctionConfig.Runtime', rejects: [code(`import cf from 'cloudfront';\n${HANDLER}`, FIRST)], accepts: [code(`import cf from 'cloudfront';\n${HANDLER}`)],
});
const stores = (...arns: string[]) => ({ KeyValueStoreAssociations: arns.map((KeyValueStoreARN) => ({ KeyValueStoreARN })) });
ruleTest('function-key-value-store-count [FUN-111] [DTD-118]', {
  ...inFunction, at: 'FunctionConfig.KeyValueStoreAssociations', rejects: [edgeFunction({}, stores(STORE, `${STORE}b`))], accepts: [edgeFunction({}, stores(STORE)), edgeFunction({})],
});
ruleTest('function-key-value-store-runtime [FUN-112]', {
  ...inFunction, at: 'FunctionConfig.Runtime', rejects: [edgeFunction({}, { Runtime: FIRST, ...stores(STORE) })], accepts: [edgeFunction({}, stores(STORE)), edgeFunction({}, { Runtime: FIRST })],
});
const kvs = (body: string) => code(`import cf from 'cloudfront';\nconst kvs = cf.kvs();\nasync function handler(event) { ${body} }`);
ruleTest('function-promise-chain [FUN-125]', {
  ...inFunction,
  at: 'FunctionCode',
  rejects: [kvs('return Promise.all([kvs.get("a"), kvs.get("b")]);'), kvs('return kvs.get("a").then((a) => a);'), kvs('return kvs.get("a").catch(() => event);')],
  accepts: [kvs('const a = await kvs.get("a"); const b = await kvs.get("b"); return a + b;')],
});

describe('functions in use', () => {
  const ORIGIN = { Id: 'site', DomainName: 'www.example.com', CustomOriginConfig: { OriginProtocolPolicy: 'http-only' } };
  /** A distribution that runs the function `Edge`. */
  const app = (properties: object, { event = 'viewer-request', behavior = {} }: { event?: string; behavior?: object } = {}) => ({
    Edge: { Type: 'AWS::CloudFront::Function', Properties: edgeFunction({ AutoPublish: true, ...properties }) },
    Site: {
      Type: 'AWS::CloudFront::Distribution',
      Properties: {
        DistributionConfig: {
          Enabled: true,
          Origins: [ORIGIN],
          DefaultCacheBehavior: {
            TargetOriginId: 'site',
            ViewerProtocolPolicy: 'allow-all',
            ForwardedValues: { QueryString: false },
            FunctionAssociations: [{ EventType: event, FunctionARN: { 'Fn::GetAtt': ['Edge', 'FunctionARN'] } }],
            ...behavior,
          },
        },
      },
    },
  });
  const handler = (body: string) => ({ FunctionCode: `function handler(event) { var request = event.request; var response = event.response; ${body}; return request; }` });

  ruleTest('function-not-published [FUN-039]', {
    in: 'resources',
    at: 'Edge.AutoPublish',
    rejects: [app({ AutoPublish: false }), app({ AutoPublish: undefined })],
    accepts: [app({ AutoPublish: true }), { Edge: { Type: 'AWS::CloudFront::Function', Properties: edgeFunction({ AutoPublish: false }) } }],
  });
  ruleTest('function-locked-header [FUN-024]', {
    in: 'resources',
    at: 'Edge.FunctionCode',
    rejects: [
      app(handler('request.headers["host"] = { value: "a" }')), app(handler('request.headers.via = { value: "a" }')), app(handler('request.headers[\'x-amz-cf-foo\'].value = "a"')),
      app(handler('response.headers["warning"] = { value: "a" }'), { event: 'viewer-response' }),
    ],
    accepts: [
      app(handler('request.headers["x-host"] = request.headers["host"]')), app(handler('if (request.headers["host"] === "a") return')),
      app(handler('response.headers["host"] = { value: "a" }'), { event: 'viewer-response' }),
    ],
  });
  ruleTest('function-origin-id [FUN-098]', {
    in: 'resources',
    at: 'Edge.FunctionCode',
    rejects: [app(handler('cf.selectRequestOriginById("x")')), app(handler('cf.createRequestOriginGroup({ originIds: [{ originId: "site" }, { originId: "x" }] })'))],
    accepts: [app(handler('cf.selectRequestOriginById("site")')), app(handler('cf.selectRequestOriginById(request.uri)'))],
    message: /origin x, which Site does not have; it has site/,
  });
  const policy = (CachePolicyId: unknown) => ({ behavior: { CachePolicyId, ForwardedValues: { Ref: 'AWS::NoValue' } } });
  ruleTest('function-origin-cache-key [FUN-102]', {
    in: 'resources',
    at: 'Site.DistributionConfig.DefaultCacheBehavior.FunctionAssociations[0].FunctionARN',
    rejects: [app(handler('cf.selectRequestOriginById("site")'), policy('658327ea-f89d-4fab-a63d-7e88639e58f6'))],
    accepts: [
      app(handler('cf.selectRequestOriginById("site")'), policy('4135ea2d-6df8-44a3-9df3-4b5a84be39ad')),
      app(handler('cf.selectRequestOriginById("site")'), { behavior: { ForwardedValues: { QueryString: false, Headers: ['X-Tenant'] } } }),
      app(handler(''), policy('658327ea-f89d-4fab-a63d-7e88639e58f6')),
    ],
  });
});

test.each(['Function', 'KeyValueStore'])('the type %s may have tags [FUN-013]', (type) => {
  const properties = type === 'Function' ? edgeFunction({}) : { Name: 'store' };
  const template = { Resources: { Tagged: { Type: `AWS::CloudFront::${type}`, Properties: { ...properties, Tags: [{ Key: 'team', Value: 'web' }] } } } };
  expect(checkTemplates([{ name: 'Stack', template }])).toEqual([]);
});
