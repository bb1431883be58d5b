import { CfnOutput, Duration } from 'aws-cdk-lib';
import { CachePolicy } from 'aws-cdk-lib/aws-cloudfront';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { BucketDeployment, CacheControl, ISource, Source } from 'aws-cdk-lib/aws-s3-deployment';
import { Construct } from 'constructs';
import { OriginAccessIdentity } from './origin-access-identity';
import { Origins } from './origins';
import { RtmpDistribution } from './rtmp-distribution';
import { RtmpPlayer } from './rtmp-player';
import { WebDistribution } from './web-distribution';
import { playerPage } from '../config';

/** What is streamed, and by which player. */
export interface RtmpMediaSiteProps {
  /** The media, such as `Source.asset('media')`: FLV, MP4 and MP3, each with the extension of its format. */
  readonly media: ISource;

  /** The player that the page has. */
  readonly player: RtmpPlayer;

  /**
   * The files of the player as its publisher gives them, such as `Source.asset('jwplayer')`, with `jwplayer.js` beside the others;
   * for Flash Player what Flash Builder makes: `FlashBuilderProject.release(directory)`.
   */
  readonly playerFiles: ISource;

  /** The object that the page plays: its key in the bucket, with its extension, such as `my-vacation.mp4`. Flash Player has it in its own source. */
  readonly objectName: string;

  /**
   * The key of the page.
   * @default - `player.html`, which is made for JW Player and Flowplayer; for Flash Player it has to be named: it is among the files of the player
   */
  readonly page?: string;
}

/**
 * Media that viewers stream by RTMP, and the page with the player that plays them: a private bucket of each, a web distribution for the page,
 * and an RTMP distribution for the media. The URL of the page is an output of the stack, `PlayerPage`.
 *
 * AWS retired RTMP distributions, and browsers have no Flash any more: the page is rehearsed on the local edge, and with players that speak RTMP.
 *
 * @example
 * new RtmpMediaSite(this, 'Films', {
 *   media: Source.asset('films'),
 *   player: RtmpPlayer.JW_PLAYER,
 *   playerFiles: Source.asset('jwplayer'),
 *   objectName: 'my-vacation.mp4',
 * });
 */
export class RtmpMediaSite extends Construct {
  /** The bucket of the media, which the RTMP distribution alone may read. */
  public readonly mediaBucket: Bucket;
  /** The bucket of the player and its page, which the web distribution alone may read. */
  public readonly playerBucket: Bucket;
  /** What streams the media. */
  public readonly rtmpDistribution: RtmpDistribution;
  /** What serves the page. */
  public readonly webDistribution: WebDistribution;
  /** The URL of the page. */
  public readonly pageUrl: string;

  public constructor(scope: Construct, id: string, props: RtmpMediaSiteProps) {
    super(scope, id);
    const { media, player, playerFiles, objectName, page = 'player.html' } = props;
    if (player === RtmpPlayer.FLASH_PLAYER && props.page === undefined) {
      throw new Error(`${this.node.path}: page is missing; for Flash Player name the page that Flash Builder has made, such as Films.html.`);
    }
    this.mediaBucket = new Bucket(this, 'Media');
    this.playerBucket = new Bucket(this, 'Player');
    this.rtmpDistribution = new RtmpDistribution(this, 'Rtmp', { bucket: this.mediaBucket, originAccessIdentity: new OriginAccessIdentity(this, 'Identity') });
    this.webDistribution = new WebDistribution(this, 'Web', {
      defaultRootObject: page,
      defaultBehavior: { origin: Origins.s3BucketWithOriginAccessControl(this.playerBucket), cachePolicy: CachePolicy.CACHING_OPTIMIZED, compress: true },
    });
    this.pageUrl = this.webDistribution.objectUrl(page);
    const made = player === RtmpPlayer.FLASH_PLAYER ? [] : [Source.data(page, playerPage(player, { player: '.', streamer: this.rtmpDistribution.streamerUrl(), objectName }))];
    new BucketDeployment(this, 'MediaDeployment', { destinationBucket: this.mediaBucket, sources: [media] });
    new BucketDeployment(this, 'PlayerDeployment', {
      destinationBucket: this.playerBucket, sources: [playerFiles, ...made], cacheControl: [CacheControl.maxAge(Duration.minutes(5))],
    });
    new CfnOutput(this, 'PlayerPage', { description: 'The page that plays the media', value: this.pageUrl });
  }
}
