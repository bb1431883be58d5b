import { execFileSync } from 'child_process';
import { join } from 'path';
import { Arrange, bytesOf, GOLDEN } from './golden';

process.env.CDK_VALIDATION = 'false';
beforeEach(() => { jest.spyOn(console, 'error').mockImplementation(); });

const NAMES = Object.keys(GOLDEN);

/** Puts the keys of plain objects in another order, at any depth; lists and objects of classes stay as they are. */
function arranged(order: (keys: string[]) => string[]): Arrange {
  const arrange = (value: any): any => {
    if (Array.isArray(value)) return value.map(arrange);
    if (value === null || typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype) return value;
    return Object.fromEntries(order(Object.keys(value)).map((key) => [key, arrange(value[key])]));
  };
  return arrange;
}

const ORDERS: { readonly [name: string]: (keys: string[]) => string[] } = {
  reversed: (keys) => [...keys].reverse(),
  sorted: (keys) => [...keys].sort(),
  rotated: ([first, ...others]) => (first === undefined ? [] : [...others, first]),
};

test('the orders really are others', () => {
  for (const order of Object.values(ORDERS)) expect(order(['b', 'a', 'c'])).not.toEqual(['b', 'a', 'c']);
});

describe.each(NAMES)('%s has the same bytes', (name) => {
  test('on each of twenty syntheses', () => {
    const bytes = Array.from({ length: 20 }, () => bytesOf(name));
    expect(new Set(bytes).size).toBe(1);
  });

  test.each(Object.keys(ORDERS))('when the keys of its props are %s', (order) => {
    expect(bytesOf(name, arranged(ORDERS[order]))).toBe(bytesOf(name));
  });
});

test('all have the same bytes in another process, time zone and language', () => {
  const program = `
    const { bytesOf, GOLDEN } = require(${JSON.stringify(join(__dirname, 'golden.ts'))});
    process.stdout.write(JSON.stringify([new Date(0).getTimezoneOffset(), Object.keys(GOLDEN).map((name) => bytesOf(name))]));
  `;
  const output = execFileSync(process.execPath, ['-r', '@swc-node/register', '-e', program], {
    encoding: 'utf8', env: { ...process.env, TZ: 'Pacific/Kiritimati', LANG: 'tr_TR.UTF-8' }, stdio: ['ignore', 'pipe', 'ignore'],
  });
  expect(JSON.parse(output)).toEqual([640, NAMES.map((name) => bytesOf(name))]);
});
