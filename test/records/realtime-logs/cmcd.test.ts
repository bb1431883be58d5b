import fc from 'fast-check';
import { CMCD_FIELDS, cmcdValue } from '../../../src/records/realtime-logs/cmcd';

test.each([
  ['cmcd-encoded-bitrate', 'br=3200,bs,sid="6e2f"', '3200'],
  ['cmcd-buffer-starvation', 'br=3200,bs,sid="6e2f"', 'true'],
  ['cmcd-session-id', 'br=3200,bs,sid="6e2f,b=\\"1\\""', '6e2f,b="1"'],
  ['cmcd-version', 'bs, v=1', '1'],
  ['cmcd-object-type', 'not-ot=v,otx=v', undefined],
  ['cmcd-deadline', '', undefined],
])('%s of %j is %j', (field, text, value) => expect(cmcdValue(field, [undefined, text])).toBe(value));

test('what a player says is read as it was said', () => {
  const value = fc.oneof(fc.nat().map(String), fc.string({ unit: 'grapheme-ascii' }));
  fc.assert(fc.property(fc.constantFrom(...CMCD_FIELDS), value, (field, said) => {
    const key = { 'cmcd-content-id': 'cid', 'cmcd-session-id': 'sid' }[field] ?? 'cid';
    const text = `br=1,${key}="${said.replace(/["\\]/g, '\\$&')}",zz=2`;
    expect(cmcdValue(key === 'cid' ? 'cmcd-content-id' : field, [text])).toBe(said);
  }));
});
