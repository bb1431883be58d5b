import { malformedRequestAnswer } from '../../src/local/malformed-request';

test.each([['HPE_INVALID_METHOD', 400], ['HPE_HEADER_OVERFLOW', 494], ['ERR_HTTP_REQUEST_TIMEOUT', 408], [undefined, 400]])('%s is answered with %d', (code, status) => {
  const [head, body] = malformedRequestAnswer(code).toString().split('\r\n\r\n');
  expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  expect(head).toContain(`Content-Length: ${body.length}`);
  expect(head).toContain('Connection: close');
});
