import { LogEntry, mergedLog, parseLog, rejections, requestedObjects, summaryOf } from '../../../src/records';
import { ok, status } from '../../edge/scenario';
import { LoggedEdge } from '../access-logs/logged-edge';

const entry = (time: string, more: LogEntry = {}): LogEntry => ({ 'date': time.slice(0, 10), 'time': time.slice(11), 'cs-method': 'GET', 'sc-bytes': '10', ...more });

describe('the summary', () => {
  test('has what requests came to, from the files that the clock has delivered [LOG-103]', async () => {
    const cached = { 'cache-control': 'max-age=60', 'etag': '"1"' };
    const edge = new LoggedEdge({
      logging: { Prefix: 'myprefix/' },
      origin: ({ path, headers }) => (path.startsWith('/none') ? status(404) : headers.has('if-none-match') ? status(304, cached, '') : ok('body', cached)),
    });
    for (let i = 0; i < 5; i++) await edge.get(`/${i}`);
    for (let i = 0; i < 12; i++) await edge.get(`/${i % 5}`);
    for (let i = 0; i < 2; i++) await edge.get(`/none/${i}`);
    edge.advance(61);
    await edge.get('/0');
    edge.advance(3_600);
    const files = await edge.files();
    expect(files.length).toBeGreaterThan(0);
    for (const { key } of files) expect(key).toMatch(/^myprefix\/.*\.gz$/);
    const { entries, resultTypes, statuses } = summaryOf(files.flatMap(({ text }) => parseLog(text).entries));
    expect([entries, resultTypes, statuses]).toEqual([20, { Error: 2, Hit: 12, Miss: 5, RefreshHit: 1 }, { 200: 18, 404: 2 }]);
  });

  test('sorts by time itself, and has the hours without entries, of a day or from first to last [LOG-041] [LOG-105]', () => {
    const entries = [entry('2025-01-01 12:30:00'), entry('2025-01-01 10:00:00'), entry('2025-01-01 12:00:00')];
    expect(summaryOf(entries)).toMatchObject({ entries: 3, bytes: 30, first: '2025-01-01 10:00:00', last: '2025-01-01 12:30:00', hours: { '2025-01-01 10': 1, '2025-01-01 11': 0, '2025-01-01 12': 2 } });
    const { hours, entries: ofDay } = summaryOf([...entries, entry('2025-01-02 00:00:00')], '2025-01-01');
    expect([ofDay, Object.keys(hours).length, hours['2025-01-01 11'], hours['2025-01-01 23']]).toEqual([3, 24, 0, 0]);
    expect(summaryOf([])).toMatchObject({ entries: 0, first: undefined, hours: {} });
    expect(summaryOf([], '2025-01-01').hours).toMatchObject({ '2025-01-01 00': 0 });
  });

  test('takes the bytes of an RTMP connection once, since each event has all so far', () => {
    const event = (name: string, bytes: number, connection: string): LogEntry => ({ 'date': '2025-01-01', 'time': '00:00:00', 'x-event': name, 'sc-bytes': String(bytes), 'x-cf-client-id': connection });
    const entries = [event('connect', 10, 'a'), event('stop', 100, 'a'), event('play', 50, 'a'), event('connect', 7, 'b')];
    expect(summaryOf(entries)).toMatchObject({ bytes: 107, events: { connect: 2, play: 1, stop: 1 } });
  });
});

