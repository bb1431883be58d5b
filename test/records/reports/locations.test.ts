import { Traffic } from '../traffic';

test('countries are listed with their share of all requests, those of which nothing is known as well', () => {
  const traffic = new Traffic();
  traffic.request({ country: 'DE', bytes: 10 }, 3);
  traffic.request({ country: 'JP', bytes: 10 }, 4);
  traffic.request({ country: 'ZZ', bytes: 10 });
  traffic.request({ bytes: 10 }, 2);
  expect(traffic.csv('locations').slice(7)).toEqual([
    'DistributionID,FriendlyName,LocationCode,LocationName,Requests,RequestsPct,TotalBytes', 'ALL,,JP,Japan,4,40,40', 'ALL,,DE,Germany,3,30,30', 'ALL,,,Unknown,3,30,30',
  ]);
});
