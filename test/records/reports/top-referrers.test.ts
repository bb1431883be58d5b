import { Traffic } from '../traffic';

test('the domains of pages that led to objects are listed, with their share of all requests', () => {
  const traffic = new Traffic();
  for (const [referrer, times] of [['https://example.com/index.html', 5], ['https://EXAMPLE.com:8443?q', 2], ['http://search.example/', 2], ['no url', 1]] as const) traffic.request({ headers: ['Referer', referrer] }, times);
  traffic.request({}, 10);
  expect(traffic.csv('top-referrers').slice(6)).toEqual([
    'DistributionID,FriendlyName,Referrer,RequestCount,RequestsPct',
    ...['example.com,7,35', 'search.example,2,10', 'no url,1,5'].map((rest) => `${traffic.id()},myawsbucket.s3.amazonaws.com,${rest}`),
  ]);
});

test('25 of them are listed', () => {
  const traffic = new Traffic();
  for (let i = 0; i < 30; i++) traffic.request({ headers: ['referer', `https://${i}.example.com/`] });
  expect(traffic.report('top-referrers').rows).toHaveLength(25);
});
