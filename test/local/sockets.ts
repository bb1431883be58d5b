import { connect } from 'node:net';
import { ViewerRequest, ViewerResponse } from '../../src/edge/message';

/** Sends bytes as they are and returns all that is answered until the connection ends. */
export function exchange(port: number, sent: string, halfClosed = false): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true }, () => (halfClosed ? socket.end(sent, 'latin1') : socket.write(sent, 'latin1')));
    let received = '';
    socket.setEncoding('latin1');
    socket.on('data', (text) => { received += text; });
    socket.on('end', () => socket.end());
    socket.on('close', () => resolve(received));
    socket.on('error', reject);
  });
}

/** An edge whose answers a function makes. */
export function edgeOf(answer: (request: ViewerRequest) => Partial<ViewerResponse> | Promise<Partial<ViewerResponse>>) {
  return {
    async answer(request: ViewerRequest): Promise<ViewerResponse> {
      return { status: 200, headers: [], body: undefined, record: { resultType: 'Miss' }, ...await answer(request) } as ViewerResponse;
    },
    complete: () => {},
  };
}
