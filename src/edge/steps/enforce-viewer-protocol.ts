import { errorAnswer, ownHeaders } from '../error-answer';
import { Answer, decide, Exchange, Step } from '../exchange';

/** Whether the behavior takes HTTP, sends it over to HTTPS, or refuses it [DTD-177, DTD-178]. */
export const enforceViewerProtocol: Step = (exchange) => {
  const { request, behavior } = exchange;
  if (request.protocol === 'https' || behavior!.viewerProtocolPolicy === 'allow-all') return;
  const setting = `${behavior!.setting}.ViewerProtocolPolicy`;
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  if (behavior!.viewerProtocolPolicy === 'redirect-to-https' && (isRead || request.httpVersion !== '1.0')) {
    decide(exchange, 'viewer-protocol', 'redirected', { policy: 'redirect-to-https' }, setting);
    exchange.answer = redirect(exchange, isRead ? 301 : 307);
  } else {
    decide(exchange, 'viewer-protocol', 'refused', { policy: behavior!.viewerProtocolPolicy }, setting);
    exchange.answer = errorAnswer(exchange, 'HTTPS required');
  }
};

const TITLES = { 301: '301 Moved Permanently', 307: '307 Temporary Redirect' } as const;

function redirect(exchange: Exchange, status: 301 | 307): Answer {
  const title = TITLES[status];
  const lines = ['<html>', `<head><title>${title}</title></head>`, '<body>', `<center><h1>${title}</h1></center>`, '<hr><center>CloudFront</center>', '</body>', '</html>', ''];
  const body = Buffer.from(lines.join('\r\n'));
  const headers = [...ownHeaders(exchange, body, 'text/html'), 'Location', `https://${exchange.host}${exchange.request.url}`];
  return { status, headers, body, resultType: 'Redirect' };
}
