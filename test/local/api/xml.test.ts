import * as fc from 'fast-check';
import { buildXml, parseXml, XmlPart } from '../../../src/local/api/xml';

const body = (part: XmlPart, name: string) => part.child(name)?.text;

test('elements are found by name, with or without a prefix, and attributes are left aside', () => {
  const root = parseXml('<?xml version="1.0"?>\n<x:Root xmlns:x="urn:x" a="b">\n <A> one </A><B/><C><D>1</D><D>2</D></C></x:Root>', 'Root');
  expect(root.names).toEqual(['A', 'B', 'C']);
  expect([body(root, 'A'), body(root, 'B'), body(root, 'E')]).toEqual([' one ', '', undefined]);
  expect(root.child('C')!.children('D').map(({ text, path }) => `${path} ${text}`)).toEqual(['Root.C.D 1', 'Root.C.D 2']);
});

test.each([
  ['', 'MissingBody', /a Root or Other is expected/],
  ['{}', 'MalformedXML', /not well-formed|Root/],
  ['<Root>', 'MalformedXML', /not well-formed/],
  ['<Root><A></Root></A>', 'MalformedXML', /not well-formed/],
  ['<Different/>', 'MalformedXML', /is a Different, where a Root or Other/],
  ['<!DOCTYPE Root [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><Root>&b;</Root>', 'MalformedXML', /no document type/],
  ['<!DOCTYPE Root SYSTEM "file:///etc/passwd"><Root/>', 'MalformedXML', /no document type/],
])('%s is refused', (text, code, message) => {
  expect(() => parseXml(text, 'Root', 'Other')).toThrow(expect.objectContaining({ code, message: expect.stringMatching(message) }));
});

test('an element that may occur once may not occur twice, and a text has no elements in it', () => {
  const root = parseXml('<Root><A>1</A><A>2</A><B>x<C/></B></Root>', 'Root');
  expect(() => root.child('A')).toThrow(/2 elements A/);
  expect(() => root.child('B')!.text).toThrow(/Root.B has elements/);
});

test('only XML\'s own entities and characters by number are expanded', () => {
  expect(parseXml('<A>&lt;&gt;&amp;&quot;&apos;&#38;&#x41;&#xD;&other;&#x110000;&amp;lt;</A>', 'A').text).toBe('<>&"\'&A\r&other;&#x110000;&lt;');
});

test('no name of an element reaches what objects have by themselves', () => {
  const root = parseXml('<Root><A/></Root>', 'Root');
  expect([root.children('constructor'), root.children('__proto__'), root.children('toString')]).toEqual([[], [], []]);
  expect(() => parseXml('<Root><__proto__><polluted>1</polluted></__proto__></Root>', 'Root').names).not.toThrow(TypeError);
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
});

test('what is written is read again', () => {
  const plain = fc.string({ unit: fc.integer({ min: 0x20, max: 0xd7ff }).filter((code) => code !== 0x7f).map((code) => String.fromCodePoint(code)) });
  fc.assert(fc.property(plain, plain, (one, other) => {
    const root = parseXml(buildXml('Root', 'urn:x', { A: one, B: { C: [one, other] } }), 'Root');
    expect(root.child('A')!.text).toBe(one);
    expect(root.child('B')!.children('C').map(({ text }) => text)).toEqual([one, other]);
  }));
});

test('what is undefined is not written', () => {
  expect(buildXml('Root', 'urn:x', { A: undefined, B: false, C: 0, D: '' })).toBe('<?xml version="1.0" encoding="UTF-8"?>\n<Root xmlns="urn:x"><B>false</B><C>0</C><D></D></Root>');
});
