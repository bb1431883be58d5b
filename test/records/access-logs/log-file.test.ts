import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { logText, parseLog } from '../../../src/records';
import { encoded } from '../../../src/records/access-logs/encoding';
import { logHeader } from '../../../src/records/access-logs/log-file';

/** A file as the specification prints it. */
const WEB = [
  '#Version: 1.0',
  '#Fields: date time x-edge-location sc-bytes c-ip cs-method cs(Host) cs-uri-stem sc-status cs(Referer) cs(User-Agent) cs-uri-query cs(Cookie) x-edge-result-type x-edge-request-id x-host-header cs-protocol cs-bytes time-taken',
  '2014-05-23	01:13:11	FRA2	182	192.0.2.10	GET	d111111abcdef8.cloudfront.net	/view/my/file.html	200	www.displaymyfiles.com	Mozilla/4.0%20(compatible;%20MSIE%205.0b1;%20Mac_PowerPC)	-	zip=98101	RefreshHit	MRVMF7KydIvxMWfJIgIgwHQwZsbG2IhRJ07sn9AkKUFShS9EXAMPLE==	d111111abcdef8.cloudfront.net	http	-	0.001',
  '2014-05-23	01:13:12	LAX1	2390282	192.0.2.202	GET	d111111abcdef8.cloudfront.net	/soundtrack/happy.mp3	304	www.unknownsingers.com	Mozilla/4.0%20(compatible;%20MSIE%207.0;%20Windows%20NT%205.1)	a=b&c=d	zip=50158	Hit	xGN7KWpVEmB9Dp7ctcVFQC4E-nrcOcEKS3QyAez--06dV7TEXAMPLE==	d111111abcdef8.cloudfront.net	http	-	0.002',
  '',
].join('\n');

test('a web log is read without loss [LOG-039] [LOG-079]', () => {
  const { fields, entries } = parseLog(WEB);
  expect(fields).toHaveLength(19);
  expect(entries).toMatchObject([
    {
      'x-edge-location': 'FRA2',
      'sc-bytes': '182',
      'x-edge-result-type': 'RefreshHit',
      'cs(Cookie)': 'zip=98101',
      'time-taken': '0.001',
      'cs-uri-query': undefined,
      'cs-bytes': undefined,
      'cs(User-Agent)': 'Mozilla/4.0 (compatible; MSIE 5.0b1; Mac_PowerPC)',
    },
    { 'sc-status': '304', 'x-edge-result-type': 'Hit', 'cs-uri-query': 'a=b&c=d', 'time-taken': '0.002' },
  ]);
  const written = entries.map((entry) => fields.map((field) => encoded(entry[field], '2014-10-21')).join('\t'));
  expect(`${logHeader(fields)}${written.join('\n')}\n`).toBe(WEB);
});

const value = fc.string({ unit: fc.integer({ min: 0, max: 255 }).map((byte) => String.fromCharCode(byte)) }).filter((text) => text !== '-').map((text) => text || undefined);
const field = fc.stringMatching(/^[a-z][a-z-]{0,12}(\([A-Za-z]{1,9}\))?$/);
const file = fc.uniqueArray(field, { minLength: 1, maxLength: 8 }).chain((fields) => (
  fc.record({ fields: fc.constant(fields), rows: fc.array(fc.tuple(...fields.map(() => value)), { maxLength: 6 }) })
));

test('what is written is read as it was, whatever its values are, compressed or not', () => {
  fc.assert(fc.property(file, fc.boolean(), ({ fields, rows }, isCompressed) => {
    const text = `${logHeader(fields)}${rows.map((row) => `${row.map((one) => encoded(one, 'current')).join('\t')}\n`).join('')}`;
    const content = isCompressed ? gzipSync(text) : Buffer.from(text);
    const read = parseLog(logText(content));
    expect(read).toEqual({ fields, entries: rows.map((row) => Object.fromEntries(fields.map((name, i) => [name, row[i]]))) });
  }));
});

test('files one after the other are read as one, each by its own fields', () => {
  const two = '#Version: 1.0\n#Fields: a b\n1\t2\n#Version: 1.0\n#Fields: b c\r\n3\t4\r\n';
  expect(parseLog(two)).toEqual({ fields: ['a', 'b', 'c'], entries: [{ a: '1', b: '2' }, { b: '3', c: '4' }] });
});

test('directives that are not known, and empty lines, say nothing', () => {
  expect(parseLog('#Software: CloudFront\n#Fields: a\n\n#Remark: b\n1\n').entries).toEqual([{ a: '1' }]);
});

test.each([
  ['1\t2\n', /^line 1: an entry before the line #Fields/],
  ['#Version: 1.0\n#Fields: a b\n1\t2\n1\n', /^line 4: 1 values, where #Fields names 2; the file may be cut/],
  ['{"a":', /^line 1: neither values between delimiters nor JSON$/],
])('%j is refused with the line', (text, message) => {
  expect(() => parseLog(text)).toThrow(message);
});

test('gzip that is broken is refused', () => {
  expect(() => logText(gzipSync('#Fields: a\n1\n').subarray(0, 15))).toThrow(/^the gzip is broken: /);
});
