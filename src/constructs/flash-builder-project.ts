import { existsSync } from 'fs';
import { join } from 'path';
import { ISource, Source } from 'aws-cdk-lib/aws-s3-deployment';

/** A project of Adobe Flash Builder, which makes a page with a player of RTMP. */
export class FlashBuilderProject {
  /** The release build of a project, for the `BucketDeployment` to the bucket that has the media, too: what is in `bin-release`, without its `history`.
   * @param directory the directory of the project */
  public static release(directory: string): ISource {
    const release = join(directory, 'bin-release');
    if (!existsSync(release)) throw new Error(`${directory} has no bin-release; export a release build of the project in Flash Builder.`);
    return Source.asset(release, { exclude: ['history/**'] });
  }

  private constructor() {}
}
