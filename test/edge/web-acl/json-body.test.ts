import { InspectedRequest } from '../../../src/edge/web-acl/inspected-request';
import { jsonBodyInspector } from '../../../src/edge/web-acl/json-body';

const ALL = { of: 'json-body', paths: undefined, scope: 'ALL', invalid: undefined, oversize: 'CONTINUE' } as const;

function inspected(text: string, settings: Partial<Parameters<typeof jsonBodyInspector>[0]> = {}, isCut = false) {
  return jsonBodyInspector({ ...ALL, ...settings })(new InspectedRequest({} as never, { text: Buffer.from(text).toString('latin1'), isCut }));
}

test('keys and values are looked at as bytes, numbers and the like as they are written', () => {
  expect([...inspected('{"a":[1,true,null,"é"],"b":{"c":"x"}}') as string[]].sort()).toEqual(['1', 'a', 'b', 'c', 'null', 'true', 'x', 'Ã©']);
});

test('a body of which only the beginning is looked at gets what the rule says', () => {
  expect([inspected('{"a', { oversize: 'MATCH' }, true), inspected('{"a', { oversize: 'NO_MATCH' }, true), inspected('{"a', { invalid: 'EVALUATE_AS_STRING' }, true)]).toEqual([true, false, ['{"a']]);
});

test('the deepest body takes no longer than another', () => {
  expect(inspected(`${'['.repeat(8000)}1${']'.repeat(8000)}`)).toEqual(['1']);
});
