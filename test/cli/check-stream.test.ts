import { directoryWith, run } from './run';

const directory = directoryWith({
  'template.json': JSON.stringify({
    Resources: {
      Rtmp: {
        Type: 'AWS::CloudFront::StreamingDistribution',
        Properties: {
          StreamingDistributionConfig: {
            Enabled: true, Comment: '', Aliases: ['media.example.com'], S3Origin: { DomainName: 'media.s3.amazonaws.com', OriginAccessIdentity: '' }, TrustedSigners: { Enabled: false },
          },
        },
      },
    },
  }),
  'media/other.txt': 'no film',
});

test('says what keeps a stream from playing, and exits with 1', async () => {
  const check = (...args: string[]) => run('check-stream', `${directory}/template.json`, ...args, '--bucket', `Rtmp=${directory}/media`);
  expect(await check('rtmp://media.example.com/cfx/st')).toMatchObject({ exitCode: 0, output: 'nothing keeps it from playing\n', errors: '' });
  const { exitCode, output } = await check('http://media.example.com/cfx/st/film', '--play-call', 'play("film")');
  expect([exitCode, output.match(/Fix: /g)]).toEqual([1, ['Fix: ', 'Fix: ', 'Fix: ']]);
  expect(output).toMatch(/^media are not streamed by http\n {2}Fix: use an RTMP scheme: rtmp, rtmpt, rtmpe, rtmpte\n/);
});