describe('the objects that were asked for', () => {
  const asked = (path: string, query?: string, method = 'GET') => entry('2025-01-01 00:00:00', { 'cs-uri-stem': path, 'cs-uri-query': query, 'cs-method': method });
  const entries = [asked('/a'), asked('/b'), asked('/a', 'x=1'), asked('/a'), asked('/form', undefined, 'POST'), asked('/image.jpg', 'v=1'), asked('/image.jpg', 'v=2')];

  test('are each there once, with query strings where they tell objects apart [INV-011]', () => {
    expect(requestedObjects(entries)).toEqual(['/a', '/b', '/a?x=1', '/image.jpg?v=1', '/image.jpg?v=2']);
    expect(requestedObjects(entries, { withQueryStrings: false })).toEqual(['/a', '/b', '/image.jpg']);
  });

  test('are the variants of one, with the query strings that were used [INV-029]', () => {
    expect(requestedObjects(entries, { variantsOf: '/image.jpg' })).toEqual(['/image.jpg?v=1', '/image.jpg?v=2']);
  });

  test('are those of a log as an invalidation takes them, also with characters that are encoded [INV-011]', async () => {
    const edge = new LoggedEdge({ behavior: { ForwardedValues: { QueryString: true } } });
    for (const url of ['/a', '/b', '/a?x=1', '/my%20file.jpg']) await edge.get(url);
    const objects = requestedObjects(await edge.entries());
    expect(objects).toEqual(['/a', '/b', '/a?x=1', '/my%20file.jpg']);
    edge.edge.invalidate(edge.id, objects);
    for (const url of objects) expect(await edge.xCache(url)).toBe('Miss');
  });
});

describe('requests that were refused', () => {
  const countryOf = (ip: string) => ({ '192.0.2.10': 'MC', '198.51.100.9': 'LI' })[ip];
  const refused = (ip: string, more: LogEntry = {}) => entry('2025-01-01 00:00:00', { 'sc-status': '403', 'c-ip': ip, 'cs-uri-stem': '/a', ...more });

  test('are probably for the country where the viewer\'s is one of those [GEO-033]', () => {
    const found = rejections([refused('192.0.2.10'), refused('198.51.100.9'), entry('2025-01-01 00:00:01', { 'sc-status': '200' }), refused('203.0.113.1')], countryOf, (country) => country === 'MC');
    expect(found.map(({ ip, country, cause }) => [ip, country, cause])).toEqual([
      ['192.0.2.10', 'MC', 'probably geo restriction'], ['198.51.100.9', 'LI', 'another'], ['203.0.113.1', undefined, 'another'],
    ]);
  });

  test('say themselves in a log of today whether they are for the country', () => {
    const detail = (type: string) => refused('192.0.2.10', { 'x-edge-detailed-result-type': type });
    expect(rejections([detail('ClientGeoBlocked'), detail('Error')], countryOf, () => true).map(({ cause }) => cause)).toEqual(['geo restriction', 'another']);
  });
});

describe('merged files', () => {
  const file = (...lines: string[]) => `#Version: 1.0\n#Fields: date time cs-uri-stem\n${lines.join('\n')}\n`;

  test('have the first two lines once, and all entries in the order of time [LOG-037] [LOG-041]', () => {
    const files = new Map([['b', file('2025-01-01\t10:00:00\t/3', '2025-01-01\t09:00:00\t/2%2520')], ['a', file('2025-01-01\t08:00:00\t/1')], ...Array.from({ length: 5 }, (_, i) => [`e${i}`, file(`2025-01-02\t00:00:0${i}\t/4`)] as const)]);
    const merged = mergedLog(files);
    expect(merged.startsWith('#Version: 1.0\n#Fields: date time cs-uri-stem\n2025-01-01\t08:00:00\t/1\n2025-01-01\t09:00:00\t/2%2520\n2025-01-01\t10:00:00\t/3\n')).toBe(true);
    expect(merged.match(/^#/gm)).toHaveLength(2);
    expect(parseLog(merged).entries).toHaveLength(8);
  });

  test('are of one kind', () => {
    expect(() => mergedLog(new Map([['web', file()], ['rtmp', '#Fields: date time x-event\n']]))).toThrow('rtmp has other fields than web; merge files of one kind');
    expect(() => mergedLog(new Map([['web', '1\t2\n']]))).toThrow('web: an entry before the line #Fields');
    expect(mergedLog(new Map())).toBe('');
  });
});
