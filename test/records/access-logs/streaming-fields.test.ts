import { ManualClock } from '../../../src/edge';
import { Logs, LogStore } from '../../../src/records';
import { parseLog } from '../../../src/records/access-logs/log-file';
import { StreamingRecord } from '../../../src/streaming';
import { readTemplates } from '../../../src/template';

/** The file that the guide prints, with the addresses that it has for one client. */
const PRINTED = `#Version: 1.0
#Fields: date time x-edge-location c-ip x-event sc-bytes x-cf-status x-cf-client-id cs-uri-stem cs-uri-query c-referrer x-page-url c-user-agent x-sname x-sname-query x-file-ext x-sid
2010-03-12	23:51:20	SEA4	192.0.2.147	connect	2014	OK	bfd8a98bee0840d9b871b7f6ade9908f	rtmp://shqshne4jdp4b6.cloudfront.net/cfx/st	key=value	http://player.longtailvideo.com/player.swf	http://www.longtailvideo.com/support/jw-player-setup-wizard?example=204	LNX%2010,0,32,18	-	-	-	-
2010-03-12	23:51:21	SEA4	192.0.2.222	play	3914	OK	bfd8a98bee0840d9b871b7f6ade9908f	rtmp://shqshne4jdp4b6.cloudfront.net/cfx/st	key=value	http://player.longtailvideo.com/player.swf	http://www.longtailvideo.com/support/jw-player-setup-wizard?example=204	LNX%2010,0,32,18	myvideo	p=2&q=4	flv	1
2010-03-12	23:53:44	SEA4	192.0.2.4	stop	323914	OK	bfd8a98bee0840d9b871b7f6ade9908f	rtmp://shqshne4jdp4b6.cloudfront.net/cfx/st	key=value	http://player.longtailvideo.com/player.swf	http://www.longtailvideo.com/support/jw-player-setup-wizard?example=204	LNX%2010,0,32,18	dir/other/myvideo	p=2&q=4	flv	1
2010-03-12	23:53:44	SEA4	192.0.2.103	play	8783724	OK	bfd8a98bee0840d9b871b7f6ade9908f	rtmp://shqshne4jdp4b6.cloudfront.net/cfx/st	key=value	http://player.longtailvideo.com/player.swf	http://www.longtailvideo.com/support/jw-player-setup-wizard?example=204	LNX%2010,0,32,18	dir/favs/myothervideo	p=42&q=14	mp4	2
2010-03-12	23:56:21	SEA4	192.0.2.199	stop	429822014	OK	bfd8a98bee0840d9b871b7f6ade9908f	rtmp://shqshne4jdp4b6.cloudfront.net/cfx/st	key=value	http://player.longtailvideo.com/player.swf	http://www.longtailvideo.com/support/jw-player-setup-wizard?example=204	LNX%2010,0,32,18	dir/favs/myothervideo	p=42&q=14	mp4	2
2010-03-12	23:59:44	SEA4	192.0.2.14	disconnect	429824092	OK	bfd8a98bee0840d9b871b7f6ade9908f	rtmp://shqshne4jdp4b6.cloudfront.net/cfx/st	key=value	http://player.longtailvideo.com/player.swf	http://www.longtailvideo.com/support/jw-player-setup-wizard?example=204	LNX%2010,0,32,18	-	-	-	-
`;

const connection = {
  edgeLocation: 'SEA4',
  distribution: 'Media',
  distributionId: 'EMEDIA',
  clientId: 'bfd8a98bee0840d9b871b7f6ade9908f',
  connectUrl: 'rtmp://shqshne4jdp4b6.cloudfront.net/cfx/st',
  connectQuery: 'key=value',
  referrer: 'http://player.longtailvideo.com/player.swf',
  pageUrl: 'http://www.longtailvideo.com/support/jw-player-setup-wizard?example=204',
  userAgent: 'LNX 10,0,32,18',
  status: undefined,
  decisions: [],
  originRequests: [],
} as const;

type Event = Pick<StreamingRecord, 'event' | 'ip' | 'bytesSent'> & { readonly at: string; readonly stream?: StreamingRecord['stream'] };

const MY_VIDEO = { id: 1, name: 'myvideo', query: 'p=2&q=4', extension: 'flv' };
const FAVOURITE = { id: 2, name: 'dir/favs/myothervideo', query: 'p=42&q=14', extension: 'mp4' };

