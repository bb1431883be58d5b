import fc from 'fast-check';
import { der, derValues, MalformedDer } from '../../../src/local/tls/der';

test('what is written is read again, of any length', () => {
  const content = fc.oneof(fc.uint8Array({ maxLength: 200 }), fc.uint8Array({ minLength: 65_500, maxLength: 65_600 }));
  const value = fc.record({ tag: fc.integer({ min: 1, max: 0xfe }), content });
  fc.assert(fc.property(fc.array(value, { maxLength: 4 }), (values) => {
    const bytes = Buffer.concat(values.map((each) => der(each.tag, Buffer.from(each.content))));
    const shown = (each: { readonly tag: number; readonly content: Uint8Array }) => [each.tag, Buffer.from(each.content).toString('hex')];
    expect(derValues(bytes).map(shown)).toEqual(values.map(shown));
  }), { numRuns: 50 });
});

test.each(['30', '3080', '30030201', '3085', '30ff', '308201'])('%s is malformed', (hex) => expect(() => derValues(Buffer.from(hex, 'hex'))).toThrow(MalformedDer));

test('no bytes make anything but values or an error', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
    try {
      expect(Buffer.concat(derValues(Buffer.from(bytes)).map(({ whole }) => whole))).toEqual(Buffer.from(bytes));
    } catch (error) {
      expect(error).toBeInstanceOf(MalformedDer);
    }
  }));
});
