import { Edition, factsOf } from '../../src/config';
import { InvalidationRefused, ManualClock } from '../../src/edge';
import { InvalidationOptions, Invalidations } from '../../src/edge/invalidations';

const START = Date.UTC(2014, 6, 30, 18, 12, 45);
const paths = (count: number) => Array.from({ length: count }, (_, i) => `/${i}`);

function registry(edition: Edition, options: Partial<InvalidationOptions> = {}) {
  const clock = new ManualClock(START);
  const invalidations = new Invalidations({ clock, facts: factsOf(edition).invalidations, time: 60_000, strict: false, ...options });
  return { clock, invalidations, create: (...listed: string[]) => invalidations.create('E1', listed).invalidation };
}

test('the details are distribution, id, paths, time and status, which changes when it is complete [INV-012] [INV-018]', () => {
  const { clock, invalidations, create } = registry('current');
  const created = create('/images/image2.jpg');
  expect(created).toEqual({
    distributionId: 'E1', id: expect.stringMatching(/^I[0-9A-F]{13}$/), status: 'InProgress', createTime: '2014-07-30T18:12:45Z', paths: ['/images/image2.jpg'],
  });
  expect(invalidations.list('E1')).toEqual([created]);
  clock.advance(60_000);
  expect(invalidations.get('E1', created.id)).toEqual({ ...created, status: 'Completed' });
  expect(invalidations.get('E2', created.id)).toBeUndefined();
});

test('the list tells which are in progress [INV-019]', () => {
  const { clock, invalidations, create } = registry('current');
  create('/a');
  clock.advance(30_000);
  create('/b');
  create('/c');
  clock.advance(31_000);
  expect(invalidations.list('E1').map(({ status }) => status)).toEqual(['InProgress', 'InProgress', 'Completed']);
});

test.each<[Edition, number, number]>([['current', 1, 25], ['current', 3000, 25], ['2014-10-21', 1, 600], ['2014-10-21', 3000, 899.9], ['2014-10-21', 1001, 700]])(
  'in the edition %s an invalidation of %i paths typically takes %f s; a setting makes it immediate [INV-048]', (edition, count, seconds) => {
    const { clock, invalidations, create } = registry(edition, { time: 'typical' });
    const { id } = create(...paths(count));
    clock.advance(Math.ceil(seconds * 1000) - 1);
    expect(invalidations.get('E1', id)!.status).toBe('InProgress');
    clock.advance(1);
    expect(invalidations.get('E1', id)!.status).toBe('Completed');
    expect(registry(edition, { time: 0 }).create('/a').status).toBe('Completed');
  });

const refusal = (code: string) => expect.objectContaining({ name: 'InvalidationRefused', code });

describe('in the guide of 2014', () => {
  test('an invalidation has up to 3,000 paths [INV-043]', () => {
    expect(() => registry('2014-10-21').create(...paths(3001))).toThrow(InvalidationRefused);
    expect(registry('2014-10-21').create(...paths(3000)).paths).toHaveLength(3000);
  });

  test('up to 3,000 paths are in progress, however many invalidations they are of, until they complete [INV-042] [INV-045]', () => {
    const { clock, create } = registry('2014-10-21');
    for (let i = 0; i < 30; i++) create(...paths(100));
    expect(() => create('/one')).toThrow(refusal('TooManyInvalidationsInProgress'));
    clock.advance(60_000);
    expect(create(...paths(3000)).status).toBe('InProgress');
  });

  test('what is refused changes nothing [INV-046]', () => {
    const { invalidations, create } = registry('2014-10-21');
    create(...paths(2999));
    const before = invalidations.list('E1');
    expect(() => create('/a', '/b')).toThrow(/3001 paths would be in progress; CloudFront allows 3000/);
    expect(invalidations.list('E1')).toEqual(before);
    create('/a');
  });

  test('each distribution counts apart [INV-047]', () => {
    const { invalidations, create } = registry('2014-10-21');
    create(...paths(3000));
    expect(invalidations.create('E2', paths(3000)).isNew).toBe(true);
  });

  test('a strict edge allows three in progress [INV-041]', () => {
    const { clock, create } = registry('2014-10-21', { strict: true });
    for (const path of ['/a', '/b', '/c']) create(path);
    expect(() => create('/d')).toThrow(refusal('TooManyInvalidationsInProgress'));
    clock.advance(60_000);
    expect(create('/d').paths).toEqual(['/d']);
    const lenient = registry('2014-10-21');
    for (const path of ['/a', '/b', '/c', '/d']) lenient.create(path);
  });
});

describe('today', () => {
  test('any number of paths may be in progress [INV-041] [INV-042] [INV-043] [INV-045]', () => {
    const { create } = registry('current');
    for (let i = 0; i < 5; i++) expect(create(...paths(3001)).status).toBe('InProgress');
  });

  test('a strict edge takes 150 paths and one wildcard in a second [INV-041] [DTD-105]', () => {
    const { clock, create } = registry('current', { strict: true });
    create(...paths(150), '/images/*');
    expect(() => create('/a')).toThrow(refusal('Throttling'));
    expect(() => create('/b*')).toThrow(refusal('Throttling'));
    clock.advance(1000);
    create(...paths(150), '/images/*');
  });
});

test('a path has at most 4,000 characters', () => {
  const { create } = registry('current');
  create(`/${'a'.repeat(3999)}`);
  expect(() => create(`/${'a'.repeat(4000)}`)).toThrow(/has 4001 characters; CloudFront allows 4000/);
});

test('asking for the same under the same caller reference changes nothing, for other paths it is refused', () => {
  const { invalidations } = registry('current');
  const first = invalidations.create('E1', ['/a'], 'now');
  expect(invalidations.create('E1', ['/a'], 'now')).toEqual({ invalidation: first.invalidation, isNew: false });
  expect(() => invalidations.create('E1', ['/b'], 'now')).toThrow(refusal('InvalidArgument'));
  expect(invalidations.list('E1')).toHaveLength(1);
});

test('a copy that runs beside its original leaves it alone, and their paths count twice [INV-015] [INV-016]', () => {
  const { clock, invalidations, create } = registry('current');
  const original = create('/a');
  const copy = create(...original.paths, '/b');
  expect(invalidations.list('E1')).toEqual([copy, original]);
  expect(invalidations.usage().paths).toBe(3);
  clock.advance(60_000);
  expect(invalidations.list('E1').map(({ status }) => status)).toEqual(['Completed', 'Completed']);
});

test('beyond 1,000 paths in a month each one is chargeable [INV-049] [DTD-106]', () => {
  const { clock, create, invalidations } = registry('current');
  create(...paths(1000));
  expect(invalidations.usage()).toEqual({ month: '2014-07', paths: 1000, chargeable: 0 });
  create('/one-more');
  expect(invalidations.usage()).toEqual({ month: '2014-07', paths: 1001, chargeable: 1 });
  clock.advance(5 * 24 * 3600 * 1000);
  expect(invalidations.usage()).toEqual({ month: '2014-08', paths: 0, chargeable: 0 });
});

test('all distributions of an account count together [INV-050]', () => {
  const { invalidations } = registry('current');
  for (const id of ['E1', 'E2', 'E3']) invalidations.create(id, paths(600));
  expect(invalidations.usage().chargeable).toBe(800);
});

test('a path counts once, whatever it covers and whether there is such an object or not [INV-051] [INV-052]', () => {
  const { create, invalidations } = registry('current');
  create('/a', '/b', '/c', '/images', '/images/');
  create('/all/*');
  expect(invalidations.usage().paths).toBe(6);
});