const EVENTS: readonly Event[] = [
  { at: '23:51:20', ip: '192.0.2.147', event: 'connect', bytesSent: 2014 },
  { at: '23:51:21', ip: '192.0.2.222', event: 'play', bytesSent: 3914, stream: MY_VIDEO },
  { at: '23:53:44', ip: '192.0.2.4', event: 'stop', bytesSent: 323914, stream: { ...MY_VIDEO, name: 'dir/other/myvideo' } },
  { at: '23:53:44', ip: '192.0.2.103', event: 'play', bytesSent: 8783724, stream: FAVOURITE },
  { at: '23:56:21', ip: '192.0.2.199', event: 'stop', bytesSent: 429822014, stream: FAVOURITE },
  { at: '23:59:44', ip: '192.0.2.14', event: 'disconnect', bytesSent: 429824092 },
];

function recordOf({ at, stream, ...event }: Event): StreamingRecord {
  return { ...connection, ...event, stream, time: Date.parse(`2010-03-12T${at}Z`) };
}

/** The text of the log file of an RTMP distribution after some events. */
async function logOf(records: readonly StreamingRecord[], logging: object = { Enabled: true, Bucket: 'mylogs.s3.amazonaws.com', Prefix: 'rtmp/' }) {
  const application = readTemplates([{
    name: 'media',
    template: {
      Resources: {
        Media: {
          Type: 'AWS::CloudFront::StreamingDistribution',
          Properties: {
            StreamingDistributionConfig: {
              Enabled: true, Comment: '', S3Origin: { DomainName: 'media.s3.amazonaws.com', OriginAccessIdentity: '' }, TrustedSigners: { Enabled: false }, Logging: logging,
            },
          },
        },
      },
    },
  }]);
  const clock = new ManualClock(Date.UTC(2010, 2, 12));
  const store = new LogStore({}, () => application, () => clock.now());
  const logs = new Logs({ application, clock, store });
  for (const record of records) logs.event(record);
  await logs.deliver();
  const keys = store.bucketNames.flatMap((bucket) => store.files(bucket));
  return { keys, id: application.streamingDistributions[0].id, text: keys.length === 0 ? undefined : await store.text('mylogs', keys[0]) };
}

test('the log of a connection is the one that the guide prints [LOG-082] [LOG-083] [LOG-084] [LOG-085] [LOG-087] [LOG-088] [LOG-091] [LOG-093] [LOG-094] [LOG-095] [LOG-096] [LOG-097] [LOG-098] [LOG-099] [LOG-100] [LOG-101] [LOG-102] [RTM-133] [RTM-149] [RTM-150] [RTM-151] [RTM-152]', async () => {
  const { keys, id, text } = await logOf(EVENTS.map(recordOf));
  expect(text).toBe(PRINTED);
  expect(keys).toEqual([expect.stringMatching(new RegExp(`^rtmp/${id}\\.2010-03-12-23\\.[A-Z0-9]{11}\\.gz$`))]);
});

test('the printed log is read without loss: six entries with 17 values [LOG-102]', () => {
  const { fields, entries } = parseLog(PRINTED);
  expect(fields).toHaveLength(17);
  expect(entries.map((entry) => entry['x-event'])).toEqual(['connect', 'play', 'stop', 'play', 'stop', 'disconnect']);
  for (const name of ['x-sname', 'x-sname-query', 'x-file-ext', 'x-sid']) expect([entries[0][name], entries[5][name]]).toEqual([undefined, undefined]);
  expect(entries[1]).toMatchObject({ 'c-user-agent': 'LNX 10,0,32,18', 'x-page-url': 'http://www.longtailvideo.com/support/jw-player-setup-wizard?example=204' });
});

test('each event has an entry, whatever its kind and whatever the viewer was told [LOG-080] [LOG-089] [LOG-091]', async () => {
  const events = ['connect', 'play', 'pause', 'unpause', 'seek', 'stop', 'disconnect'] as const;
  const stream = (event: string) => (event === 'connect' || event === 'disconnect' ? undefined : { ...MY_VIDEO, query: '' });
  const { text } = await logOf(events.map((event) => ({ ...recordOf({ at: '01:42:39', ip: '192.0.2.183', event, bytesSent: 1 }), stream: stream(event), status: 'NetStream.Play.StreamNotFound' })));
  const { entries } = parseLog(text!);
  expect(entries.map((entry) => [entry['x-event'], entry['x-cf-status'], entry['x-sid'], entry['x-sname-query']])).toEqual(
    events.map((event) => [event, 'OK', stream(event) && '1', undefined]),
  );
});

test('a distribution whose logging is off has no log [LOG-003]', async () => {
  expect((await logOf(EVENTS.map(recordOf), { Enabled: false, Bucket: 'mylogs.s3.amazonaws.com', Prefix: '' })).keys).toEqual([]);
});
