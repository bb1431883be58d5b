import { allDistributions, Application, knownOutputs, originDomainNames, UNKNOWN } from '../../src/config';

test('outputs are called by their name, or with their template where several have it; unknown ones are left out', () => {
  const outputs = { 'A.Domain': 'a', 'A.Url': 'u', 'B.Domain': 'b', 'B.Later': UNKNOWN };
  expect(knownOutputs({ outputs } as unknown as Application)).toEqual({ 'A.Domain': 'a', 'Url': 'u', 'B.Domain': 'b' });
});

test('a distribution of either kind tells the domain names of its origins, as far as they are known', () => {
  const web = { origins: [{ domainName: 'a.example.com' }, { domainName: UNKNOWN }, { domainName: 'b.example.com' }] };
  const rtmp = { s3DomainName: 'media.s3.amazonaws.com' };
  const application = { distributions: [web], streamingDistributions: [rtmp, { s3DomainName: undefined }] } as unknown as Application;
  expect(allDistributions(application).map(originDomainNames)).toEqual([['a.example.com', 'b.example.com'], ['media.s3.amazonaws.com'], []]);
});
