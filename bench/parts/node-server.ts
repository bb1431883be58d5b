/** The source of a program that listens on a free port and says so as `serve --json` does; `answer` is the body of a request handler. */
export function nodeServer(preparation: string, answer: string): readonly string[] {
  return ['-e', `
    ${preparation}
    const server = require('node:http').createServer((request, response) => { ${answer} })
      .listen(0, '127.0.0.1', () => console.log(JSON.stringify({ distributions: [{ http: 'http://127.0.0.1:' + server.address().port }] })));
  `];
}
